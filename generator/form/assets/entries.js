/** Lists of records: actors, events, quotes, sources and the like, each entry folded once it is done. */

import { Control, hint } from "./control.js";
import { button, make, named, newId } from "./dom.js";
import { entryOf } from "./entry.js";
import { recordOf } from "./schema.js";

export class Entries extends Control {
  constructor(form, key, node, isRequired) {
    super(form, node.title);
    this.key = key;
    this.record = recordOf(form.schema, node);
    this.noun = this.record.title.toLowerCase();
    this.entries = [];
    this.list = make("ol", { class: "entries" });
    this.adder = button(`Add ${/^[aeiou]/.test(this.noun) ? "an" : "a"} ${this.noun}`, () => this.addNew());
    const id = newId();
    this.element = make(
      "fieldset",
      { class: "group", "aria-describedby": `${id} ${this.messages.id}` },
      named("legend", node.title, isRequired),
      hint({ description: node.description }, id),
      this.list,
      this.messages,
      this.adder,
    );
  }

  target() {
    return this.adder;
  }

  children() {
    return this.entries;
  }

  child(index) {
    return this.entries[index];
  }

  addNew() {
    const entry = this.add({}, true);
    this.number();
    entry.target().focus();
    this.form.announce(`${entry.name} added.`);
    this.form.changed();
  }

  add(value, isNew = false) {
    const entry = entryOf(this, value, isNew);
    this.entries.push(entry);
    this.list.append(entry.element);
    return entry;
  }

  remove(entry) {
    const undo = this.form.undoing();
    const at = this.entries.indexOf(entry);
    const { name } = entry;
    this.entries.splice(at, 1);
    entry.element.remove();
    this.number();
    ((this.entries[at] ?? this.entries[at - 1])?.summary ?? this.adder).focus();
    this.form.changed();
    this.form.announce(`${name} removed.`, undo);
  }

  move(entry, by) {
    const at = this.entries.indexOf(entry);
    const { name } = entry;
    this.entries.splice(at, 1);
    this.entries.splice(at + by, 0, entry);
    this.list.insertBefore(entry.element, this.entries[at + by + 1]?.element ?? null);
    this.number();
    const [used, other] = by < 0 ? [entry.up, entry.down] : [entry.down, entry.up];
    (used.disabled ? other : used).focus();
    this.form.changed();
    this.form.announce(`${name} is now number ${at + by + 1} of ${this.entries.length}.`);
  }

  number() {
    for (const [index, entry] of this.entries.entries()) entry.number(index, this.entries.length);
  }

  /** Gives an id, made from their content, to new entries for which nobody wrote one. */
  suggestIds() {
    const others = this.form.takenIds(this.key);
    for (const entry of this.entries) {
      const taken = this.entries.filter((each) => each !== entry).map((each) => each.anchor());
      entry.suggestId(new Set([...others, ...taken]));
    }
  }

  get() {
    const values = this.entries.map((entry) => entry.get());
    return values.length ? values : undefined;
  }

  set(values = []) {
    this.entries = [];
    this.list.replaceChildren();
    for (const value of values) this.add(value);
    this.number();
  }
}
