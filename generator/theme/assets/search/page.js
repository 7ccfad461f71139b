// The page of the search. What was looked for stands in its address, so that it can be shared and gone back to.

import { actors, asked, find, shown } from "./finder.js";
import { element, excerpt, facts, title } from "./result.js";

const STEP = 10; // results that are shown at once: each may be one more file to load
const PAUSE = 200; // milliseconds without a key before a search
const ACTORS = 12; // actors that are offered at once
const FACETS = ["kind", "topic", "year", "actor"];

export function mount(page) {
  const form = page.querySelector("form");
  const status = page.querySelector("[role=status]");
  const list = page.querySelector("ol");
  const more = page.querySelector("[data-more]");
  const reset = page.querySelector("[data-reset]");
  const facet = (name) => page.querySelector(`[data-facet=${name}]`);
  const name = document.title;

  let chosen = {}; // by facet: what results have to have one of
  let found = []; // all records with the words
  let matching = []; // those of them that are as chosen
  let turn = 0;
  let timer;

  // What a record has of each facet. Actors are loaded when they are asked for.
  let cast;
  const topics = [...facet("topic").querySelectorAll("input")].map((input) => input.value);
  const values = {
    kind: (record) => [record.kind],
    topic: (record) => record.topics.map((place) => topics[place]),
    year: (record) => (record.year ? [record.year] : []),
    actor: (record) => (cast?.records[record.page]?.[record.number] ?? []).map((place) => cast.actors[place][0]),
  };

  const isChosen = (record, facets) =>
    facets.every((each) => !chosen[each].size || values[each](record).some((value) => chosen[each].has(value)));

  function readAddress() {
    const given = new URLSearchParams(location.search);
    form.elements.q.value = given.get("q") ?? "";
    chosen = Object.fromEntries(FACETS.map((each) => [each, new Set(given.getAll(each))]));
  }

  function writeAddress(isStep) {
    const wanted = new URLSearchParams();
    const query = form.elements.q.value.trim();
    if (query) wanted.set("q", query);
    for (const each of FACETS) for (const value of [...chosen[each]].sort()) wanted.append(each, value);
    const address = `${location.pathname}${wanted.size ? `?${wanted}` : ""}`;
    if (address === location.pathname + location.search) return;
    history[isStep ? "pushState" : "replaceState"](null, "", address);
  }

  async function run() {
    clearTimeout(timer);
    const mine = (turn += 1);
    const query = form.elements.q.value.trim();
    const narrowed = FACETS.some((each) => chosen[each].size);
    document.title = query ? `${query} – ${name}` : name;
    if (!asked(query) && (query || !narrowed)) {
      found = [];
      await show(mine);
      status.textContent = query ? "These words are in nearly everything. Add another." : "";
      return;
    }
    if (!found.length) status.textContent = "Searching …";
    try {
      if (chosen.actor.size || facet("actor").open) cast ??= await actors();
      const records = await find(query);
      if (mine !== turn) return;
      found = query ? records : records.sort((a, b) => b.year - a.year);
      await show(mine);
    } catch {
      if (mine === turn) status.textContent = "The search could not be loaded. Try again in a moment.";
    }
  }

  async function show(mine = (turn += 1)) {
    matching = found.filter((record) => isChosen(record, FACETS));
    offer();
    status.textContent = `${matching.length ? matching.length.toLocaleString("en") : "No"} ${matching.length === 1 ? "result" : "results"}`;
    reset.hidden = !FACETS.some((each) => chosen[each].size);
    const items = await Promise.all(matching.slice(0, STEP).map(item));
    if (mine !== turn) return;
    list.replaceChildren(...items);
    more.hidden = matching.length <= STEP;
  }

  async function item(record) {
    const result = await shown(record);
    const link = element("a", "", ...title(result, asked(form.elements.q.value)));
    link.href = result.address;
    const text = element("p", `search-words search-words--${record.kind}`, ...excerpt(result, 36));
    const made = element("li", "", facts(result), element("h2", "", link));
    if (result.text !== result.title) made.append(text);
    return made;
  }

  // Facets: how many results there would be with each value, the other facets as they are.
  function offer() {
    page.classList.toggle("search-page--empty", !found.length && !FACETS.some((each) => chosen[each].size));
    for (const each of FACETS) {
      const others = FACETS.filter((other) => other !== each);
      const counts = new Map();
      for (const record of found) {
        if (!isChosen(record, others)) continue;
        for (const value of new Set(values[each](record))) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      if (each === "year") offerYears(counts);
      if (each === "actor") offerActors(counts);
      for (const input of facet(each).querySelectorAll("input[type=checkbox]")) {
        const count = counts.get(input.value) ?? 0;
        const label = input.closest("label");
        input.checked = chosen[each].has(input.value);
        label.hidden = !count && !input.checked;
        label.querySelector(".search-count").textContent = count.toLocaleString("en");
      }
    }
  }

  function offerYears(counts) {
    const years = new Set([...counts.keys(), ...chosen.year]);
    fill(facet("year"), [...years].sort((a, b) => b - a).map((year) => [year, year]));
  }

  function offerActors(counts) {
    if (!cast) return;
    const wanted = plain(page.querySelector("[data-actor-name]").value);
    const offered = cast.actors
      .filter(([id, label]) => chosen.actor.has(id) || (counts.get(id) && plain(label).includes(wanted)))
      .sort(([a], [b]) => chosen.actor.has(b) - chosen.actor.has(a) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
    fill(facet("actor"), offered.slice(0, ACTORS + chosen.actor.size));
  }

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

  /** Put a box for each value, and leave those that are there already, for one of them may have the focus. */
  function fill(place, offered) {
    const box = place.querySelector("[data-values]");
    const there = new Map([...box.children].map((label) => [label.querySelector("input").value, label]));
    const wanted = offered.map(([value, text]) => there.get(value) ?? check(place.dataset.facet, value, text));
    if (wanted.length !== box.children.length || wanted.some((label, index) => box.children[index] !== label)) {
      const focused = box.contains(document.activeElement) && document.activeElement;
      box.replaceChildren(...wanted);
      if (focused) focused.focus();
    }
  }

  function check(facetName, value, text) {
    const input = Object.assign(document.createElement("input"), { type: "checkbox", name: facetName, value });
    return element("label", "", input, element("span", "", text), element("span", "search-count"));
  }

  form.addEventListener("input", ({ target }) => {
    if (target.name !== "q") return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      writeAddress(false);
      run();
    }, PAUSE);
  });
  form.addEventListener("change", ({ target }) => {
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
  page.querySelector("[data-actor-name]").addEventListener("input", offer);
  facet("actor").addEventListener("toggle", () => facet("actor").open && run());
  reset.addEventListener("click", () => {
    for (const each of FACETS) chosen[each].clear();
    writeAddress(true);
    run();
    form.elements.q.focus();
  });
  more.addEventListener("click", async () => {
    const mine = turn;
    const before = list.children.length;
    const items = await Promise.all(matching.slice(before, before + STEP).map(item));
    if (mine !== turn) return;
    list.append(...items);
    more.hidden = matching.length <= list.children.length;
    items[0]?.querySelector("a").focus();
  });
  // arrows lead from the box to the results and between them, Escape back
  page.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const place = links.indexOf(document.activeElement);
    const isField = document.activeElement === form.elements.q;
    if (event.key === "Escape" && place >= 0) form.elements.q.focus();
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || (place < 0 && !isField) || !links.length) return;
    event.preventDefault();
    const next = place + (event.key === "ArrowDown" ? 1 : -1);
    (links[next] ?? (next < 0 ? form.elements.q : links.at(-1))).focus();
  });
  addEventListener("popstate", () => {
    readAddress();
    run();
  });

  page.hidden = false;
  page.querySelector("[data-narrow]").open = matchMedia("(min-width: 45em)").matches;
  readAddress();
  facet("actor").open = chosen.actor.size > 0;
  run();
  if (!location.search) form.elements.q.focus();
}
