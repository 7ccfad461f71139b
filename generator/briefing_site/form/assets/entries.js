/** Lists of records: actors, events, quotes, sources and the like, each entry folded once it is done. */

import { button, make } from "./dom.js";
import { ActorEntry, Entry } from "./entry.js";
import { List } from "./groups.js";
import { gettext, within } from "./language.js";
import { isSame } from "./merging.js";

/** How many of the choices to begin with are offered. */
const MOST_OFFERED = 6;

export class Entries extends List {
  constructor(form, field) {
    const { key, record } = field;
    const noun = within(record.title);
    const adding = /^[aeiou]/.test(noun) ? gettext("Add an %(noun)s", { noun }) : gettext("Add a %(noun)s", { noun });
    super(form, field, make("ol", { class: "entries" }), adding);
    Object.assign(this, { key, record, noun, adding });
    this.leading = record.fields.find((inner) => inner.format === "actor-kind" || ["source", "sources"].includes(inner.key));
    this.starts = make("div", { class: "starts" });
    this.adder.after(this.starts);
    this.offer();
  }

  /** Buttons that add an entry of a kind, or with a source that there is: those used last. */
  offer() {
    if (!this.leading) return;
    const options = this.form.choicesOf(this.leading);
    const rank = ({ id }) => this.form.used.lastIndexOf(id);
    const latest = options.toSorted((one, other) => rank(other) - rank(one)).slice(0, MOST_OFFERED);
    const choices = options.filter((option) => latest.includes(option));
    if (isSame(choices, this.offered)) return; // a button that is being pressed is not replaced
    this.offered = choices;
    this.starts.replaceChildren(
      ...choices.map(({ id, label }) => button(label, () => this.addNew(id), { "aria-label": `${this.adding}: ${label}` })),
    );
  }

  /** The entry with a number, or of a mapping with an id. */
  child(step) {
    return typeof step === "string" ? this.items.find((entry) => entry.currentId() === step) : super.child(step);
  }

  /** An entry with the value, or a new one. */
  add(value) {
    return this.append(new (this.key === "actors" ? ActorEntry : Entry)(this, value));
  }

  /** Adds an entry, which may have something chosen already. */
  addNew(chosen) {
    const entry = super.addNew();
    if (chosen) entry.child(this.leading.key).choose(chosen);
    this.form.announce(gettext("%(name)s added.", { name: entry.name }));
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
    const [pressed, other] = by < 0 ? [entry.up, entry.down] : [entry.down, entry.up];
    if (pressed.disabled) other.focus();
    else pressed.focus();
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
      const taken = this.items.filter((other) => other !== entry).map((other) => other.anchor());
      entry.suggestId(new Set([...others, ...taken]));
    }
  }
}
