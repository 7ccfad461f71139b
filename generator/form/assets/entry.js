/** One entry of a list of records, and what is special about actors. */

import { Control } from "./control.js";
import { button, make, newId } from "./dom.js";
import { textControl } from "./fields.js";
import { freeId, WISHES } from "./identifiers.js";
import { RecordControl } from "./record.js";
import { saidElsewhere } from "./references.js";

/** What tells an entry from the others while it is folded. */
const SUMMARY = ["date", "name", "title", "from", "label", "to", "speaker", "text"];
const LONGEST_SUMMARY = 90; // characters

const KEY = { title: "Id", description: "What entries and citations name it by. Made for you if you leave it alone." };

/** The control for an entry; `value` may hold the form's own keys too. */
export function entryOf(list, value, isNew) {
  return list.key === "actors" ? new ActorEntry(list, value, isNew) : new Entry(list, value, isNew);
}

class Entry extends Control {
  constructor(list, value, isNew) {
    super(list.form, list.record.title);
    this.list = list;
    this.fields = new RecordControl(list.form, list.record, list.record.title);
    this.key = list.isMap ? textControl(list.form, "$key", { ...list.node.propertyNames, ...KEY }, true) : undefined;
    this.id = this.key ?? this.fields.child("id");
    this.isIdSuggested = isNew || Boolean(value.$suggested);
    this.derived = value.$id;
    this.published = value.$published ?? (isNew || value.$suggested ? undefined : (value.id ?? value.$id));
    this.legend = make("legend", { class: "unseen", id: newId() });
    this.summary = make("summary");
    this.up = button("Move up", () => list.move(this, -1));
    this.down = button("Move down", () => list.move(this, 1));
    this.removal = button("Remove", () => list.remove(this));
    this.element = make(
      "li",
      {},
      make(
        "details",
        { class: "entry", open: isNew },
        this.summary,
        make(
          "fieldset",
          {},
          this.legend,
          ...this.fields.laidOut(this.key ? [this.key.element] : []),
          this.told,
          make("div", { class: "buttons" }, this.up, this.down, this.removal),
        ),
      ),
    );
    this.key?.set(value.$key);
    this.fields.set(value);
    this.id?.input.addEventListener("input", () => (this.isIdSuggested = false));
    this.id?.input.addEventListener("change", () => this.idWasWritten());
    this.lastId = this.id?.get();
    this.element.addEventListener("change", () => (this.touched = true));
  }

  /** What it is called where it is spoken of. */
  get name() {
    return `${this.label} ${this.place}`;
  }

  target() {
    return this.element.querySelector("input, select, textarea");
  }

  children() {
    return this.key ? [this.key, ...this.fields.children()] : this.fields.children();
  }

  child(key) {
    return key === "$key" ? this.key : this.fields.child(key);
  }

  number(index, length) {
    this.place = index + 1;
    this.legend.textContent = this.name;
    this.up.disabled = index === 0;
    this.down.disabled = index === length - 1;
    for (const each of [this.up, this.down, this.removal]) {
      each.setAttribute("aria-label", `${each.textContent}: ${this.name.toLowerCase()}`);
    }
  }

  /** Tells on the folded entry what is in it, and how much of it is wrong. */
  summarize() {
    const value = this.fields.get();
    const parts = SUMMARY.filter((key) => value[key] && !(key === "text" && value.title));
    const text = parts.map((key) => this.form.called(key, value[key])).join(" · ");
    const wrong = this.allShown().filter(({ severity }) => severity === "error").length;
    const short = text.length > LONGEST_SUMMARY ? `${text.slice(0, LONGEST_SUMMARY)} …` : text;
    const marks = wrong ? [make("span", { class: "wrong" }, `${wrong} to mend`)] : [];
    const key = `${this.name}${short}${wrong}`;
    if (key === this.summaryKey) return;
    this.summaryKey = key;
    this.summary.replaceChildren(make("span", { class: "number" }, this.name), ` ${short} `, ...marks);
  }

  /** The anchor or key that it has; one that gives no id has that which the reader derives. */
  anchor() {
    return this.id?.get() ?? this.derived;
  }

  idWasWritten() {
    const id = this.id.get();
    this.isIdSuggested = id === undefined && !this.derived;
    // an address that readers may have cited goes on leading here
    const isOther = id !== undefined && id !== this.published;
    if (this.published) this.fields.child("formerly")?.toggle(this.published, isOther);
    this.form.changed();
  }

  suggestId(taken, node) {
    if (this.isIdSuggested) {
      const wish = WISHES[this.list.key]?.(this.get()) ?? "";
      if (wish || this.list.key !== "actors") this.id.set(freeId(wish, this.list.noun, taken, node));
    } else if (this.derived && !this.id.get() && this.wasRetitled()) {
      this.id.set(this.derived); // its address stays the same
    }
  }

  /** Whether what the reader derives the id from is no longer what was loaded. */
  wasRetitled() {
    const { title, speaker, text } = this.get();
    const now = JSON.stringify(this.list.key === "quotes" ? [speaker, text] : [title]);
    this.retitledFrom ??= now;
    return now !== this.retitledFrom;
  }

  get() {
    const value = this.fields.get();
    if (this.isIdSuggested) value.$suggested = true;
    if (this.derived && !value.id) value.$id = this.derived;
    if (this.published) value.$published = this.published;
    return value;
  }
}

/** An actor, which other briefs may know already: then its name and kind are not said again. */
class ActorEntry extends Entry {
  constructor(list, value, isNew) {
    super(list, value, isNew);
    this.said = new Set(["name", "kind"].filter((field) => value[field]));
    const name = this.fields.child("name").input;
    name.setAttribute("list", "write--actors");
    this.kind = this.fields.child("kind").input;
    if (!isNew) this.fillIn();
  }

  /** Where there is no id yet, it is the name that has to be written. */
  child(key) {
    return super.child(key === "id" && !this.id.get() ? "name" : key);
  }

  elsewhere(field) {
    return saidElsewhere(this.form.known, this.form.slug(), this.id.get() ?? "", field)?.value;
  }

  /** Shows what other files say, where this one says nothing. */
  fillIn() {
    for (const field of ["name", "kind"]) {
      const control = this.fields.child(field);
      if (!control.get()) control.set(this.elsewhere(field));
    }
  }

  suggestId(taken, node) {
    const name = this.fields.child("name").get()?.trim();
    const known = this.isIdSuggested && name && this.form.actorCalled(name);
    if (known) this.id.set(known);
    else super.suggestId(taken, node);
    this.fillInKind();
  }

  fillInKind() {
    const kind = this.said.has("kind") ? undefined : this.elsewhere("kind");
    if (kind) this.kind.value = kind;
    else if (this.kind.disabled) this.kind.value = "";
    this.kind.disabled = Boolean(kind);
  }

  get() {
    const value = super.get();
    for (const field of ["name", "kind"]) {
      if (!this.said?.has(field) && value[field]?.trim() === this.elsewhere?.(field)) delete value[field];
    }
    return value;
  }
}
