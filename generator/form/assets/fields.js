/** Fields that hold one text: a line, a longer text, or one of several choices. */

import { Control, help } from "./control.js";
import { button, make, newId } from "./dom.js";
import { isLong, isProse, shapeOf } from "./schema.js";
import { clean } from "./yaml.js";

const LISTS = { brief: "write--briefs", event: "write--events" };
const NOTHING = "";

/** The control for a text that the schema describes. */
export function textControl(form, key, node, needed, label = node.title) {
  if (shapeOf(node) === "choice") return new Choice(form, node, needed, label);
  const refersTo = node["x-refers-to"];
  if (refersTo === "actor" || refersTo === "source") return new Reference(form, node, needed, label);
  return new Text(form, key, node, needed, label);
}

class Field extends Control {
  constructor(form, node, needed, label, input) {
    super(form, label);
    this.node = node;
    this.input = input;
    const ids = { input: newId(), help: newId() };
    input.id = ids.input;
    input.setAttribute("aria-describedby", `${node.description ? `${ids.help} ` : ""}${this.told.id}`);
    input.addEventListener("input", () => form.changed());
    input.addEventListener("change", () => {
      this.touched = true;
      form.changed();
    });
    this.element = make(
      "div",
      { class: "field" },
      make("label", { for: ids.input }, label, needed && make("span", { class: "needed" }, " needed")),
      node.description && help(node, ids.help),
      input,
      this.told,
    );
  }

  target() {
    return this.input;
  }

  mark(isWrong) {
    if (isWrong) this.input.setAttribute("aria-invalid", "true");
    else this.input.removeAttribute("aria-invalid");
  }

  get() {
    const text = clean(this.input.value, this.form.known.forbidden);
    return text.trim() ? text : undefined;
  }

  set(text = NOTHING) {
    this.input.value = text;
  }
}

export class Text extends Field {
  constructor(form, key, node, needed, label) {
    const list = key === "language" ? "write--languages" : LISTS[node["x-refers-to"]];
    const input = isLong(node)
      ? make("textarea", { rows: isProse(node) ? 3 : 2 })
      : make("input", { type: "text", list, autocomplete: "off", spellcheck: node.format ? "false" : undefined });
    if (node.format === "web-address") input.inputMode = "url";
    super(form, node, needed, label, input);
    if (node["x-refers-to"] === "event") input.addEventListener("input", () => form.offerEvents(input.value));
    if (isProse(node)) this.told.before(this.citing());
  }

  /** A choice of the sources, and a button that cites the chosen one where the cursor is. */
  citing() {
    const label = `Source to cite in ${this.label.toLowerCase()}`;
    this.cite = make("select", { "aria-label": label });
    const insert = button("Cite", () => {
      if (!this.cite.value) return;
      const mark = `[@${this.cite.value}]`;
      const before = this.input.value.slice(0, this.input.selectionStart);
      const isApart = !before || /\s$/.test(before);
      this.input.focus();
      this.input.setRangeText(isApart ? mark : ` ${mark}`, before.length, this.input.selectionEnd, "end");
      this.input.dispatchEvent(new Event("input"));
    });
    insert.setAttribute("aria-label", `Cite in ${this.label.toLowerCase()}`);
    this.citation = make("div", { class: "cite", hidden: true }, this.cite, insert);
    return this.citation;
  }

  offer(kind, options) {
    if (kind !== "source" || !this.cite) return;
    fill(this.cite, [{ id: NOTHING, label: "Source …" }, ...options], this.cite.value);
    this.citation.hidden = !options.length;
  }

  /** Follows an id that was changed. */
  rename(kind, from, to) {
    if (kind !== "source" || !isProse(this.node) || !this.input.value.includes("[@")) return;
    this.input.value = this.input.value.replace(/\[@[^\]\n]*\]/g, (citation) =>
      citation.replace(/@([^\s;\]]+)/g, (mark, name) => (name === from ? `@${to}` : mark)),
    );
  }
}

function fill(select, options, value) {
  select.replaceChildren(...options.map(({ id, label }) => make("option", { value: id }, label)));
  select.value = options.some(({ id }) => id === value) ? value : NOTHING;
}

class Choice extends Field {
  constructor(form, node, needed, label) {
    super(form, node, needed, label, make("select"));
    const blank = node.default ? `${node.default} (if nothing is said)` : "–";
    const choices = node.enum.filter((each) => each !== null).map((each) => ({ id: each, label: each }));
    fill(this.input, [{ id: NOTHING, label: blank }, ...choices], NOTHING);
  }
}

/** One of the actors or sources of the brief. */
class Reference extends Field {
  constructor(form, node, needed, label) {
    super(form, node, needed, label, make("select"));
    this.kind = node["x-refers-to"];
    this.options = [];
    this.set();
  }

  offer(kind, options) {
    if (kind !== this.kind) return;
    this.options = options;
    this.set(this.input.value);
  }

  /** An id that is not, or not yet, among them stays, for it is told what is wrong with it. */
  set(id = NOTHING) {
    const isMissing = id && !this.options.some((each) => each.id === id);
    const missing = isMissing ? [{ id, label: `${id} (not in this brief)` }] : [];
    const blank = { id: NOTHING, label: this.options.length ? "–" : `Add the ${this.kind} first` };
    fill(this.input, [blank, ...this.options, ...missing], id);
  }

  rename(kind, from, to) {
    if (kind !== this.kind || this.input.value !== from) return;
    this.set(to);
  }
}
