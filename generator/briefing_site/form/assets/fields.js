/** Fields that hold a text, or several, one below the other. */

import { Control, hint } from "./control.js";
import { button, make, named, newId } from "./dom.js";
import { List } from "./groups.js";
import { gettext, within } from "./language.js";
import { clean, oneLine } from "./yaml.js";

const SUGGESTIONS = { brief: "write--briefs", event: "write--events", language: "write--languages" };

/** A line, or a longer text. */
export class Text extends Control {
  constructor(form, field) {
    const { title, description, format, refersTo, isProse, isLong, isRequired } = field;
    super(form, title);
    this.field = field;
    this.isRequired = isRequired && format !== "id"; // ids are made
    const hintId = newId();
    const describedBy = description ? `${hintId} ${this.messages.id}` : this.messages.id;
    const common = { id: newId(), required: this.isRequired, "aria-describedby": describedBy };
    this.input = isLong
      ? make("textarea", { ...common, class: isProse && "prose", rows: isProse ? 3 : 2 })
      : make("input", { ...common, type: "text", list: SUGGESTIONS[refersTo ?? format], autocomplete: "off", spellcheck: format ? "false" : undefined });
    if (format === "web-address") this.input.inputMode = "url";
    this.input.addEventListener("input", () => form.changed());
    this.input.addEventListener("change", () => {
      this.touched = true;
      form.changed();
    });
    if (refersTo === "event") this.input.addEventListener("input", () => form.suggestEvents(this.input.value));
    this.element = make(
      "div",
      { class: "field" },
      named("label", title, this.isRequired, { for: this.input.id }),
      description && hint(field, hintId),
      this.input,
      this.messages,
    );
    if (isProse) {
      this.cite = button(gettext("Cite …"), () => form.chooseSource((id) => this.insert(`[@${id}]`)), {
        class: "cite",
        "aria-label": gettext("Cite a source in %(field)s", { field: within(title) }),
      });
      this.messages.before(this.cite);
      this.refresh();
    }
  }

  /** The text as the file has it, or nothing. */
  get() {
    const text = clean(this.input.value, this.form.known.forbidden);
    if (this.field.isProse && text.trim()) return text;
    return oneLine(text) || undefined;
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
    if (kind !== "source" || !this.field.isProse) return;
    this.input.value = this.input.value.replace(/\[@[^\]]*\]/g, (citation) =>
      citation.replace(/@([^\s;,\]]+)/g, (mark, name) => (name === from ? `@${to}` : mark)),
    );
  }
}

/** Several texts. */
export class Lines extends List {
  constructor(form, field) {
    super(form, field, make("div"), gettext("Add to %(field)s", { field: within(field.title) }));
    this.set();
  }

  add(text) {
    const line = new Text(this.form, { ...this.field, title: `${this.label} ${this.items.length + 1}`, description: "", isRequired: false });
    line.set(text);
    line.removal = button(gettext("Remove"), () => {
      (this.take(line) ?? this).target().focus();
      this.form.changed();
    });
    line.messages.before(line.removal);
    line.element.classList.add("line");
    return this.append(line);
  }

  number() {
    for (const [index, line] of this.items.entries()) {
      line.label = `${this.label} ${index + 1}`;
      line.element.querySelector("label").textContent = line.label;
      line.removal.setAttribute("aria-label", gettext("Remove %(name)s", { name: within(line.label) }));
    }
  }
}
