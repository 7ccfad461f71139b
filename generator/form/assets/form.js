/** The whole form: its parts, what it holds, and what is wrong with that. */

import { check, contextOf } from "./checks.js";
import { Control } from "./control.js";
import { make } from "./dom.js";
import { NameOfFile } from "./name_of_file.js";
import { RecordControl } from "./record.js";

/** In which order one writes a brief. A field that is new to the format comes last. */
const SECTIONS = [
  ["The main point", ["title", "summary", "date", "topics"]],
  ["Where it is documented", ["sources"]],
  ["Who takes part", ["actors", "relations"]],
  ["What happened", ["timeline"]],
  ["What was said", ["quotes"]],
  ["What it means", ["key_judgements", "background", "open_questions"]],
];
const REST = "Once it is published";
const PAUSE = 150; // milliseconds of rest in typing after which it is checked

export class Form extends Control {
  /** `onChange` is told what it holds and what is wrong with that, `announce` what was done. */
  constructor(schema, known, { eventsOf, announce, onChange }) {
    super(undefined, "Brief");
    Object.assign(this, { schema, known, eventsOf, announce, onChange });
    this.context = contextOf(schema, known, eventsOf);
    this.names = new Map(Object.entries(known.actors).map(([id, { name }]) => [name.toLowerCase(), id]));
    this.attempted = false;
    this.options = {
      topic: Object.entries(known.topics).map(([id, label]) => ({ id, label })),
      actor: [],
      source: [],
    };
    this.file = new NameOfFile(this);
    this.record = new RecordControl(this, schema, "Brief");
    this.element = make("form", { class: "write-form", novalidate: true, onsubmit: (event) => event.preventDefault() });
    this.element.append(...this.sections(), ...this.lists());
    this.introduce(this.record);
    this.offerEvents("");
  }

  sections() {
    const placed = new Set(SECTIONS.flatMap(([, keys]) => keys));
    const rest = [...this.record.fields.keys()].filter((key) => !placed.has(key));
    return [...SECTIONS, [REST, rest]].map(([title, keys]) => {
      const fields = keys.map((key) => this.record.child(key)?.element).filter(Boolean);
      if (keys.includes("title")) fields.splice(1, 0, this.file.element);
      return make("section", {}, make("h2", {}, title), ...fields);
    });
  }

  /** What fields offer while one types. */
  lists() {
    const list = (id, pairs) =>
      make("datalist", { id }, ...pairs.map(([value, label]) => make("option", { value, label })));
    this.events = list("write--events", []);
    return [
      this.events,
      list("write--briefs", Object.entries(this.known.briefs)),
      list("write--languages", Object.entries(this.known.languages)),
      list("write--actors", Object.values(this.known.actors).map(({ name, kind }) => [name, kind])),
    ];
  }

  /** Offers the events of the brief that somebody began to name. */
  offerEvents(text) {
    const [name] = text.split("#");
    const briefs = Object.entries(this.known.briefs).map(([id, title]) => ({ value: `${id}#`, label: title }));
    const events = text.includes("#") && Object.hasOwn(this.known.briefs, name) ? this.eventsOf(name) : undefined;
    const told = events?.map(({ id, date, title }) => ({ value: `${name}#${id}`, label: `${date} ${title}` }));
    this.events.replaceChildren(...(told ?? briefs).map((each) => make("option", each)));
  }

  children() {
    return [this.file, ...this.record.children()];
  }

  child(key) {
    return key === "$slug" ? this.file : this.record.child(key);
  }

  /** Tells a new part what there is to choose from. */
  introduce(control) {
    for (const [kind, options] of Object.entries(this.options)) offer(control, kind, options);
  }

  slug() {
    return this.file.get();
  }

  /** The button that adds an entry of a kind. */
  adder(kind) {
    return this.record.child(`${kind}s`)?.target();
  }

  /** The ids that entries of the list may not have, since something else has or had them. */
  takenIds(key) {
    if (key === "sources") return [];
    if (key === "actors") return Object.keys(this.known.former.actors);
    const other = key === "timeline" ? "quotes" : "timeline";
    const former = ["timeline", "quotes", "corrections"].flatMap((list) => this.record.child(list).get() ?? []);
    return [
      ...this.record.child(other).entries.map((entry) => entry.anchor()),
      ...former.flatMap(({ formerly = [] }) => formerly),
    ];
  }

  /** The actor of other briefs that has exactly this name. */
  actorCalled(name) {
    return this.names.get(name.toLowerCase());
  }

  /** What a value is called where an entry is summed up. */
  called(key, value) {
    const isActor = ["speaker", "from", "to"].includes(key);
    return (isActor && this.options.actor.find(({ id }) => id === value)?.label) || value;
  }

  get() {
    return this.record.get();
  }

  /** Fills the form; `slug` is the file of an existing brief, or nothing for a new one. */
  set(value, slug, name) {
    this.file.set(slug, name);
    this.attempted = false;
    this.record.set(value);
    this.update();
  }

  /** Puts back what was there when this was called. */
  undoing() {
    const [value, slug, name] = [this.get(), this.file.existing, this.file.get()];
    return () => {
      this.set(value, slug, name);
      this.changed();
    };
  }

  /** Something was typed: check it once the typing rests. */
  changed() {
    this.isChanged = true;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.update(), PAUSE);
  }

  update() {
    clearTimeout(this.pause);
    for (const key of ["sources", "actors", "timeline", "quotes"]) this.record.child(key).suggestIds();
    this.file.suggest(this.record.child("title").get());
    this.followIds("actor", this.record.child("actors"));
    this.followIds("source", this.record.child("sources"));
    const value = this.get();
    this.offerAll("actor", (value.actors ?? []).map((each) => this.actorOption(each)));
    this.offerAll("source", (value.sources ?? []).map(([id, { title }]) => ({ id, label: title || id })));
    this.findings = [...this.file.check(this.context.words), ...check(this.context, this.slug(), value)];
    this.distribute();
    this.onChange({ value, name: this.file.get(), findings: this.findings, isChanged: this.isChanged });
  }

  actorOption({ id = "", name }) {
    return { id, label: name || this.known.actors[id]?.name || id };
  }

  /** Where the id of an actor or a source was changed, what refers to it follows. */
  followIds(kind, list) {
    const ids = list.entries.map((entry) => entry.id.get());
    for (const entry of list.entries) {
      const id = entry.id.get();
      const isAlone = id && ids.filter((each) => each === id).length === 1;
      if (isAlone && id !== entry.lastId && !ids.includes(entry.lastId)) {
        if (entry.lastId) renameAll(this, kind, entry.lastId, id);
        entry.lastId = id;
      }
    }
  }

  offerAll(kind, options) {
    const usable = options.filter(({ id }) => id);
    if (JSON.stringify(usable) === JSON.stringify(this.options[kind])) return;
    this.options[kind] = usable;
    offer(this, kind, usable);
  }

  /** The part that a finding is about: the innermost that its path leads to. */
  at(path) {
    let control = this;
    for (const step of path) {
      const inner = control.child(step);
      if (!inner) break;
      control = inner;
    }
    return control;
  }

  /** Tells every part what is wrong with it. */
  distribute() {
    const found = new Map();
    for (const finding of this.findings) {
      const control = this.at(finding.path);
      found.set(control, [...(found.get(control) ?? []), finding]);
    }
    this.children().forEach((child) => tellAll(child, found));
    for (const control of this.record.children()) control.entries?.forEach((entry) => entry.summarize());
  }

  /** From now on everything that is wrong is shown, also where nobody has been yet. */
  attempt() {
    this.attempted = true;
    this.update();
    return !this.findings.some(({ severity }) => severity === "error");
  }
}

function offer(control, kind, options) {
  control.offer?.(kind, options);
  control.children().forEach((child) => offer(child, kind, options));
}

function renameAll(control, kind, from, to) {
  control.rename?.(kind, from, to);
  control.children().forEach((child) => renameAll(child, kind, from, to));
}

function tellAll(control, found) {
  control.children().forEach((child) => tellAll(child, found));
  control.tell(found.get(control) ?? []);
}
