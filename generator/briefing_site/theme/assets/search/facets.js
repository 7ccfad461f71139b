// The filters of the search page: checkboxes for kinds, topics, years and the like, each with the number of its results.

import { make } from "../elements.js";
import { written } from "../language.js";
import { plain } from "./dates.js";
import { actors } from "./finder.js";

const MOST_ACTORS = 12; // in the filter at a time
const NAMED = new Set(["status", "confidence", "likelihood", "outcome", "language"]); // those that some records have, by name

export class Facets {
  constructor(element) {
    this.element = element;
    this.boxes = new Map([...element.querySelectorAll("[data-facet]")].map((box) => [box.dataset.facet, box]));
    this.names = [...this.boxes.keys()];
    this.chosen = new URLSearchParams(); // those of the address: by facet, values of which a result has to have one
    this.cast = undefined; // the actors, which are loaded when somebody filters by them
  }

  toggle({ name, value, checked }) {
    if (checked) this.chosen.append(name, value);
    else this.chosen.delete(name, value);
  }

  clear() {
    for (const name of this.names) this.chosen.delete(name);
  }

  isFiltered() {
    return this.names.some((name) => this.chosen.has(name));
  }

  async load() {
    if (this.chosen.has("actor") || this.boxes.get("actor").open) this.cast ??= await actors();
  }

  /** The records that have a chosen value of each facet, or of each but one. */
  matching(records, except = undefined) {
    const names = this.names.filter((name) => name !== except && this.chosen.has(name));
    const has = (record, name) => this.values(record, name).some((value) => this.chosen.has(name, value));
    return records.filter((record) => names.every((name) => has(record, name)));
  }

  /** The values of a record for a facet. */
  values({ number, kind, topics, year, facets }, name) {
    if (name === "kind") return [kind];
    if (name === "topic") return topics;
    if (name === "year") return year ? [year] : [];
    if (name === "actor") return this.cast?.records[number] ?? [];
    const start = `${name}:`;
    return facets.filter((value) => value.startsWith(start)).map((value) => value.slice(start.length));
  }

  /** Shows the number of the results for each value, given what is chosen of the other facets. */
  show(records) {
    const labels = this.names.flatMap((name) => this.chosen.getAll(name).map((value) => this.label(name, value)));
    this.element.hidden = !records.length && !labels.length;
    this.element.querySelector("[data-active]").textContent = labels.length ? `: ${labels.join(", ")}` : "";
    for (const name of this.names) this.showFacet(name, this.matching(records, name));
  }

  showFacet(name, records) {
    const counts = new Map();
    for (const record of records) {
      for (const value of new Set(this.values(record, name))) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    if (name === "year") this.showYears(counts);
    if (name === "actor") this.showActors(counts);
    const box = this.boxes.get(name);
    for (const input of box.querySelectorAll("input[type=checkbox]")) {
      const count = counts.get(input.value) ?? 0;
      const label = input.closest("label");
      input.checked = this.chosen.has(name, input.value);
      label.hidden = !count && !input.checked;
      label.querySelector(".search-count").textContent = written(count);
    }
    if (NAMED.has(name)) box.hidden = !box.querySelector("label:not([hidden])");
  }

  showYears(counts) {
    const years = new Set([...counts.keys(), ...this.chosen.getAll("year")]);
    this.fill("year", [...years].sort((one, other) => other - one).map((year) => [year, year]));
  }

  showActors(counts) {
    if (!this.cast) return;
    const isChosen = (id) => this.chosen.has("actor", id);
    const typed = plain(this.element.querySelector("[data-actor-name]").value.trim());
    const byNumber = this.cast.actors.toSorted(([one], [other]) => (counts.get(other) ?? 0) - (counts.get(one) ?? 0));
    const first = byNumber.filter(([id]) => isChosen(id));
    const offered = byNumber.filter(([id, name]) => !isChosen(id) && counts.has(id) && plain(name).includes(typed));
    this.fill("actor", [...first, ...offered.slice(0, MOST_ACTORS)]);
  }

  /** Shows a checkbox for each value; those already there stay, as one of them may have the focus. */
  fill(name, choices) {
    const box = this.boxes.get(name).querySelector("[data-values]");
    const present = new Map([...box.children].map((label) => [label.querySelector("input").value, label]));
    const focused = box.contains(document.activeElement) && document.activeElement;
    const labels = choices.map(([value, text]) => present.get(value) ?? checkbox(name, value, text));
    if (labels.length === box.children.length && labels.every((label, index) => box.children[index] === label)) return;
    box.replaceChildren(...labels);
    if (focused) focused.focus();
  }

  /** The text of a value. */
  label(name, value) {
    if (name === "actor") return this.cast?.actors.find(([id]) => id === value)?.[1] ?? value;
    const inputs = [...this.boxes.get(name).querySelectorAll("input")];
    return inputs.find((input) => input.value === value)?.nextElementSibling.textContent ?? value;
  }
}

function checkbox(name, value, text) {
  const input = make("input", { type: "checkbox", name, value });
  return make("label", {}, input, make("span", {}, text), make("span", { class: "search-count" }));
}
