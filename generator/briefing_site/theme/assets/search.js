// The search box on every page: a combobox as in https://www.w3.org/WAI/ARIA/apg/patterns/combobox/.
// Without scripts it is a form that opens the search page.

import { announce } from "./announce.js";
import { gettext, ngettext, pieces } from "./language.js";

const MOST_RESULTS = 6; // in the list under the box
const DEBOUNCE = 150; // milliseconds without a key before a search

let boxes = 0;

function mount(form) {
  const input = form.elements.q;
  const id = `search-list-${(boxes += 1)}`;
  const list = Object.assign(document.createElement("div"), { id, className: "search-list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", gettext("Results"));
  const status = Object.assign(document.createElement("p"), { className: "search-status" });
  form.append(list, status);
  for (const [name, value] of [
    ["role", "combobox"],
    ["aria-autocomplete", "list"],
    ["aria-controls", id],
    ["aria-expanded", "false"],
  ]) {
    input.setAttribute(name, value);
  }

  /** Says what came of a search; that there is a list, a reader sees. */
  function say(text, isSeen) {
    status.textContent = isSeen ? text : "";
    announce(text);
  }

  let turn = 0; // number of the latest search, whose results are awaited
  let timer;
  let active = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function choose(place) {
    active = place;
    options().forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
    const option = options()[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  }

  function close() {
    turn += 1;
    clearTimeout(timer);
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  async function search() {
    const query = input.value;
    if (!query.trim()) return;
    const mine = (turn += 1);
    try {
      const [{ find, shown }, { described, element, linked }] = await modules();
      const { records: found, marked, meant, isCommon } = await find(query, true);
      if (isCommon) {
        if (mine === turn) close();
        return;
      }
      const records = await Promise.all(found.slice(0, MOST_RESULTS).map(shown));
      if (mine !== turn || document.activeElement !== input) return;
      const option = (address, ...children) => Object.assign(linked(address, "search-option", ...children), { role: "option", tabIndex: -1 });
      const choices = records.map((record) => option(record.address, ...described(record, marked)));
      const searching = (words) => `${form.action}?${new URLSearchParams({ q: words })}`;
      if (meant) choices.push(option(searching(meant), element("span", "search-meant", ...pieces(gettext("Showing results for %(words)s"), { words: element("strong", "", meant) }))));
      if (found.length) {
        const all = found.length > MOST_RESULTS ? ngettext("All %(count)s result", "All %(count)s results", found.length) : gettext("Filter these results");
        choices.push(option(searching(query), element("span", "search-all", all)));
      }
      choices.forEach((each, index) => (each.id = `${id}-${index}`));
      list.replaceChildren(...choices);
      choose(-1);
      list.hidden = !choices.length;
      input.setAttribute("aria-expanded", String(choices.length > 0));
      say(found.length ? ngettext("%(count)s result", "%(count)s results", found.length) : gettext("No results"), !found.length);
    } catch {
      if (mine === turn) say(gettext("Search could not be loaded. Try again in a moment."), true);
    }
  }

  input.addEventListener("focus", () => modules().then(([{ ready }]) => ready()).catch(() => {}), { once: true });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    turn += 1;
    if (input.value.trim()) timer = setTimeout(search, DEBOUNCE);
    else close();
  });
  input.addEventListener("keydown", (event) => {
    const total = options().length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!total) search();
      else if (active < 0) choose(step > 0 ? 0 : total - 1);
      else choose(active + step < total ? active + step : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (list.hidden) input.value = "";
      close();
    }
  });
  if (document.activeElement === input) search(); // typed before this script was there
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || close());
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus in the box
  list.addEventListener("click", ({ target }) => target.closest("a") && setTimeout(close));
}

let loaded;

function modules() {
  loaded ??= Promise.all([import("./search/finder.js"), import("./search/result.js"), style()]);
  return loaded;
}

/** What results look like, which only the search page knows from its start. */
function style() {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("search.css", import.meta.url) });
  return new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}

document.querySelectorAll("form[data-search]").forEach(mount);
const page = document.querySelector("[data-search-page]");
if (page) import("./search/page.js").then(({ mount: mountPage }) => mountPage(page));
