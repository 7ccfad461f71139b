/** Lists of records: actors, events, quotes, sources and the like, each entry folded once it is done. */

import { make } from "./dom.js";
import { entryOf } from "./entry.js";
import { List } from "./groups.js";
import { gettext, within } from "./language.js";
import { recordOf } from "./schema.js";

export class Entries extends List {
  constructor(form, key, node, isRequired) {
    const record = recordOf(form.schema, node);
    const noun = within(record.title);
    const adding = /^[aeiou]/.test(noun) ? gettext("Add an %(noun)s", { noun }) : gettext("Add a %(noun)s", { noun });
    super(form, node, isRequired, make("ol", { class: "entries" }), adding);
    Object.assign(this, { key, record, noun });
  }

  /** The entry with a number, or of a mapping with an id. */
  child(step) {
    return typeof step === "string" ? this.items.find((entry) => entry.currentId() === step) : super.child(step);
  }

  /** An entry with the value, or a new one. */
  add(value) {
    return this.append(entryOf(this, value ?? {}, value === undefined));
  }

  addNew() {
    const { name } = super.addNew();
    this.form.announce(gettext("%(name)s added.", { name }));
  }

  remove(entry) {
    const undo = this.form.undoing();
    const { name } = entry;
    (this.take(entry)?.summary ?? this.adder).focus();
    this.form.changed();
    this.form.announce(gettext("%(name)s removed.", { name }), undo);
  }

  move(entry, by) {
    const at = this.items.indexOf(entry) + by;
    const { name } = entry;
    this.take(entry);
    this.items.splice(at, 0, entry);
    this.list.insertBefore(entry.element, this.items[at + 1]?.element ?? null);
    this.number();
    const [used, other] = by < 0 ? [entry.up, entry.down] : [entry.down, entry.up];
    (used.disabled ? other : used).focus();
    this.form.changed();
    this.form.announce(gettext("%(name)s is now number %(number)s of %(whole)s.", { name, number: at + 1, whole: this.items.length }));
  }

  number() {
    for (const [index, entry] of this.items.entries()) entry.number(index, this.items.length);
  }

  /** Gives an id, made from their content, to new entries for which nobody wrote one. */
  suggestIds() {
    const others = this.form.takenIds(this.key);
    for (const entry of this.items) {
      const taken = this.items.filter((each) => each !== entry).map((each) => each.anchor());
      entry.suggestId(new Set([...others, ...taken]));
    }
  }
}
