// Filters the list on a page by words and menus, which are kept in the address, and passes filters on to the other pages
// of a list.

import { followFilter } from "./contents.js";
import { loadPage } from "./elements.js";
import { gettext, locale, ngettext, written } from "./language.js";
import { dated, plain } from "./search/dates.js";

const form = document.querySelector("[data-filter-words]");
const list = document.querySelector("[data-list]");

const COUNTED = {
  actors: (number) => ngettext("%(count)s actor", "%(count)s actors", number),
  judgements: (number) => ngettext("%(count)s judgement", "%(count)s judgements", number),
  forecasts: (number) => ngettext("%(count)s forecast", "%(count)s forecasts", number),
  briefs: (number) => ngettext("%(count)s brief", "%(count)s briefs", number),
  publishers: (number) => ngettext("%(count)s publisher", "%(count)s publishers", number),
  quotes: (number) => ngettext("%(count)s quote", "%(count)s quotes", number),
  sources: (number) => ngettext("%(count)s source", "%(count)s sources", number),
  questions: (number) => ngettext("%(count)s open question", "%(count)s open questions", number),
  places: (number) => ngettext("%(count)s place", "%(count)s places", number),
  terms: (number) => ngettext("%(count)s term", "%(count)s terms", number),
};

/** The menus that filter the list as well: those of sources, by publisher and the like. */
const menus = form ? [...form.querySelectorAll("select[data-facet]")] : [];

/** The menu of orders, if there is one; the first is that of the page. */
const order = form?.elements.sort;

/** All that the address keeps. */
const fields = form ? [form.elements.words, ...menus, order].filter(Boolean) : [];

/** The entries of the list, each with the heading above it, if there is one, and what menus choose by. */
function readEntries() {
  let heading = null;
  const entries = [];
  for (const element of list.querySelectorAll("h2:not(.card-title), [data-list] > :is(ul, ol) > li")) {
    if (element.matches("h2")) heading = element;
    else {
      const described = element.matches("[data-facts]") ? element : element.querySelector("[data-facts]");
      entries.push({ element, heading, facts: { ...described?.dataset }, text: plain(element.textContent) });
    }
  }
  return entries;
}

/** What an entry is in a menu; the sources of a publisher are of several kinds. */
const keys = ({ facts }, { name }) => (facts[name] ?? "").split(" ");

/** Write beside each choice of a menu how many entries it would leave, given the others. */
function count(menu, entries) {
  const byKey = Map.groupBy(entries.flatMap((entry) => keys(entry, menu)), (key) => key);
  for (const option of menu.options) {
    if (!option.value) continue;
    option.dataset.label ??= option.text.replace(/ \(\d+\)$/, "");
    option.text = `${option.dataset.label} (${byKey.get(option.value)?.length ?? 0})`;
    option.disabled = !byKey.has(option.value) && !option.selected;
  }
}

/** Put the entries of each group into the order that is chosen: by a fact; those without it come last. */
function sort(all) {
  const name = order.value;
  const sign = "down" in order.selectedOptions[0].dataset ? -1 : 1;
  const hasFact = ({ facts }) => Boolean(name && facts[name]);
  const compare = (one, other) => sign * one.facts[name].localeCompare(other.facts[name], undefined, { numeric: true });
  const sorted = [...all.filter(hasFact).sort(compare), ...all.filter((entry) => !hasFact(entry))];
  const lists = new Map(all.toReversed().map(({ heading, element }) => [heading, element.parentElement])); // the first of each
  for (const { element, heading } of sorted) lists.get(heading).append(element);
}

/** Whether an entry has a day, or one of a month, such as 2010-06. */
function isOf({ element, text }, date) {
  const [year, month, day] = date.split("-").map(Number);
  const inWords = new Date(year, month - 1, day || 1).toLocaleDateString(locale, { year: "numeric", month: "long", ...(day && { day: "numeric" }) });
  return text.includes(plain(inWords)) || Boolean(element.querySelector(`time[datetime^="${date}"]`));
}

/** Other names of the entries, which are loaded when somebody filters; without them, filters know what is shown. */
async function addNames(all) {
  const response = await fetch(form.dataset.names);
  // an actor may be called like what every object has, such as its constructor
  const names = new Map(response.ok ? Object.entries(await response.json()) : []);
  for (const entry of all) {
    const id = entry.element.querySelector("a").pathname.split("/").at(-2);
    entry.text += ` ${plain(names.get(id) ?? "")}`;
  }
}

function show(all, query) {
  const { readings, rest } = dated(query);
  const words = plain(rest).trim().split(/\s+/);
  const has = (entry, menu) => !menu.value || keys(entry, menu).includes(menu.value);
  const hasWords = (entry) => words.every((word) => entry.text.includes(word));
  const hasDate = (entry) => !readings.length || readings.some((date) => isOf(entry, date));
  const named = all.filter((entry) => hasWords(entry) && hasDate(entry));
  const shown = new Set(named.filter((entry) => menus.every((menu) => has(entry, menu))));
  showOnly(form, shown, all, COUNTED[form.dataset.filterWords](all.length));
  for (const menu of menus) {
    const others = menus.filter((other) => other !== menu);
    count(menu, named.filter((entry) => others.every((other) => has(entry, other))));
  }
}

/**
 * Show a set of the entries of a list, with the headings above them, and say how many of all these are. `whole` is the
 * number of all in words.
 */
export function showOnly(form, shown, all, whole) {
  const headings = new Set([...shown].map(({ heading }) => heading));
  for (const entry of all) {
    entry.element.hidden = !shown.has(entry);
    if (entry.heading) entry.heading.hidden = !headings.has(entry.heading);
  }
  followFilter();
  const output = form.querySelector("output");
  output.textContent = whole;
  if (shown.size === all.length) return;
  output.textContent = gettext("%(number)s of %(whole)s", { number: written(shown.size), whole });
  if (!shown.size) output.append(` · ${gettext("Try fewer words, another spelling or fewer filters.")}`);
}

/** Keep the values of a filter, as pairs of name and value, in the address and in links to the other pages of a list. */
export function remember(form, values = new FormData(form)) {
  const address = new URL(location);
  for (const { name } of form.elements) address.searchParams.delete(name);
  for (const [name, value] of values) if (value) address.searchParams.append(name, value);
  history.replaceState(null, "", address);
  keepInLinks();
}

/** Set a field; what a menu leaves out can still be asked for by address. */
export function set(field, value) {
  if (value && field.matches("select:not([name=sort])") && ![...field.options].some((option) => option.value === value)) {
    field.add(new Option(value, value));
  }
  field.value = value;
}

function keepInLinks() {
  for (const link of document.querySelectorAll(".parts a, [data-publishers] li a")) link.search = location.search;
}

/** On an overview, which shows only the newest entries or none, put all of the list, from its other pages. */
export async function complete(list) {
  const paths = list.dataset.parts?.split(" ") ?? [];
  if (!paths.length) return;
  delete list.dataset.parts;
  const parts = await Promise.all(paths.map(async (path) => {
    const address = new URL(path, location);
    const part = (await loadPage(address)).querySelector("[data-list], [data-timeline]");
    for (const link of part.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address);
    return part;
  }));
  for (const place of document.querySelectorAll(".parts [id]")) place.remove();
  list.replaceChildren(...parts.flatMap((part) => [...part.childNodes]));
  document.dispatchEvent(new Event("completed"));
}

/** Lead on where an address names a place that was on the page before the list was divided. */
function leadOn() {
  const place = location.hash && document.querySelector(`.parts [id="${CSS.escape(location.hash.slice(1))}"]`);
  let next = place;
  while (next && !next.matches("a")) next = next.nextElementSibling;
  if (next) location.replace(next.href.replace(/#.*/, "") + location.hash);
}

if (form && list) {
  let all = readEntries();
  const field = form.elements.words;
  const requested = new URLSearchParams(location.search);
  const update = async () => {
    if (list.dataset.parts) {
      await complete(list);
      all = readEntries();
    }
    if (form.dataset.names) {
      const adding = addNames(all).catch(() => {});
      delete form.dataset.names;
      await adding;
    }
    if (order) sort(all);
    show(all, field.value);
    remember(form);
  };
  for (const input of fields) set(input, requested.get(input.name) ?? input.value); // typed before this script was there
  if (order?.selectedIndex < 0) order.value = "";
  if (fields.some(({ value }) => value)) update();
  else if (!list.dataset.parts) show(all, "");
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update));
}
keepInLinks();
leadOn();
