/** Fields that hold a text. */

import { Control, hint } from "./control.js";
import { button, make, named, newId } from "./dom.js";
import { gettext, within } from "./language.js";
import { isLong, isProse } from "./schema.js";
import { clean, oneLine } from "./yaml.js";

const SUGGESTIONS = { brief: "write--briefs", event: "write--events", language: "write--languages" };

/** A line, or a longer text. */
export class Text extends Control {
  constructor(form, node, isRequired, label = node.title) {
    super(form, label);
    this.node = node;
    this.isRequired = isRequired && node.format !== "id"; // ids are made
    const to = node["x-refers-to"];
    const list = SUGGESTIONS[to ?? node.format];
    const hintId = newId();
    const common = { id: newId(), required: this.isRequired, "aria-describedby": `${node.description ? `${hintId} ` : ""}${this.messages.id}` };
    this.input = isLong(node)
      ? make("textarea", { ...common, class: isProse(node) && "prose", rows: isProse(node) ? 3 : 2 })
      : make("input", { ...common, type: "text", list, autocomplete: "off", spellcheck: node.format ? "false" : undefined });
    if (node.format === "web-address") this.input.inputMode = "url";
    this.input.addEventListener("input", () => form.changed());
    this.input.addEventListener("change", () => {
      this.touched = true;
      form.changed();
    });
    if (to === "event") this.input.addEventListener("input", () => form.suggestEvents(this.input.value));
    this.element = make(
      "div",
      { class: "field" },
      named("label", label, this.isRequired, { for: this.input.id }),
      node.description && hint(node, hintId),
      this.input,
      this.messages,
    );
    if (isProse(node)) {
      this.cite = button(gettext("Cite …"), () => form.chooseSource((id) => this.insert(`[@${id}]`)), {
        class: "cite",
        "aria-label": gettext("Cite a source in %(field)s", { field: within(label) }),
      });
      this.messages.before(this.cite);
      this.refresh();
    }
  }

  /** The text as the file has it, or nothing. */
  get() {
    const text = clean(this.input.value, this.form.known.forbidden);
    return (isProse(this.node) && text.trim() ? text : oneLine(text)) || undefined;
  }

  set(text = "") {
    this.input.value = text;
  }

  /** Puts a text at the cursor. */
  insert(text) {
    const before = this.input.value.slice(0, this.input.selectionStart);
    const space = !before || /\s$/.test(before) ? "" : " ";
    this.input.focus();
    this.input.setRangeText(space + text, before.length, this.input.selectionEnd, "end");
    this.input.dispatchEvent(new Event("input"));
  }

  refresh() {
    if (this.cite) this.cite.hidden = !this.form.options.source.length;
  }

  /** Follows an id that was changed. */
  rename(kind, from, to) {
    if (kind !== "source" || !isProse(this.node)) return;
    this.input.value = this.input.value.replace(/\[@[^\]]*\]/g, (citation) =>
      citation.replace(/@([^\s;,\]]+)/g, (mark, name) => (name === from ? `@${to}` : mark)),
    );
  }
}
