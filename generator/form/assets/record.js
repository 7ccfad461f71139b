/** The fields of one record. */

import { Control } from "./control.js";
import { make } from "./dom.js";
import { Entries } from "./entries.js";
import { textControl } from "./fields.js";
import { listControl } from "./lists.js";
import { fieldsOf, shapeOf } from "./schema.js";

/** Fields that most entries do without; they are folded away. */
const RARE = new Set(["status", "note", "id", "same_as", "archived", "formerly"]);

/** The control for any field. */
export function fieldControl(form, { key, node, needed }) {
  switch (shapeOf(node)) {
    case "map":
    case "records":
      return new Entries(form, key, node, needed);
    case "list":
      return listControl(form, key, node);
    default:
      return textControl(form, key, node, needed);
  }
}

export class RecordControl extends Control {
  constructor(form, record, label) {
    super(form, label);
    this.record = record;
    this.fields = new Map(fieldsOf(record).map((field) => [field.key, fieldControl(form, field)]));
  }

  /** The fields one below the other, the rare ones folded; `first` comes before those. */
  laidOut(first = []) {
    const common = [];
    const rare = [...first];
    for (const [key, control] of this.fields) (RARE.has(key) ? rare : common).push(control.element);
    const more = make("details", { class: "more" }, make("summary", {}, "More"), ...rare);
    return rare.length ? [...common, more] : common;
  }

  children() {
    return [...this.fields.values()];
  }

  child(key) {
    return this.fields.get(key);
  }

  get() {
    const pairs = [...this.fields].map(([key, control]) => [key, control.get()]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }

  set(value = {}) {
    for (const [key, control] of this.fields) control.set(value[key]);
  }
}
