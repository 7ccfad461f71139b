// The search box on every page: a combobox as in https://www.w3.org/WAI/ARIA/apg/patterns/combobox/.
// Without scripts it is a form that opens the search page.

import { announce } from "./announce.js";
import { make } from "./elements.js";
import { gettext, ngettext, pieces } from "./language.js";

const MOST_RESULTS = 6; // in the list under the box
const DEBOUNCE = 150; // milliseconds without a key before a search

let boxes = 0;

function mount(form) {
  const input = form.elements.q;
  const id = `search-list-${(boxes += 1)}`;
  const list = make("div", { id, class: "search-list", role: "listbox", "aria-label": gettext("Results"), hidden: true });
  const status = make("p", { class: "search-status" });
  form.append(list, status);
  input.role = "combobox";
  input.ariaAutoComplete = "list";
  input.ariaExpanded = "false";
  input.setAttribute("aria-controls", id);

  /** Says what came of a search; that there is a list, a reader sees. */
  function say(text, isSeen) {
    status.textContent = isSeen ? text : "";
    announce(text);
  }

  let turn = 0; // number of the latest search, whose results are awaited
  let timer;
  let active = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const option = (href, ...children) => make("a", { href, class: "search-option", role: "option", tabindex: "-1" }, ...children);
  const searching = (words) => `${form.action}?${new URLSearchParams({ q: words })}`;

  function choose(place) {
    active = place;
    for (const [index, choice] of options().entries()) choice.ariaSelected = String(index === place);
    const selected = options()[place];
    if (selected) {
      input.setAttribute("aria-activedescendant", selected.id);
      selected.scrollIntoView({ block: "nearest" });
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
    input.ariaExpanded = "false";
    choose(-1);
  }

  async function search() {
    const query = input.value;
    if (!query.trim()) return;
    const mine = (turn += 1);
    try {
      const [{ find, shown }, { described }] = await modules();
      const { records, marked, meant, isCommon } = await find(query, true);
      if (isCommon) {
        if (mine === turn) close();
        return;
      }
      const results = await Promise.all(records.slice(0, MOST_RESULTS).map(shown));
      if (mine !== turn || document.activeElement !== input) return;
      list.replaceChildren(...results.map((result) => option(result.address, ...described(result, marked))));
      if (meant) {
        const correction = pieces(gettext("Showing results for %(words)s"), { words: make("strong", {}, meant) });
        list.append(option(searching(meant), make("span", { class: "search-meant" }, ...correction)));
      }
      const number = records.length;
      if (number) {
        const all = number > MOST_RESULTS ? ngettext("All %(count)s result", "All %(count)s results", number) : gettext("Filter these results");
        list.append(option(searching(query), make("span", { class: "search-all" }, all)));
      }
      for (const [index, choice] of options().entries()) choice.id = `${id}-${index}`;
      choose(-1);
      list.hidden = !options().length;
      input.ariaExpanded = String(!list.hidden);
      say(number ? ngettext("%(count)s result", "%(count)s results", number) : gettext("No results"), !number);
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

/** What a search needs, loaded once, with the style of results. */
function modules() {
  if (!loaded) document.head.append(make("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url) }));
  loaded ??= Promise.all([import("./search/finder.js"), import("./search/result.js")]);
  return loaded;
}

document.querySelectorAll("form[data-search]").forEach(mount);
const page = document.querySelector("[data-search-page]");
if (page) import("./search/page.js").then(({ mount: mountPage }) => mountPage(page));
