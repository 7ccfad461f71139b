/** Fields that hold one text: a line, a longer text, or one of several choices. */

import { Control, hint } from "./control.js";
import { button, make, named, newId } from "./dom.js";
import { gettext, within } from "./language.js";
import { choiceName, isLong, isProse, shapeOf } from "./schema.js";
import { clean, oneLine } from "./yaml.js";

/** What a choice among other entries says while there are none. */
export const NONE_YET = {
  actor: gettext("Add the actor first"),
  source: gettext("Add the source first"),
  topic: gettext("Add the topic first"),
};
const SUGGESTIONS = { brief: "write--briefs", event: "write--events", language: "write--languages" };

/** The control for a text that the schema describes. */
export function textControl(form, node, isRequired, label = node.title) {
  const isChosen = shapeOf(node) === "choice" || ["actor", "source"].includes(node["x-refers-to"]);
  return new (isChosen ? Choice : Text)(form, node, isRequired, label);
}

/** The text of a field as the file has it, or nothing. */
export function given(node, written, { forbidden }) {
  const text = clean(written, forbidden);
  return (isProse(node) && text.trim() ? text : oneLine(text)) || undefined;
}

class Field extends Control {
  constructor(form, node, isRequired, label, input) {
    super(form, label);
    this.node = node;
    this.input = input;
    const hintId = newId();
    input.id = newId();
    input.setAttribute("aria-describedby", `${node.description ? `${hintId} ` : ""}${this.messages.id}`);
    input.addEventListener("input", () => form.changed());
    input.addEventListener("change", () => {
      this.touched = true;
      form.changed();
    });
    this.element = make(
      "div",
      { class: "field" },
      named("label", label, isRequired && node.format !== "id", { for: input.id }), // ids are made
      node.description && hint(node, hintId),
      input,
      this.messages,
    );
  }

  get() {
    return given(this.node, this.input.value, this.form.known);
  }

  set(text = "") {
    this.input.value = text;
  }
}

export class Text extends Field {
  constructor(form, node, isRequired, label = node.title) {
    const to = node["x-refers-to"];
    const list = SUGGESTIONS[to ?? node.format];
    const input = isLong(node)
      ? make("textarea", { rows: isProse(node) ? 3 : 2 })
      : make("input", { type: "text", list, autocomplete: "off", spellcheck: node.format ? "false" : undefined });
    if (node.format === "web-address") input.inputMode = "url";
    super(form, node, isRequired, label, input);
    if (to === "event") input.addEventListener("input", () => form.suggestEvents(input.value));
    if (isProse(node)) {
      this.messages.before(this.citing());
      this.refresh();
    }
  }

  /** A choice of the sources, and a button that cites the chosen one at the cursor. */
  citing() {
    const field = within(this.label);
    this.source = make("select", { "aria-label": gettext("Source to cite in %(field)s", { field }) });
    const insert = () => {
      if (!this.source.value) return;
      const before = this.input.value.slice(0, this.input.selectionStart);
      const space = !before || /\s$/.test(before) ? "" : " ";
      this.input.focus();
      this.input.setRangeText(`${space}[@${this.source.value}]`, before.length, this.input.selectionEnd, "end");
      this.input.dispatchEvent(new Event("input"));
    };
    const cite = button(gettext("Cite"), insert, { "aria-label": gettext("Cite in %(field)s", { field }) });
    this.citation = make("div", { class: "cite" }, this.source, cite);
    return this.citation;
  }

  refresh() {
    if (!this.source) return;
    fill(this.source, [{ id: "", label: gettext("Source …") }, ...this.form.options.source], this.source.value);
    this.citation.hidden = !this.form.options.source.length;
  }

  /** Follows an id that was changed. */
  rename(kind, from, to) {
    if (kind !== "source" || !isProse(this.node)) return;
    this.input.value = this.input.value.replace(/\[@[^\]]*\]/g, (citation) =>
      citation.replace(/@([^\s;,\]]+)/g, (mark, name) => (name === from ? `@${to}` : mark)),
    );
  }
}

/** What the schema lists, or the actors or sources of the brief. */
class Choice extends Field {
  constructor(form, node, isRequired, label) {
    super(form, node, isRequired, label, make("select"));
    this.kind = node["x-refers-to"];
    this.set();
  }

  /** A value that is not, or not yet, a choice is kept, and reported. */
  set(value = "") {
    const { node, kind } = this;
    const options = kind ? this.form.options[kind] : node.enum.filter(Boolean).map((id) => ({ id, label: choiceName(node, id, this.form.known) }));
    const usual = node.default && gettext("%(choice)s (default)", { choice: gettext(node.default) });
    const blank = usual ?? (options.length ? "–" : NONE_YET[kind]);
    fill(this.input, [{ id: "", label: blank }, ...withUnknown(options, value ? [value] : [])], value);
  }

  refresh() {
    if (this.kind) this.set(this.input.value);
  }

  rename(kind, from, to) {
    if (kind === this.kind && this.input.value === from) this.set(to);
  }
}

/** The options, and what was chosen although it is none of them. */
export function withUnknown(options, chosen) {
  const unknown = chosen.filter((each) => !options.some(({ id }) => id === each));
  return [...options, ...unknown.map((id) => ({ id, label: gettext("%(choice)s (unknown)", { choice: id }) }))];
}

function fill(select, options, value) {
  select.replaceChildren(...options.map(({ id, label }) => make("option", { value: id }, label)));
  select.value = options.some(({ id }) => id === value) ? value : "";
}
