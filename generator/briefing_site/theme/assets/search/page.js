// The search page. Its address holds the query and the filters, so that a search can be shared and returned to.

import { make } from "../elements.js";
import { gettext, ngettext, pieces, written } from "../language.js";
import { plain } from "./dates.js";
import { actors, find, shown } from "./finder.js";
import { described, excerpt, facts, titled } from "./result.js";

const PAGE_SIZE = 10; // results shown at a time: each may be one more file to load
const DEBOUNCE = 200; // milliseconds without a key before a search
const MOST_ACTORS = 12; // in the filter at a time
const NAMED = ["status", "confidence", "likelihood", "outcome", "language"]; // facets that records have by name, if there are any
const FACETS = [...document.querySelectorAll("[data-facet]")].map(({ dataset }) => dataset.facet);

const NO_ANSWER = { records: [], marked: new Set(), missing: [] };

export function mount(page) {
  const form = page.querySelector("form");
  const status = page.querySelector("[role=status]");
  const meant = page.querySelector("[data-meant]");
  const none = page.querySelector("[data-none]");
  const filters = page.querySelector("[data-filters]");
  const list = page.querySelector("ol");
  const more = page.querySelector("[data-more]");
  const reset = page.querySelector("[data-reset]");
  const facet = (name) => page.querySelector(`[data-facet=${name}]`);
  const name = document.title;

  let chosen = {}; // by facet: the selected values, of which a result has to have one
  let answer = NO_ANSWER; // what the query finds
  let matching = []; // those that also pass the filters
  let turn = 0;
  let timer;

  // The values of a record for each facet. Actors are loaded on demand.
  let cast;
  const values = {
    kind: (record) => [record.kind],
    topic: (record) => record.topics,
    year: (record) => (record.year ? [record.year] : []),
    actor: (record) => cast?.records[record.number] ?? [],
  };
  for (const facetName of NAMED) {
    const start = `${facetName}:`;
    values[facetName] = ({ facets }) => facets.filter((value) => value.startsWith(start)).map((value) => value.slice(start.length));
  }

  const hasChosen = (record, facetName) => values[facetName](record).some((value) => chosen[facetName].has(value));
  const isChosen = (record, facets) => facets.every((facetName) => !chosen[facetName].size || hasChosen(record, facetName));
  const isFiltered = () => FACETS.some((facetName) => chosen[facetName].size);

  function readAddress() {
    const requested = new URLSearchParams(location.search);
    form.elements.q.value = requested.get("q") ?? "";
    chosen = Object.fromEntries(FACETS.map((facetName) => [facetName, new Set(requested.getAll(facetName))]));
  }

  function writeAddress(isStep) {
    const parameters = new URLSearchParams();
    const query = form.elements.q.value.trim();
    if (query) parameters.set("q", query);
    for (const facetName of FACETS) {
      for (const value of [...chosen[facetName]].sort()) parameters.append(facetName, value);
    }
    const address = `${location.pathname}${parameters.size ? `?${parameters}` : ""}`;
    if (address === location.pathname + location.search) return;
    history[isStep ? "pushState" : "replaceState"](null, "", address);
  }

  async function run(isTyping = false) {
    clearTimeout(timer);
    const mine = (turn += 1);
    const query = form.elements.q.value.trim();
    document.title = query ? `${query} – ${name}` : name;
    if (!answer.records.length && (query || isFiltered())) status.textContent = gettext("Searching…");
    try {
      if (chosen.actor.size || facet("actor").open) cast ??= await actors();
      const newAnswer = query || isFiltered() ? await find(query, isTyping) : NO_ANSWER;
      if (mine !== turn) return;
      answer = newAnswer;
      if (!query) answer.records.sort((one, other) => other.year - one.year);
      await show(mine);
      if (!query && !isFiltered()) status.textContent = "";
    } catch {
      if (mine === turn) status.textContent = gettext("Search could not be loaded. Try again in a moment.");
    }
  }

  async function show(mine) {
    matching = answer.records.filter((record) => isChosen(record, FACETS));
    const items = await grouped(matching.slice(0, PAGE_SIZE));
    if (mine !== turn) return;
    showFacets();
    status.textContent = resultsInWords();
    showMeant();
    none.hidden = answer.records.length > 0 || answer.isCommon || !form.elements.q.value.trim();
    reset.hidden = !isFiltered();
    list.replaceChildren(...items);
    more.hidden = matching.length <= PAGE_SIZE;
  }

  /** How many results there are, and what none of them has. */
  function resultsInWords() {
    const { records, all, missing, meant: other, isCommon, isCut } = answer;
    const results = ngettext("%(count)s result", "%(count)s results", matching.length);
    if (isCommon) return gettext("These words are too common. Add a more specific one.");
    if (isCut) return gettext("%(results)s among those that fit best", { results });
    if (!matching.length) return records.length ? gettext("No results with these filters") : gettext("No results");
    if (missing.length) {
      const words = missing.map((text) => gettext("“%(text)s”", { text })).join(", ");
      return gettext("%(results)s, none of them with %(words)s", { results, words });
    }
    if (other || all === records.length || matching.length < records.length) return results;
    if (!all) return gettext("%(results)s, none of them with all words", { results });
    return gettext("%(results)s, %(number)s of them with all words", { results, number: all });
  }

  function showMeant() {
    meant.hidden = !answer.meant;
    meant.replaceChildren(...pieces(gettext("Showing results for %(words)s"), { words: make("strong", {}, answer.meant ?? "") }));
  }

  /** The results as elements; those of a brief stand below its first one, unless they are listed by date. */
  async function grouped(records) {
    const byPage = new Map();
    const isList = !form.elements.q.value.trim();
    for (const result of await Promise.all(records.map(shown))) {
      const page = isList || result.kind === "page" ? result.address : result.address.replace(/#.*/, "");
      const first = byPage.get(page);
      if (first) (first.querySelector("ol") ?? first.appendChild(make("ol"))).append(further(result));
      else byPage.set(page, item(result));
    }
    return [...byPage.values()];
  }

  function item(result) {
    const link = make("a", { href: result.address }, ...titled(result, answer.marked));
    const text = make("p", { class: "search-words" }, ...excerpt(result, answer.marked, 36));
    const entry = make("li", {}, facts(result), make("h2", {}, link));
    if (result.text && result.text !== result.title) entry.append(text);
    return entry;
  }

  function further(result) {
    const description = described({ ...result, context: "" }, answer.marked);
    return make("li", {}, make("a", { href: result.address, class: "search-further" }, ...description));
  }

  // Facets: the number of results for each value, given the other facets.
  function showFacets() {
    const active = FACETS.flatMap((facetName) => [...chosen[facetName]].map((value) => label(facetName, value)));
    filters.hidden = !answer.records.length && !active.length;
    filters.querySelector("[data-active]").textContent = active.length ? `: ${active.join(", ")}` : "";
    for (const facetName of FACETS) {
      const others = FACETS.filter((other) => other !== facetName);
      const records = answer.records.filter((record) => isChosen(record, others));
      const counts = new Map();
      for (const value of records.flatMap((record) => [...new Set(values[facetName](record))])) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      if (facetName === "year") showYears(counts);
      if (facetName === "actor") showActors(counts);
      for (const input of facet(facetName).querySelectorAll("input[type=checkbox]")) {
        const count = counts.get(input.value) ?? 0;
        const box = input.closest("label");
        input.checked = chosen[facetName].has(input.value);
        box.hidden = !count && !input.checked;
        box.querySelector(".search-count").textContent = written(count);
      }
      if (NAMED.includes(facetName)) facet(facetName).hidden = !facet(facetName).querySelector("label:not([hidden])");
    }
  }

  /** The text of a value. */
  function label(facetName, value) {
    if (facetName === "actor") return cast?.actors.find(([id]) => id === value)?.[1] ?? value;
    const input = [...facet(facetName).querySelectorAll("input")].find((box) => box.value === value);
    return input?.nextElementSibling.textContent ?? value;
  }

  function showYears(counts) {
    const years = new Set([...counts.keys(), ...chosen.year]);
    fill(facet("year"), [...years].sort((a, b) => b - a).map((year) => [year, year]));
  }

  function showActors(counts) {
    if (!cast) return;
    const typed = plain(page.querySelector("[data-actor-name]").value.trim());
    const choices = cast.actors
      .filter(([id, text]) => chosen.actor.has(id) || (counts.get(id) && plain(text).includes(typed)))
      .sort(([a], [b]) => chosen.actor.has(b) - chosen.actor.has(a) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
    fill(facet("actor"), choices.slice(0, MOST_ACTORS + chosen.actor.size));
  }

  /** Show a checkbox for each value; those already there stay, as one of them may have the focus. */
  function fill(place, choices) {
    const box = place.querySelector("[data-values]");
    const present = new Map([...box.children].map((label) => [label.querySelector("input").value, label]));
    const focused = box.contains(document.activeElement) && document.activeElement;
    const labels = choices.map(([value, text]) => present.get(value) ?? checkbox(place.dataset.facet, value, text));
    if (labels.length === box.children.length && labels.every((label, index) => box.children[index] === label)) return;
    box.replaceChildren(...labels);
    if (focused) focused.focus();
  }

  function checkbox(facetName, value, text) {
    const input = make("input", { type: "checkbox", name: facetName, value });
    return make("label", {}, input, make("span", {}, text), make("span", { class: "search-count" }));
  }

  form.addEventListener("input", ({ target }) => {
    if (target.name !== "q") return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      writeAddress(false);
      run(true);
    }, DEBOUNCE);
  });
  filters.addEventListener("change", ({ target }) => {
    if (target.type !== "checkbox") return;
    chosen[target.name][target.checked ? "add" : "delete"](target.value);
    writeAddress(true);
    run();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    writeAddress(true);
    run();
  });
  page.querySelector("[data-actor-name]").addEventListener("input", showFacets);
  facet("actor").addEventListener("toggle", () => facet("actor").open && run());
  reset.addEventListener("click", () => {
    for (const facetName of FACETS) chosen[facetName].clear();
    writeAddress(true);
    run();
    form.elements.q.focus();
  });
  more.addEventListener("click", async () => {
    const mine = turn;
    const before = list.querySelectorAll("li").length;
    const items = await grouped(matching.slice(before, before + PAGE_SIZE));
    if (mine !== turn) return;
    list.append(...items);
    more.hidden = matching.length <= before + PAGE_SIZE;
    items[0]?.querySelector("a").focus();
  });
  addEventListener("popstate", () => {
    readAddress();
    run();
  });

  /** With room the filters stand beside the results, and come after them; without, they are closed and above. */
  function place({ matches: isWide }) {
    page.querySelector(isWide ? ".search-results" : "form").after(filters);
    filters.open = isWide;
  }
  const wide = matchMedia("(min-width: 45em)");
  wide.addEventListener("change", place);
  place(wide);
  const early = form.elements.q.value; // typed before this script was there
  if (early && !location.search) history.replaceState(null, "", `?${new URLSearchParams({ q: early })}`);
  readAddress();
  facet("actor").open = chosen.actor.size > 0;
  run();
  if (!location.search) form.elements.q.focus();
}
