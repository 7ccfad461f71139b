// The search page. Its address holds the query and the filters, so that a search can be shared and returned to.

import { make } from "../elements.js";
import { gettext, ngettext, pieces } from "../language.js";
import { Facets } from "./facets.js";
import { find, NOTHING, shown } from "./finder.js";
import { described, excerpt, facts, titled } from "./result.js";

const PAGE_SIZE = 10; // results shown at a time: each may be one more file to load
const DEBOUNCE = 200; // milliseconds without a key before a search

export class SearchPage {
  constructor(page) {
    this.input = page.querySelector("form").elements.q;
    this.status = page.querySelector("[role=status]");
    this.meant = page.querySelector("[data-meant]");
    this.none = page.querySelector("[data-none]");
    this.list = page.querySelector("ol");
    this.more = page.querySelector("[data-more]");
    this.reset = page.querySelector("[data-reset]");
    this.filters = page.querySelector("[data-filters]");
    this.facets = new Facets(this.filters);
    this.name = document.title;
    this.answer = NOTHING; // what the query finds
    this.matching = []; // those that also pass the filters
    this.turn = 0; // number of the latest search, whose results are awaited
    this.listen();
    this.placeFilters(page);
    const early = this.input.value; // typed before this script was there
    if (early && !location.search) history.replaceState(null, "", `?${new URLSearchParams({ q: early })}`);
    this.readAddress();
    const actors = page.querySelector("[data-facet=actor]");
    actors.open = this.facets.chosen.has("actor");
    actors.addEventListener("toggle", () => actors.open && this.run());
    this.run();
    if (!location.search) this.input.focus();
  }

  listen() {
    this.input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.writeAddress("replaceState");
        this.run(true);
      }, DEBOUNCE);
    });
    this.input.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.step();
    });
    this.filters.addEventListener("change", ({ target }) => {
      if (target.type !== "checkbox") return;
      this.facets.toggle(target);
      this.step();
    });
    this.filters.querySelector("[data-actor-name]").addEventListener("input", () => this.facets.show(this.answer.records));
    this.reset.addEventListener("click", () => {
      this.facets.clear();
      this.step();
      this.input.focus();
    });
    this.more.addEventListener("click", () => this.showMore());
    addEventListener("popstate", () => {
      this.readAddress();
      this.run();
    });
  }

  /** With room the filters stand beside the results, and come after them; without, they are closed and above. */
  placeFilters(page) {
    const place = ({ matches: isWide }) => {
      page.querySelector(isWide ? ".search-results" : "form").after(this.filters);
      this.filters.open = isWide;
    };
    const wide = matchMedia("(min-width: 45em)");
    wide.addEventListener("change", place);
    place(wide);
  }

  get query() {
    return this.input.value.trim();
  }

  readAddress() {
    this.facets.chosen = new URLSearchParams(location.search);
    this.input.value = this.facets.chosen.get("q") ?? "";
  }

  /** `method` of the history: whether the way back leads to what was searched for until now. */
  writeAddress(method) {
    const parameters = this.facets.chosen;
    if (this.query) parameters.set("q", this.query);
    else parameters.delete("q");
    const search = parameters.size ? `?${parameters}` : "";
    if (search !== location.search) history[method](null, "", location.pathname + search);
  }

  /** Searches for what was submitted or chosen. */
  step() {
    this.writeAddress("pushState");
    this.run();
  }

  async run(isTyping = false) {
    clearTimeout(this.timer);
    this.turn += 1;
    const { query, turn } = this;
    const isAsked = query || this.facets.isFiltered();
    document.title = query ? `${query} – ${this.name}` : this.name;
    if (!this.answer.records.length && isAsked) this.status.textContent = gettext("Searching…");
    try {
      await this.facets.load();
      const answer = isAsked ? await find(query, isTyping) : NOTHING;
      if (turn !== this.turn) return;
      this.answer = answer;
      if (!query) this.answer.records.sort((one, other) => other.year - one.year);
      await this.show(turn);
      if (!isAsked) this.status.textContent = "";
    } catch {
      if (turn === this.turn) this.status.textContent = gettext("Search could not be loaded. Try again in a moment.");
    }
  }

  async show(turn) {
    const { records, isCommon, meant } = this.answer;
    this.matching = this.facets.matching(records);
    const results = await this.grouped(this.matching.slice(0, PAGE_SIZE));
    if (turn !== this.turn) return;
    this.facets.show(records);
    this.status.textContent = this.resultsInWords();
    this.meant.hidden = !meant;
    this.meant.replaceChildren(...pieces(gettext("Showing results for %(words)s"), { words: make("strong", {}, meant ?? "") }));
    this.none.hidden = records.length > 0 || isCommon || !this.query;
    this.reset.hidden = !this.facets.isFiltered();
    this.list.replaceChildren(...results);
    this.more.hidden = this.matching.length <= PAGE_SIZE;
  }

  async showMore() {
    const { turn } = this;
    const before = this.list.querySelectorAll("li").length;
    const results = await this.grouped(this.matching.slice(before, before + PAGE_SIZE));
    if (turn !== this.turn) return;
    this.list.append(...results);
    this.more.hidden = this.matching.length <= before + PAGE_SIZE;
    results[0]?.querySelector("a").focus();
  }

  /** How many results there are, and what none of them has. */
  resultsInWords() {
    const { records, all, missing, meant, isCommon, isCut } = this.answer;
    const number = this.matching.length;
    const results = ngettext("%(count)s result", "%(count)s results", number);
    if (isCommon) return gettext("These words are too common. Add a more specific one.");
    if (isCut) return gettext("%(results)s among those that fit best", { results });
    if (!number) return records.length ? gettext("No results with these filters") : gettext("No results");
    if (missing.length) {
      const words = missing.map((text) => gettext("“%(text)s”", { text })).join(", ");
      return gettext("%(results)s, none of them with %(words)s", { results, words });
    }
    if (meant || all === records.length || number < records.length) return results;
    if (!all) return gettext("%(results)s, none of them with all words", { results });
    return gettext("%(results)s, %(number)s of them with all words", { results, number: all });
  }

  /** The results as elements; those of a brief stand below its first one, unless they are listed by date. */
  async grouped(records) {
    const byPage = new Map();
    for (const result of await Promise.all(records.map(shown))) {
      const isAlone = !this.query || result.kind === "page";
      const page = isAlone ? result.address : result.address.replace(/#.*/, "");
      const first = byPage.get(page);
      if (first) (first.querySelector("ol") ?? first.appendChild(make("ol"))).append(this.further(result));
      else byPage.set(page, this.first(result));
    }
    return [...byPage.values()];
  }

  first(result) {
    const { marked } = this.answer;
    const link = make("a", { href: result.address }, ...titled(result, marked));
    const item = make("li", {}, facts(result), make("h2", {}, link));
    if (!result.text || result.text === result.title) return item;
    item.append(make("p", { class: "search-words" }, ...excerpt(result, marked, 36)));
    return item;
  }

  further(result) {
    const description = described({ ...result, context: "" }, this.answer.marked);
    return make("li", {}, make("a", { href: result.address, class: "search-further" }, ...description));
  }
}
