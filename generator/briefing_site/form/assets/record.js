/** The fields of one record. */

import { Choices } from "./choices.js";
import { make } from "./dom.js";
import { Entries } from "./entries.js";
import { Lines, Text } from "./fields.js";
import { gettext } from "./language.js";

/** Fields that most entries do without; they are folded away. */
const RARE = new Set([
  ...["$key", "status", "note", "id", "same_as", "archived", "doi", "accessed", "formerly", "description", "copy_of", "speaker_description"],
  ...["basis", "alternatives", "would_change", "orcid", "outcome", "resolved_on"],
]);

function fieldControl(form, field) {
  const { shape, record, refersTo } = field;
  if (record) return new Entries(form, field);
  if (shape === "choice" || refersTo in form.options) return new Choices(form, field);
  return new (shape === "list" ? Lines : Text)(form, field);
}

export class Fields {
  constructor(form, { fields }) {
    this.byKey = new Map(fields.map((field) => [field.key, fieldControl(form, field)]));
  }

  /** The fields one below the other, the rare ones folded. */
  laidOut() {
    const elements = (isRare) =>
      [...this.byKey].filter(([key]) => RARE.has(key) === isRare).map(([, { element }]) => element);
    const rare = elements(true);
    return [...elements(false), rare.length > 0 && make("details", { class: "more" }, make("summary", {}, gettext("More")), ...rare)];
  }

  get() {
    const pairs = [...this.byKey].map(([key, control]) => [key, control.get()]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }

  set(value) {
    for (const [key, control] of this.byKey) control.set(value[key]);
  }
}
