/** Lists of records: actors, events, quotes, sources and the like, each entry folded once it is done. */

import { Control, help } from "./control.js";
import { button, make, newId } from "./dom.js";
import { entryOf } from "./entry.js";
import { recordOf, shapeOf } from "./schema.js";

export class Entries extends Control {
  constructor(form, key, node, needed) {
    super(form, node.title);
    this.key = key;
    this.node = node;
    this.record = recordOf(form.schema, node);
    this.noun = this.record.title.toLowerCase();
    this.isMap = shapeOf(node) === "map";
    this.entries = [];
    this.list = make("ol", { class: "entries" });
    this.adder = button(`Add ${/^[aeiou]/.test(this.noun) ? "an" : "a"} ${this.noun}`, () => this.addNew());
    const id = newId();
    this.element = make(
      "fieldset",
      { class: "group", "aria-describedby": `${id} ${this.told.id}` },
      make("legend", {}, node.title, needed && make("span", { class: "needed" }, " needed")),
      help({ description: node.description }, id),
      this.list,
      this.told,
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
    this.renumber();
    entry.target().focus();
    this.form.announce(`${entry.name} added.`);
    this.form.changed();
  }

  add(value, isNew = false) {
    const entry = entryOf(this, value, isNew);
    this.entries.push(entry);
    this.list.append(entry.element);
    this.form.introduce(entry);
    return entry;
  }

  remove(entry) {
    const undo = this.form.undoing();
    const at = this.entries.indexOf(entry);
    const { name } = entry;
    this.entries.splice(at, 1);
    entry.element.remove();
    this.renumber();
    (this.entries[at] ?? this.entries[at - 1])?.summary.focus();
    if (!this.entries.length) this.adder.focus();
    this.form.changed();
    this.form.announce(`${name} removed.`, undo);
  }

  move(entry, by) {
    const at = this.entries.indexOf(entry);
    const { name } = entry;
    this.entries.splice(at, 1);
    this.entries.splice(at + by, 0, entry);
    if (by < 0) this.entries[at].element.before(entry.element);
    else this.entries[at].element.after(entry.element);
    this.renumber();
    const used = by < 0 ? entry.up : entry.down;
    (used.disabled ? (by < 0 ? entry.down : entry.up) : used).focus();
    this.form.changed();
    this.form.announce(`${name} is number ${at + by + 1} of ${this.entries.length} now.`);
  }

  renumber() {
    this.entries.forEach((entry, index) => entry.number(index, this.entries.length));
  }

  /** Gives entries whose id nobody wrote an id from what they say. */
  suggestIds() {
    const idNode = this.isMap ? this.node.propertyNames : this.record.properties.id;
    if (!idNode) return;
    const others = this.form.takenIds(this.key);
    for (const entry of this.entries) {
      const taken = new Set([...others, ...this.entries.filter((each) => each !== entry).map((each) => each.anchor())]);
      entry.suggestId(taken, idNode);
    }
  }

  get() {
    const values = this.entries.map((entry) => (this.isMap ? [entry.id.get() ?? "", entry.get()] : entry.get()));
    return values.length ? values : undefined;
  }

  set(values = []) {
    this.entries = [];
    this.list.replaceChildren();
    for (const value of values) this.add(this.isMap ? { ...value[1], $key: value[0] } : value);
    this.renumber();
  }
}
