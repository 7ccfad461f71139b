// The search box on every page: a combobox as in https://www.w3.org/WAI/ARIA/apg/patterns/combobox/.
// Without scripts it is a form that opens the search page.

import { announce } from "./announce.js";
import { make } from "./elements.js";
import { gettext, ngettext, pieces } from "./language.js";

const MOST_RESULTS = 6; // in the list under the box
const DEBOUNCE = 150; // milliseconds without a key before a search

let loaded;

/** What a search needs, loaded once, with the style of results. */
function modules() {
  if (!loaded) document.head.append(make("link", { rel: "stylesheet", href: new URL("search.css", import.meta.url) }));
  loaded ??= Promise.all([import("./search/finder.js"), import("./search/result.js")]);
  return loaded;
}

class SearchBox {
  constructor(form, id) {
    this.form = form;
    this.input = form.elements.q;
    this.turn = 0; // number of the latest search, whose results are awaited
    this.active = -1; // the place of the selected option
    this.list = make("div", { id, class: "search-list", role: "listbox", "aria-label": gettext("Results"), hidden: true });
    this.status = make("p", { class: "search-status" });
    form.append(this.list, this.status);
    this.input.role = "combobox";
    this.input.ariaAutoComplete = "list";
    this.input.ariaExpanded = "false";
    this.input.setAttribute("aria-controls", id);
    this.listen();
    if (document.activeElement === this.input) this.search(); // typed before this script was there
  }

  listen() {
    const { form, input, list } = this;
    input.addEventListener("focus", () => modules().then(([{ ready }]) => ready()).catch(() => {}), { once: true });
    input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.turn += 1;
      if (input.value.trim()) this.timer = setTimeout(() => this.search(), DEBOUNCE);
      else this.close();
    });
    input.addEventListener("keydown", (event) => this.press(event));
    form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || this.close());
    list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus in the box
    list.addEventListener("click", ({ target }) => target.closest("a") && setTimeout(() => this.close()));
  }

  press(event) {
    const total = this.list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!total) this.search();
      else if (this.active < 0) this.select(step > 0 ? 0 : total - 1);
      else this.select(this.active + step < total ? this.active + step : -1);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.list.children[this.active].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.list.hidden) this.input.value = "";
      this.close();
    }
  }

  select(place) {
    this.active = place;
    for (const [index, option] of [...this.list.children].entries()) option.ariaSelected = String(index === place);
    const selected = this.list.children[place];
    if (selected) {
      this.input.setAttribute("aria-activedescendant", selected.id);
      selected.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  close() {
    this.turn += 1;
    clearTimeout(this.timer);
    this.status.textContent = "";
    this.fill([]);
  }

  /** Shows the options; none of them is selected. */
  fill(options) {
    for (const [index, option] of options.entries()) option.id = `${this.list.id}-${index}`;
    this.list.replaceChildren(...options);
    this.list.hidden = !options.length;
    this.input.ariaExpanded = String(!this.list.hidden);
    this.select(-1);
  }

  async search() {
    const query = this.input.value;
    if (!query.trim()) return;
    this.turn += 1;
    const { turn } = this;
    try {
      const [{ find, shown }, { described }] = await modules();
      const answer = await find(query, true);
      const results = await Promise.all(answer.records.slice(0, MOST_RESULTS).map(shown));
      if (turn !== this.turn || document.activeElement !== this.input) return;
      if (answer.isCommon) {
        this.close();
        return;
      }
      const options = results.map((result) => optionOf(result.address, ...described(result, answer.marked)));
      this.fill([...options, ...this.furtherOptions(query, answer)]);
      const number = answer.records.length;
      this.say(number ? ngettext("%(count)s result", "%(count)s results", number) : gettext("No results"), !number);
    } catch {
      if (turn === this.turn) this.say(gettext("Search could not be loaded. Try again in a moment."), true);
    }
  }

  /** Links to the search page: for what may be meant, and for all results. */
  furtherOptions(query, { records, meant }) {
    const addressFor = (words) => `${this.form.action}?${new URLSearchParams({ q: words })}`;
    const options = [];
    if (meant) {
      const correction = pieces(gettext("Showing results for %(words)s"), { words: make("strong", {}, meant) });
      options.push(optionOf(addressFor(meant), make("span", { class: "search-meant" }, ...correction)));
    }
    if (records.length) {
      let all = gettext("Filter these results");
      if (records.length > MOST_RESULTS) all = ngettext("All %(count)s result", "All %(count)s results", records.length);
      options.push(optionOf(addressFor(query), make("span", { class: "search-all" }, all)));
    }
    return options;
  }

  /** Says what came of a search; that there is a list, a reader sees. */
  say(text, isSeen) {
    this.status.textContent = isSeen ? text : "";
    announce(text);
  }
}

function optionOf(href, ...children) {
  return make("a", { href, class: "search-option", role: "option", tabindex: "-1" }, ...children);
}

for (const [index, form] of document.querySelectorAll("form[data-search]").entries()) new SearchBox(form, `search-list-${index}`);
const page = document.querySelector("[data-search-page]");
if (page) import("./search/page.js").then(({ SearchPage }) => new SearchPage(page));
