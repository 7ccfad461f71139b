// Adds to pages that are complete without it: a menu for each event and quote, Copy buttons, the way back from sources,
// and a badge on old briefs.

import { announce } from "./announce.js";
import { makeMenu } from "./contents.js";
import { make, targetOf, textOf } from "./elements.js";
import { gettext, ngettext, pgettext } from "./language.js";
import { copy, download } from "./saving.js";

const DAY = 24 * 60 * 60 * 1000;
const YEAR = 365.25 * DAY;
const REVIEW_AFTER = 2; // years without a review

/** A source with its address, but without the archived copy and what is said of it. */
function publication(element) {
  const link = element.querySelector("a[href^='http']");
  const text = textOf(element, ".source-kind", ".cited-in", "ul").replace(` · ${gettext("archived copy")}`, "");
  return link ? `${text}, ${link.href}` : `${text}.`;
}

/** The source that a number in the element leads to, or that stands with the quote. */
function sourceOf(element) {
  const source = element.querySelector(".quote-source");
  if (source) return ` ${publication(source)}`;
  const number = element.querySelector("a[href^='#source--']");
  const anchor = number && targetOf(number);
  return anchor ? ` ${gettext("Source:")} ${publication(anchor.closest("li"))}` : "";
}

/** The address of a heading on this page. */
function permalinkTo(heading) {
  return `${location.origin}${location.pathname}#${heading.id}`;
}

const title = () => textOf(document.querySelector("h1"));

/** Who said a quote: what stands before its day; on the page of an actor that may be nothing. */
function speakerOf(line, day) {
  const before = document.createRange();
  before.selectNodeContents(line);
  before.setEndBefore(day);
  return before.toString().trim().replace(/,$/, "") || title();
}

/** The speaker and the day, the brief and the permalink of a quote, on the page of its brief or in a list. */
function quoted(item) {
  const line = item.querySelector(".quote-by");
  const day = line.querySelector("time, .date");
  const by = `${speakerOf(line, day)}, ${textOf(day)}`;
  const heading = item.querySelector(".quote-heading");
  if (heading) return { by, brief: title(), permalink: permalinkTo(heading) };
  const link = line.querySelector("a[href*='#']");
  return { by, brief: textOf(link), permalink: link.href };
}

/** A quote with its citation, ready to paste. */
function citedQuote(item) {
  const { by, brief, permalink } = quoted(item);
  return `${textOf(item.querySelector("blockquote"))} (${by}.${sourceOf(item)} ${gettext("Quoted in:")} ${brief}, ${permalink})`;
}

/** An event with its date and citation, ready to paste. */
function citedEvent(heading, evidence) {
  return `${textOf(heading)}.${sourceOf(evidence)} (${title()}, ${permalinkTo(heading)})`;
}

/** The brief in APA style, with what is cited in it in brackets after the title, and the permalink of that. */
function inApa(what, permalink) {
  const citation = document.querySelector(".citation").cloneNode(true);
  citation.querySelector("strong").remove();
  const name = citation.querySelector("em");
  while (name.nextSibling) name.nextSibling.remove();
  return `${textOf(citation)} [${what}]. ${permalink}`;
}

/** A button that copies a text, and says whether it did. */
function copyButton(label, name, text) {
  const onclick = async ({ target }) => {
    target.textContent = (await copy(text())) ? gettext("Copied") : gettext("Could not copy. Select the text instead.");
    announce(target.textContent);
    setTimeout(() => (target.textContent = label), 4000);
  };
  return make("button", { type: "button", class: "copy", title: name, "aria-label": name, onclick }, label);
}

const FORMATS = { BibTeX: "bib", RIS: "ris", "CSL-JSON": "json" };
const SEPARATORS = { bib: /\n(?=@)/, ris: /(?<=^ER {2}- \r\n)/m, json: /^\[|,\n(?=\{)|\]\n$/ };

/** Links that save the reference of one entry, from the files with all entries of its brief. */
function references(permalink) {
  if (!document.querySelector("[data-entries]")) return [];
  const id = decodeURIComponent(new URL(permalink).hash.slice(1));
  const pattern = new RegExp(`:${id}(?![\\w-])`);
  return Object.entries(FORMATS).map(([label, ending]) => {
    const href = new URL(`entries.${ending}`, permalink);
    const onclick = async (event) => {
      event.preventDefault();
      const response = await fetch(href);
      const entries = (await response.text()).split(SEPARATORS[ending]);
      const entry = entries.find((text) => pattern.test(text));
      download(`${id}.${ending}`, ending === "json" ? `[${entry}]\n` : entry, "text/plain");
    };
    return make("a", { href, onclick }, label);
  });
}

/** Add a menu to the end of the line of an event or a quote, with its permanent link. */
function addMenu(line, permalink, withCitation, apa, link = document.createElement("a")) {
  Object.assign(link, { href: permalink, textContent: gettext("Permanent link") });
  const items = make(
    "span",
    {},
    copyButton(pgettext("button", "Copy"), gettext("Copy with citation"), withCitation),
    apa && copyButton("APA", gettext("Copy APA citation"), apa),
    ...references(permalink),
    copyButton(gettext("Link"), gettext("Copy link"), () => permalink),
    link,
  );
  const menu = make("details", { class: "entry-menu" }, make("summary", {}, gettext("Share")), items);
  makeMenu(menu);
  line.append(make("span", { class: "copying" }, " · "), menu);
}

/** Also where a list was completed with quotes of its other pages. */
function addQuoteMenus() {
  for (const item of document.querySelectorAll(".quotes > li:not(:has(.entry-menu))")) {
    const { by, permalink } = quoted(item);
    const heading = item.querySelector(".quote-heading");
    const apa = heading ? () => inApa(gettext("Quote by %(name)s", { name: by }), permalink) : undefined;
    const link = heading?.querySelector(".headerlink") ?? undefined;
    addMenu(item.querySelector(".quote-by"), permalink, () => citedQuote(item), apa, link);
  }
}
addQuoteMenus();
document.addEventListener("completed", addQuoteMenus);

for (const evidence of document.querySelectorAll(".rail > li > .evidence")) {
  const event = evidence.closest("li").querySelector(".event");
  const apa = () => inApa(gettext("Event: %(title)s", { title: textOf(event, ".badge") }), permalinkTo(event));
  addMenu(evidence, permalinkTo(event), () => citedEvent(event, evidence), apa, event.querySelector(".headerlink"));
}

// from each source back to the events, quotes and other sections that cite it
const listed = [...document.querySelectorAll(".sources > li")];
const citing = new Map();
/** The sources that a number such as [3], or a range such as [18–21], stands for. */
function citedBy(link) {
  const [, first, last] = /^\[(\d+)–(\d+)\]$/.exec(link.textContent) ?? [];
  return last ? listed.slice(first - 1, last) : [targetOf(link)];
}
let place;
for (const element of document.querySelectorAll("article :is(h2, .event, .quote-heading)[id], article a[href^='#source--']")) {
  if (element.id) {
    place = element;
  } else if (place && !element.closest(".sources")) {
    for (const source of citedBy(element)) citing.set(source, (citing.get(source) ?? new Set()).add(place));
  }
}
for (const [source, places] of citing) {
  if (!source || source.querySelector(".cited-in")) continue; // versions may have it already
  const links = [...places].flatMap((heading) => [" · ", make("a", { href: `#${heading.id}` }, textOf(heading))]);
  if (places.size === 1) {
    source.append(" ", make("span", { class: "cited-in" }, "↩ ", links[1]));
    continue;
  }
  const label = `↩ ${ngettext("Cited in %(count)s place", "Cited in %(count)s places", places.size)}`;
  source.append(" ", make("details", { class: "cited-in" }, make("summary", {}, label), ...links.slice(1)));
}

for (const citation of document.querySelectorAll(".citation")) {
  const text = textOf(citation, "strong");
  const button = copyButton(pgettext("button", "Copy"), gettext("Copy citation"), () => text);
  citation.append(make("span", { class: "copying" }, " ", button));
}

/** A badge behind an element. */
function addBadge(element, text) {
  element.after(" ", make("strong", { class: "badge badge--clock" }, text));
}

for (const day of document.querySelectorAll("[data-due]")) {
  if (Date.now() >= Date.parse(day.dateTime) + DAY) addBadge(day, gettext("Overdue"));
}

for (const facts of document.querySelectorAll("[data-reviewed]")) {
  const years = Math.floor((Date.now() - Date.parse(facts.dataset.reviewed)) / YEAR);
  if (years >= REVIEW_AFTER) addBadge(facts.lastChild, ngettext("Not reviewed for %(count)s year", "Not reviewed for %(count)s years", years));
}
