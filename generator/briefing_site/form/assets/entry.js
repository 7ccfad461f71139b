/** One entry of a list of records, and what is special about actors. */

import { Control } from "./control.js";
import { button, make, newId } from "./dom.js";
import { freeId, IDS } from "./identifiers.js";
import { gettext, within } from "./language.js";
import { Fields } from "./record.js";

/** What tells an entry from the others while it is folded. */
const SUMMARY = ["date", "name", "title", "description", "from", "label", "to", "speaker", "speaker_description", "text", "statement"];
const LONGEST_SUMMARY = 90; // characters
/** What people write in one go, by the list: the day and the title of an event, the title and the address of a source. */
const DIVIDED = {
  timeline: ["date", /^(\d{4}-\d\d-\d\d)[\s:–-]+(?=\P{Ll})(\p{L}.* .*)$/u, "title"],
  sources: ["title", /^(.*\S)\s+(https?:\/\/\S+)$/, "url"],
};

/** Its fields are made when it is unfolded, or when something is to be done in them. */
export class Entry extends Control {
  /** `value` may hold the keys of the form, too; without one, it is a new entry. */
  constructor(list, value) {
    const isNew = !value;
    super(list.form, list.record.title);
    Object.assign(this, { list, value: value ?? {}, isNew });
    const { $suggested, $id, id, $published } = this.value;
    this.isIdSuggested = isNew || Boolean($suggested);
    this.derived = $id; // what the site makes of an entry without an id
    this.published = $published;
    if (!this.isIdSuggested) this.published ??= id ?? $id;
    this.summary = make("summary");
    const ontoggle = ({ target }) => target.open && this.reveal();
    this.details = make("details", { class: "entry", open: isNew, ontoggle }, this.summary);
    this.element = make("li", {}, this.details);
    if (this.isIdSuggested) this.build();
    if (isNew) this.reveal();
    this.lastId = this.currentId();
    this.element.addEventListener("input", () => (this.isEdited = true));
    this.element.addEventListener("change", () => {
      this.touched = true;
      this.divide();
    });
  }

  /** Puts what was written in one go where it belongs. */
  divide() {
    if (!(this.list.key in DIVIDED)) return;
    const [key, pattern, otherKey] = DIVIDED[this.list.key];
    const match = this.child(key).get()?.match(pattern);
    if (!match || this.child(otherKey).get()) return;
    this.child(key).set(match[1]);
    this.child(otherKey).set(match[2]);
  }

  build() {
    if (this.fields) return;
    const { list } = this;
    this.fields = new Fields(list.form, list.record);
    this.id = this.fields.byKey.get("$key") ?? this.fields.byKey.get("id");
    this.legend = make("legend", { class: "unseen", id: newId() });
    this.up = button(gettext("Move up"), () => list.move(this, -1));
    this.down = button(gettext("Move down"), () => list.move(this, 1));
    this.removal = button(gettext("Remove"), () => list.remove(this));
    const buttons = make("div", { class: "buttons" }, this.up, this.down, this.removal);
    this.details.append(make("fieldset", {}, this.legend, ...this.fields.laidOut(), this.messages, buttons));
    this.fields.set(this.value);
    this.id?.input.addEventListener("input", () => (this.isIdSuggested = false));
    this.id?.input.addEventListener("change", () => this.idWasWritten());
    if (this.place) this.number(this.place - 1, this.length);
  }

  /** Makes what is seen only once the entry is unfolded. */
  reveal() {
    this.build();
    for (const part of this.children()) part.reveal?.();
  }

  get name() {
    return `${this.label} ${this.place}`;
  }

  target() {
    this.build();
    return this.element.querySelector("input, select, textarea");
  }

  children() {
    return this.fields ? [...this.fields.byKey.values()] : [];
  }

  child(key) {
    this.build();
    return this.fields.byKey.get(key);
  }

  number(index, length) {
    this.place = index + 1;
    this.length = length;
    if (!this.fields) return;
    this.legend.textContent = this.name;
    this.up.disabled = index === 0;
    this.down.disabled = index === length - 1;
    for (const control of [this.up, this.down, this.removal]) {
      control.setAttribute("aria-label", `${control.textContent}: ${within(this.name)}`);
    }
  }

  /** Shows on the folded entry what is in it, and how much of it is to be fixed. */
  summarize() {
    const value = { ...this.elsewhere?.(), ...this.values() };
    const parts = SUMMARY.filter((key) => value[key] && !(key === "text" && value.title));
    const actorIn = (key) => ["speaker", "from", "to"].includes(key) && this.form.options.actor.find(({ id }) => id === value[key]);
    const text = parts.map((key) => actorIn(key)?.label ?? value[key]).join(" · ");
    const short = text.length > LONGEST_SUMMARY ? `${text.slice(0, LONGEST_SUMMARY)} …` : text;
    const shown = [...this.all()].flatMap((part) => part.shown());
    const errors = shown.filter(({ severity }) => severity === "error").length;
    this.summary.replaceChildren(
      make("span", { class: "number" }, this.name),
      ` ${short} `,
      errors ? make("span", { class: "to-fix" }, gettext("%(number)s to fix", { number: errors })) : "",
    );
  }

  /** Whether nobody has written anything yet. */
  isEmpty() {
    const keys = Object.keys(this.values()).filter((key) => !this.isIdSuggested || !["$key", "id"].includes(key));
    return !keys.length && !this.published;
  }

  /** What its fields hold. */
  values() {
    if (this.fields) return this.fields.get();
    const isOfFile = ([key]) => key === "$key" || !key.startsWith("$");
    return Object.fromEntries(Object.entries(this.value).filter(isOfFile));
  }

  currentId() {
    return this.fields ? this.id?.get() : (this.value.$key ?? this.value.id);
  }

  /** Its fields follow an id that was changed. */
  rename(_kind, from) {
    if (JSON.stringify(this.value).includes(from)) this.build();
  }

  /** The id that it has, or that the site makes for it. */
  anchor() {
    return this.currentId() ?? this.derived;
  }

  idWasWritten() {
    const id = this.id.get();
    this.isIdSuggested = id === undefined && !this.derived;
    // an address that readers may have cited goes on leading here
    const formerly = this.published && this.child("formerly");
    if (formerly) {
      const ids = new Set(formerly.get()).add(this.published);
      if (id === undefined || id === this.published) ids.delete(this.published);
      formerly.set([...ids]);
    }
    this.form.changed();
  }

  suggestId(taken) {
    if (this.isIdSuggested) {
      const [noun, wishOf] = IDS[this.list.key];
      const wish = wishOf(this.values());
      if (this.isEmpty()) this.id.set();
      else if (wish || noun !== "actor") this.id.set(freeId(wish, noun, taken, this.id.field));
    } else if (this.derived && this.isEdited && !this.id.get()) {
      this.id.set(this.derived); // its address stays the same whatever it says now
    }
  }

  get() {
    if (this.isEmpty()) return undefined;
    const value = this.values();
    if (this.isIdSuggested) value.$suggested = true;
    if (this.derived && !value.id) value.$id = this.derived;
    if (this.published) value.$published = this.published;
    return value;
  }
}

/** An actor. What other files say of it is shown, and is not written again. */
export class ActorEntry extends Entry {
  build() {
    if (this.fields) return;
    super.build();
    this.child("name").input.setAttribute("list", "write--actors");
    if (!this.isNew) this.fillIn();
  }

  get written() {
    return ["name", "kind"].filter((key) => this.value[key]);
  }

  /** Where there is no id yet, it is the name that has to be written. */
  child(key) {
    return super.child(key === "id" && !this.currentId() ? "name" : key);
  }

  elsewhere() {
    return this.form.elsewhere(this.currentId());
  }

  suggestId(taken) {
    if (!this.fields) return;
    const known = this.isIdSuggested && this.form.names.get(this.child("name").get()?.toLowerCase());
    if (known) this.id.set(known);
    else super.suggestId(taken);
    this.fillIn();
  }

  /** The name stays open while the id is made from it: by the name one chooses the actor. */
  fillIn() {
    const actor = this.elsewhere();
    for (const key of ["name", "kind"]) {
      const control = this.child(key);
      const { input } = control;
      const isKnown = Boolean(actor) && !this.written.includes(key);
      const isLocked = isKnown && !(key === "name" && this.isIdSuggested);
      if (isLocked && !input.disabled) control.typed = control.get();
      if (isLocked || (isKnown && !control.get())) control.set(actor[key]);
      else if (input.disabled) control.set(control.typed);
      input.disabled = isLocked;
    }
  }

  get() {
    const value = super.get();
    if (!value) return undefined;
    const actor = this.elsewhere();
    for (const key of ["name", "kind"]) {
      const isSame = value[key]?.toLowerCase() === actor?.[key].toLowerCase();
      if (isSame && !this.written.includes(key)) delete value[key];
    }
    return value;
  }
}
