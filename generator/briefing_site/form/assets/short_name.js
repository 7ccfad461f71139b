/** The short name of a brief: the end of its address, and the name of its file. */

import { Text } from "./fields.js";
import { freeId, slug } from "./identifiers.js";
import { gettext } from "./language.js";

const LONGEST_SUGGESTION = 40; // characters
const STAYS = gettext("The brief is published under this name, so it stays.");
const BECOMES_AN_ADDRESS = gettext(
  "It becomes the end of the brief’s web address, and is made from the title. Choose a few words that will still be right in ten years.",
);
const TAKEN = gettext("There is already a brief with this short name. Enter another one, or open that brief to change it");

export class ShortName extends Text {
  constructor(form) {
    const id = form.record.fields.find(({ key }) => key === "formerly"); // which lists such names
    super(form, { ...id, title: gettext("Short name"), description: BECOMES_AN_ADDRESS, examples: [], isRequired: false });
    this.input.addEventListener("input", () => (this.isSuggested = !this.get()));
  }

  /** `existing` is the name of a published brief, which stays: its address was promised to readers. */
  open(existing, name) {
    this.existing = existing;
    this.isSuggested = !existing && !name;
    this.set(existing ?? name);
    this.input.readOnly = Boolean(existing);
    this.element.querySelector(".hint").textContent = existing ? STAYS : BECOMES_AN_ADDRESS;
  }

  suggest(title = "") {
    this.title = title;
    if (!this.isSuggested) return;
    const wish = slug(title, LONGEST_SUGGESTION);
    this.set(wish && freeId(wish, "brief", new Set(Object.keys(this.form.known.briefs)), this.field));
  }

  /** Whether it can be the name of a file. */
  isRight() {
    const { pattern, maxLength, not } = this.field;
    const text = this.get() ?? "";
    const isReserved = not.anyOf.some((reserved) => reserved.enum.includes(text));
    return new RegExp(pattern, "u").test(text) && text.length <= maxLength && !isReserved;
  }

  /** What is wrong with it. Without a title, that is what is missing. */
  check() {
    const name = this.get();
    const error = (text) => [{ severity: "error", text }];
    if (!name) return this.title ? error(gettext("{label} is required")) : [];
    if (!this.existing && Object.hasOwn(this.form.known.briefs, name)) return error(TAKEN);
    if (this.isRight()) return [];
    return error(gettext("Enter up to %(limit)s lower-case letters a to z, digits, and single hyphens between them", { limit: this.field.maxLength }));
  }
}
