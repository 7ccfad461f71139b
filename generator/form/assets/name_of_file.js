/** The name of the file, which becomes the address of the brief. */

import { Control } from "./control.js";
import { make, newId } from "./dom.js";
import { freeId, slug } from "./identifiers.js";
import { recordOf } from "./schema.js";
import { checkText } from "./shape.js";

const LONGEST_SUGGESTION = 40;

const STAYS = "The brief is published under this name, so it stays.";
const BECOMES_AN_ADDRESS =
  "It becomes the address of the brief and is made from the title. " +
  "A few words that will still be right in ten years are best.";
const MISSING = {
  code: "missing-field",
  severity: "error",
  message: "the file has no name",
  help: "write a title, from which it is made, or a few words with hyphens in between",
};
const TAKEN = {
  code: "id-clash",
  severity: "error",
  message: "there is or was a brief with this name already",
  help: "choose another name, or open that brief to change it",
};

export class NameOfFile extends Control {
  constructor(form) {
    super(form, "Name of the file");
    const ids = { input: newId(), help: newId() };
    const { briefs, former } = form.known;
    this.taken = new Set([...Object.keys(briefs), ...Object.keys(former.briefs)]);
    this.node = recordOf(form.schema, form.schema.properties.actors).properties.id;
    this.input = make("input", {
      id: ids.input,
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": `${ids.help} ${this.told.id}`,
      oninput: () => {
        this.isSuggested = !this.input.value.trim();
        form.changed();
      },
      onchange: () => (this.touched = true),
    });
    this.help = make("p", { class: "help", id: ids.help });
    this.element = make(
      "div",
      { class: "field" },
      make("label", { for: ids.input }, this.label),
      this.help,
      this.input,
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
    return this.input.value.trim();
  }

  /** `existing` is the name of the brief that is changed; its address was promised to readers and stays. */
  set(existing, name = "") {
    this.existing = existing;
    this.isSuggested = !existing && !name;
    this.input.value = existing ?? name;
    this.input.readOnly = Boolean(existing);
    this.help.textContent = existing ? STAYS : BECOMES_AN_ADDRESS;
  }

  suggest(title = "") {
    if (!this.isSuggested) return;
    const wish = slug(title, LONGEST_SUGGESTION);
    this.input.value = wish ? freeId(wish, "brief", this.taken, this.node) : "";
  }

  check(words) {
    const path = ["$slug"];
    const name = this.get();
    if (!name) return [{ path, ...MISSING }];
    if (!this.existing && this.taken.has(name)) return [{ path, ...TAKEN }];
    return checkText({ words }, this.node, name, path, `'${name}'`);
  }
}
