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

export function mount(page) {
  const form = page.querySelector("form");
  const status = page.querySelector("[role=status]");
  const meant = page.querySelector("[data-meant]");
  const none = page.querySelector("[data-none]");
  const offer = page.querySelector("[data-offer]");
  const filters = page.querySelector("[data-filters]");
  const list = page.querySelector("ol");
  const more = page.querySelector("[data-more]");
  const reset = page.querySelector("[data-reset]");
  const facet = (name) => page.querySelector(`[data-facet=${name}]`);
  const name = document.title;

  let chosen = {}; // by facet: the selected values, of which a result has to have one
  let answer = { records: [], marked: new Set(), missing: [] }; // what the query finds
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
  for (const each of NAMED) {
    const start = `${each}:`;
    values[each] = ({ facets }) => facets.filter((value) => value.startsWith(start)).map((value) => value.slice(start.length));
  }

  const isChosen = (record, facets) =>
    facets.every((each) => !chosen[each].size || values[each](record).some((value) => chosen[each].has(value)));

  function readAddress() {
    const given = new URLSearchParams(location.search);
    form.elements.q.value = given.get("q") ?? "";
    chosen = Object.fromEntries(FACETS.map((each) => [each, new Set(given.getAll(each))]));
  }

  function writeAddress(isStep) {
    const parameters = new URLSearchParams();
    const query = form.elements.q.value.trim();
    if (query) parameters.set("q", query);
    for (const each of FACETS) for (const value of [...chosen[each]].sort()) parameters.append(each, value);
    const address = `${location.pathname}${parameters.size ? `?${parameters}` : ""}`;
    if (address === location.pathname + location.search) return;
    history[isStep ? "pushState" : "replaceState"](null, "", address);
  }

  async function run(isTyping = false) {
    clearTimeout(timer);
    const mine = (turn += 1);
    const query = form.elements.q.value.trim();
    const isFiltered = FACETS.some((each) => chosen[each].size);
    document.title = query ? `${query} – ${name}` : name;
    if (!answer.records.length && (query || isFiltered)) status.textContent = gettext("Searching…");
    try {
      if (chosen.actor.size || facet("actor").open) cast ??= await actors();
      const given = query || isFiltered ? await find(query, isTyping) : { records: [], marked: new Set(), missing: [] };
      if (mine !== turn) return;
      answer = query ? given : { ...given, records: given.records.sort((a, b) => b.year - a.year) };
      await show(mine);
      if (!query && !isFiltered) status.textContent = "";
    } catch {
      if (mine === turn) status.textContent = gettext("Search could not be loaded. Try again in a moment.");
    }
  }

  async function show(mine) {
    matching = answer.records.filter((record) => isChosen(record, FACETS));
    const items = await grouped(matching.slice(0, PAGE_SIZE));
    if (mine !== turn) return;
    showFacets();
    status.textContent = told();
    showMeant();
    showOffer();
    none.hidden = answer.records.length > 0 || answer.isCommon || !form.elements.q.value.trim();
    reset.hidden = !FACETS.some((each) => chosen[each].size);
    list.replaceChildren(...items);
    more.hidden = matching.length <= PAGE_SIZE;
  }

  /** How many results there are, and what none of them has. */
  function told() {
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

  /** Lead to the filter that has the query as its name, such as the status “Disputed”: the words find other texts. */
  function showOffer() {
    const query = plain(form.elements.q.value.trim());
    const input = [...filters.querySelectorAll("[type=checkbox]")].find((each) => plain(each.nextElementSibling.textContent) === query);
    offer.hidden = !input;
    if (!input) return;
    const filter = `${input.closest("[data-facet]").firstElementChild.textContent}: ${label(input.name, input.value)}`;
    const link = make("a", { href: `?${new URLSearchParams({ [input.name]: input.value })}` }, filter);
    offer.replaceChildren(...pieces(gettext("Or see everything with %(filter)s"), { filter: link }));
  }

  /** The results as elements; those of a brief stand below its first one, unless they are listed by date. */
  async function grouped(records) {
    const made = new Map();
    const isList = !form.elements.q.value.trim();
    for (const result of await Promise.all(records.map(shown))) {
      const page = isList || result.kind === "page" ? result.address : result.address.replace(/#.*/, "");
      const first = made.get(page);
      if (first) (first.querySelector("ol") ?? first.appendChild(make("ol"))).append(further(result));
      else made.set(page, item(result));
    }
    return [...made.values()];
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
    const active = FACETS.flatMap((each) => [...chosen[each]].map((value) => label(each, value)));
    filters.hidden = !answer.records.length && !active.length;
    filters.querySelector("[data-active]").textContent = active.length ? `: ${active.join(", ")}` : "";
    for (const each of FACETS) {
      const others = FACETS.filter((other) => other !== each);
      const counts = new Map();
      for (const record of answer.records) {
        if (!isChosen(record, others)) continue;
        for (const value of new Set(values[each](record))) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      if (each === "year") showYears(counts);
      if (each === "actor") showActors(counts);
      for (const input of facet(each).querySelectorAll("input[type=checkbox]")) {
        const count = counts.get(input.value) ?? 0;
        const label = input.closest("label");
        input.checked = chosen[each].has(input.value);
        label.hidden = !count && !input.checked;
        label.querySelector(".search-count").textContent = written(count);
      }
      if (NAMED.includes(each)) facet(each).hidden = !facet(each).querySelector("label:not([hidden])");
    }
  }

  /** The text of a value. */
  function label(facetName, value) {
    if (facetName === "actor") return cast?.actors.find(([id]) => id === value)?.[1] ?? value;
    const input = [...facet(facetName).querySelectorAll("input")].find((each) => each.value === value);
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
    const there = new Map([...box.children].map((label) => [label.querySelector("input").value, label]));
    const labels = choices.map(([value, text]) => there.get(value) ?? check(place.dataset.facet, value, text));
    if (labels.length !== box.children.length || labels.some((label, index) => box.children[index] !== label)) {
      const focused = box.contains(document.activeElement) && document.activeElement;
      box.replaceChildren(...labels);
      if (focused) focused.focus();
    }
  }

  function check(facetName, value, text) {
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
    for (const each of FACETS) chosen[each].clear();
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
