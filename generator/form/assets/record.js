/** The fields of one record. */

import { Choices } from "./choices.js";
import { make } from "./dom.js";
import { Entries } from "./entries.js";
import { Text } from "./fields.js";
import { gettext } from "./language.js";
import { Lines } from "./lists.js";
import { fieldsOf, shapeOf } from "./schema.js";

/** Fields that most entries do without; they are folded away. */
const RARE = new Set([
  ...["$key", "status", "note", "id", "same_as", "archived", "doi", "accessed", "formerly", "description", "copy_of", "speaker_description"],
  ...["basis", "alternatives", "would_change", "orcid", "outcome", "resolved_on"],
]);

function fieldControl(form, { key, node, isRequired }) {
  const shape = shapeOf(node);
  if (shape === "map" || shape === "records") return new Entries(form, key, node, isRequired);
  const isChosen = shape === "choice" || (node.items ?? node)["x-refers-to"] in form.options;
  if (isChosen) return new Choices(form, node, isRequired);
  return shape === "list" ? new Lines(form, node, isRequired) : new Text(form, node, isRequired);
}

export class Fields {
  constructor(form, record) {
    this.byKey = new Map(fieldsOf(record).map((field) => [field.key, fieldControl(form, field)]));
  }

  /** The fields one below the other, the rare ones folded. */
  laidOut() {
    const elements = (isRare) =>
      [...this.byKey].filter(([key]) => RARE.has(key) === isRare).map(([, { element }]) => element);
    const rare = elements(true);
    const more = make("details", { class: "more" }, make("summary", {}, gettext("More")), ...rare);
    return rare.length ? [...elements(false), more] : elements(false);
  }

  get() {
    const pairs = [...this.byKey].map(([key, control]) => [key, control.get()]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }

  set(value) {
    for (const [key, control] of this.byKey) control.set(value[key]);
  }
}
