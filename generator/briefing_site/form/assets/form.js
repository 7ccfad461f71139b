/** The whole form: its parts, what it holds, and the messages about that. */

import { Control } from "./control.js";
import { button, make } from "./dom.js";
import { gettext } from "./language.js";
import { isSame } from "./merging.js";
import { Fields } from "./record.js";
import { ShortName } from "./short_name.js";

/** In which order people write a brief. A field that is new to the format comes last. */
const SECTIONS = [
  [gettext("The main point"), ["title", "summary", "in_brief", "date", "as_of", "topics", "scope"]],
  [gettext("Where it is documented"), ["sources"]],
  [gettext("Who takes part"), ["actors", "relations"]],
  [gettext("What happened"), ["timeline"]],
  [gettext("What was said"), ["quotes"]],
  [gettext("What it means"), ["key_judgements", "background", "figures", "open_questions"]],
  [gettext("What comes next"), ["forecasts", "indicators"]],
  [gettext("Who wrote it"), ["authors", "reviewers"]],
];
const OTHERS = gettext("Once it is published");
/** Lists whose entries share their ids: those of events and quotes are the anchors of one page. */
const NAMESPACES = [["timeline", "quotes"], ["actors"], ["sources"]];
const PAUSE = 150; // milliseconds after the last key at which it is checked

export class Form extends Control {
  /** `onChange` is told what it holds, `announce` what was done. */
  constructor(record, known, { loadBrief, announce, onChange }) {
    super(undefined, gettext("Brief"));
    Object.assign(this, { form: this, record, known, loadBrief, announce, onChange });
    this.names = new Map(Object.entries(known.actors).map(([id, { name }]) => [name.toLowerCase(), id]));
    this.attempted = false;
    this.used = []; // the choices, one after another
    this.options = { topic: optionsOf(known.topics), actor: [], source: [] };
    this.name = new ShortName(this);
    this.fields = new Fields(this, record);
    this.element = make("form", { class: "write-form", novalidate: true, onsubmit: (event) => event.preventDefault() });
    this.element.addEventListener("keydown", (event) => this.advance(event));
    this.menu = make("div", { id: "write--menu", class: "menu", popover: true, role: "dialog", "aria-label": gettext("Source to cite") });
    this.element.append(...this.sections(), ...this.suggestions(), this.menu);
    for (const part of this.parts) part.reveal?.();
    this.suggestEvents("");
  }

  sections() {
    const placed = new Set(SECTIONS.flatMap(([, keys]) => keys));
    const others = [...this.fields.byKey.keys()].filter((key) => !placed.has(key));
    this.parts = [];
    return [...SECTIONS, [OTHERS, others]].map(([title, keys]) => {
      const parts = keys.map((key) => this.child(key)).filter(Boolean);
      if (keys.includes("title")) parts.splice(1, 0, this.name);
      this.parts.push(...parts);
      return make("section", {}, make("h2", {}, title), ...parts.map(({ element }) => element));
    });
  }

  /** What fields suggest while one types. */
  suggestions() {
    const { briefs, languages, actors } = this.known;
    const list = (id, options) => make("datalist", { id: `write--${id}` }, ...options.map(optionElement));
    this.events = list("events", []);
    const named = Object.values(actors).map(({ name, kind }) => ({ id: name, label: this.kindName(kind) }));
    const lists = { briefs: optionsOf(briefs), languages: optionsOf(languages), actors: named };
    return [this.events, ...Object.entries(lists).map(([id, options]) => list(id, options))];
  }

  /** Suggests the events of the brief that somebody began to name. */
  async suggestEvents(text) {
    const [brief, event] = text.split("#");
    const isNamed = event !== undefined && Object.hasOwn(this.known.briefs, brief);
    const { timeline = [] } = isNamed ? await this.loadBrief(brief).catch(() => ({})) : {};
    const events = timeline.map(({ id, $id, date, title }) => ({ id: `${brief}#${id ?? $id}`, label: `${date} ${title}` }));
    const briefs = optionsOf(this.known.briefs).map(({ id, label }) => ({ id: `${id}#`, label }));
    this.events.replaceChildren(...(isNamed ? events : briefs).map(optionElement));
  }

  /** Lists the sources, for one that is to be cited. */
  chooseSource(cite) {
    const hiding = { popovertarget: this.menu.id, popovertargetaction: "hide" };
    this.menu.replaceChildren(...this.options.source.map(({ id, label }) => button(label, () => cite(id), hiding)));
    this.menu.showPopover();
    this.menu.firstChild.focus();
  }

  /** Enter leads to the next text, and from the last one of an entry to another entry. In prose, it is a new line. */
  advance(event) {
    const { target, key, isComposing, ctrlKey, metaKey } = event;
    const isLine = target.matches("input, textarea:not(.prose)") || ctrlKey || metaKey;
    if (key !== "Enter" || isComposing || !isLine || !target.matches("input, textarea")) return;
    event.preventDefault();
    const entry = target.closest("details.entry");
    const texts = [...(entry ?? this.element).querySelectorAll('input[type="text"], textarea')];
    const isBehind = (text) => target.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = texts.find((text) => isBehind(text) && text.checkVisibility());
    if (next) next.focus();
    else entry?.closest("fieldset.group").querySelector(":scope > button").click();
  }

  children() {
    return this.parts;
  }

  child(key) {
    return key === "$name" ? this.name : this.fields.byKey.get(key);
  }

  /** The ids that entries of the list may not have: those that entries of other lists have, or that any had. */
  takenIds(key) {
    const others = NAMESPACES.find((lists) => lists.includes(key)).filter((list) => list !== key);
    if (!others.length) return [];
    const former = ["timeline", "quotes", "corrections"].flatMap((list) => this.child(list).get() ?? []);
    return [
      ...others.flatMap((list) => this.child(list).items.map((entry) => entry.anchor())),
      ...former.flatMap(({ formerly = [] }) => formerly),
    ];
  }

  /** What the site knows of an actor from other files than that of the brief, or nothing. */
  elsewhere(id = "") {
    const actor = Object.hasOwn(this.known.actors, id) ? this.known.actors[id] : undefined;
    return actor?.only_in === this.name.get() ? undefined : actor;
  }

  /** What the site calls a kind of actors; a kind that it does not have is called by its id. */
  kindName(id) {
    return Object.hasOwn(this.known.actor_kinds, id) ? this.known.actor_kinds[id] : id;
  }

  /** What there is to choose from. */
  choicesOf({ refersTo, format, enum: ids }) {
    if (refersTo) return this.options[refersTo];
    const labelOf = (id) => (format === "actor-kind" ? this.kindName(id) : gettext(id));
    return ids.filter(Boolean).map((id) => ({ id, label: labelOf(id) }));
  }

  get() {
    return this.fields.get();
  }

  /** Fills the form; `existing` is the name of a published brief, or nothing for a new one. */
  set(value, existing, name) {
    this.name.open(existing, name);
    this.attempted = false;
    this.fields.set(value);
    this.update();
  }

  /** Puts back what was there when this was called. */
  undoing() {
    const value = this.get();
    const { existing } = this.name;
    const name = this.name.get();
    return () => {
      this.set(value, existing, name);
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
    for (const key of NAMESPACES.flat()) this.child(key).suggestIds();
    this.name.suggest(this.child("title").get());
    for (const kind of ["actor", "source"]) this.followIds(kind, this.child(`${kind}s`));
    const value = this.get();
    const labelled = ({ $key, id = $key, title, name = title }) => ({ id, label: name ?? this.elsewhere(id)?.name ?? id });
    for (const kind of ["actor", "source"]) this.setOptions(kind, (value[`${kind}s`] ?? []).map(labelled));
    for (const part of this.all()) part.offer?.();
    this.onChange({ value, name: this.name.get(), isChanged: this.isChanged });
  }

  /** Where the id of an actor or a source was changed, what refers to it follows. */
  followIds(kind, list) {
    const ids = list.items.map((entry) => entry.currentId());
    for (const entry of list.items) {
      const id = entry.currentId();
      const isAlone = id && ids.indexOf(id) === ids.lastIndexOf(id);
      if (isAlone && id !== entry.lastId && !ids.includes(entry.lastId)) {
        if (entry.lastId) for (const part of this.all()) part.rename?.(kind, entry.lastId, id);
        entry.lastId = id;
      }
    }
  }

  setOptions(kind, options) {
    const usable = options.filter(({ id }) => id);
    if (isSame(usable, this.options[kind])) return;
    this.options[kind] = usable;
    for (const part of this.all()) part.refresh?.();
  }

  /** The parts that a path leads through, as far as there are any. */
  along(path) {
    const parts = [this];
    for (const step of path) {
      const inner = parts.at(-1).child(step);
      if (!inner) break;
      parts.push(inner);
    }
    return parts.slice(1);
  }

  /** What the parts along a path are called; lists go without saying. */
  namesOf(parts) {
    return parts.filter((part) => !(part.items && parts.length > 1)).map((part) => part.name ?? part.label);
  }

  /** Shows every part what the program says of it; without the program, what is missing. */
  distribute(findings) {
    const byPart = Map.groupBy(findings ?? [], ({ path }) => this.along(path).at(-1) ?? this);
    const report = (part, parts, isWritten) => {
      const isFilled = isWritten && !part.isEmpty?.(); // of an entry without a word nothing is required
      const all = [...(byPart.get(part) ?? [])];
      if (part.check) all.unshift(...part.check());
      else if (!findings && isFilled) all.unshift(...missing(part));
      part.report(all.map((finding) => ({ ...finding, text: filled(finding.text, part), parts })));
      for (const child of part.children()) report(child, [...parts, child], isFilled);
    };
    report(this, [], true);
    for (const part of this.parts) part.items?.forEach((item) => item.summarize?.());
  }

  /** All findings, in the order of the form, each with the parts that lead to it. */
  allFindings() {
    return [...this.all()].flatMap((part) => part.findings);
  }
}

/** What can be said without the program. */
function missing(part) {
  if (!part.isRequired || part.get() !== undefined) return [];
  const text = part.noun ? gettext("Add at least one {noun}") : gettext("{label} is required");
  return [{ severity: "error", text }];
}

/** A text about a part, with what it is called. */
function filled(text, { label, noun }) {
  return text.replace("{label}", () => label).replace("{noun}", () => noun);
}

function optionsOf(labels) {
  return Object.entries(labels).map(([id, label]) => ({ id, label }));
}

function optionElement({ id, label }) {
  return make("option", { value: id, label });
}
