// A card beside a citation, a term or the name of an actor, while the pointer or the focus is on it: what the link leads
// to. A finger opens the card of a term, and follows its link when it taps again.
// All of it is on the page, or on the page that the link leads to; without scripts, links are links.
// It can be pointed at, Escape closes it, and it stays until then: https://www.w3.org/TR/WCAG22/#content-on-hover-or-focus

import { loadPage, make, textOf } from "./elements.js";
import { gettext } from "./language.js";

const DELAY = 300; // milliseconds until a card appears, or until one that was left closes
const LINKS = "article a[href*='#source--'], article .term, article a[href*='actors/']:not(svg a, .headerlink, .crumbs a)";

const card = make("div", { id: "card", class: "hover-card", role: "tooltip", hidden: true });

const pages = new Map();
let current = null; // the link whose card is shown or awaited
let timer;

/** The page at an address; nothing where it can't be loaded. */
function pageAt(address) {
  if (!pages.has(address)) pages.set(address, loadPage(address).catch(() => null));
  return pages.get(address);
}

/** A copy for reading only: links, which would be out of reach, become text. */
function readable(element, ...without) {
  const clone = document.importNode(element, true);
  for (const part of clone.querySelectorAll([".headerlink", "[hidden]", "button", ...without].join())) part.remove();
  for (const part of clone.querySelectorAll("[id]")) part.removeAttribute("id");
  for (const link of clone.querySelectorAll("a")) link.replaceWith(make("span", {}, ...link.childNodes));
  return clone;
}

const line = (className, ...children) => make("span", { class: className }, ...children);

/** A source as the list of the brief has it, and where it leads. */
function ofSource(anchor) {
  const entry = anchor?.closest("li");
  if (!entry) return null;
  const [link] = entry.querySelectorAll("a[href^='http']");
  const number = [...entry.parentElement.children].indexOf(entry) + entry.parentElement.start;
  const host = link ? new URL(link.href).hostname.replace(/^www\./, "") : gettext("no web address");
  const checks = [...entry.querySelectorAll("ul .quote-check")].map(({ textContent }) => textContent);
  const notes = [...entry.querySelectorAll("ul > li:not(:has(.quote-check))")].map((note) => plain(note));
  return [
    line("hover-card-text", `[${number}] `, ...readable(entry, ".cited-in", "ul").childNodes),
    line("hover-card-facts", [host, ...checks].join(" · ")),
    ...notes.map((note) => line("hover-card-text", note)),
  ];
}

/** The text of an element, without the spaces that stand before the numbers of sources. */
const plain = (element, ...without) => textOf(element, ...without).replace(/ (?=[.,;:])/g, "");

/** A term as the glossary has it. */
function ofTerm(anchor) {
  const entry = anchor?.closest("li");
  return entry && [line("hover-card-text", ...readable(entry, ".kind", "a").childNodes)];
}

/** What the brief on this page says an actor is in it. */
function roleOf(pathname) {
  const links = [...document.querySelectorAll("article .cast > li > a:first-child:has(+ .kind)")];
  const link = links.find((other) => other.pathname === pathname);
  return link ? plain(link.parentElement, "a", ".kind", ".reasons") : "";
}

/** The name of an actor, its kind, its role in the brief on this page, or else on the day of the brief, and its summary. */
function ofActor(page, role = "") {
  const name = page?.querySelector("article h1");
  if (!name) return null;
  const allFacts = page.querySelector("article .facts")?.textContent.split(" · ") ?? [];
  const facts = allFacts.filter((fact) => !fact.startsWith(gettext("also known as")));
  const summary = page.querySelector("article .standfirst");
  const lines = [line("hover-card-name", ...readable(name).childNodes), line("hover-card-facts", facts.join(" · "))];
  if (role) lines.push(line("hover-card-text", role));
  if (summary) lines.push(line("hover-card-text", plain(summary)));
  return lines;
}

/** What the card of a link says; nothing for links that have no card. */
async function content(link) {
  const { origin, pathname, hash } = new URL(link.href);
  if (origin !== location.origin) return null;
  const isHere = pathname === location.pathname;
  const id = decodeURIComponent(hash.slice(1));
  const isActor = !isHere && (!hash || id.startsWith("affiliation--")) && /\/actors\/[^/]+\/$/.test(pathname);
  if (!isActor && !id.startsWith("source--") && !id.startsWith("term--")) return null;
  const page = isHere ? document : await pageAt(pathname);
  const target = page?.getElementById(id);
  if (id.startsWith("source--")) return ofSource(target);
  if (id.startsWith("term--")) return ofTerm(target);
  const office = target ? plain(target) : "";
  return ofActor(page, roleOf(pathname) || office);
}

/** Under the link if there is room, else above it, and never wider than the window. */
function place(link) {
  const [at] = link.getClientRects();
  if (!at) return;
  card.style.maxWidth = `${Math.min(352, document.documentElement.clientWidth - 16)}px`;
  card.style.left = card.style.top = "0";
  const { width, height } = card.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
  const below = at.bottom + height + 8 < innerHeight || at.top - height < 0;
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(below ? at.bottom + 4 : at.top - height - 4) + scrollY}px`;
}

async function open(link) {
  close();
  current = link;
  const children = await content(link);
  if (current !== link || !children) return;
  card.replaceChildren(...children);
  if (!card.isConnected) document.querySelector("main").append(card);
  card.hidden = false;
  link.setAttribute("aria-describedby", card.id);
  place(link);
}

function close() {
  clearTimeout(timer);
  current?.removeAttribute("aria-describedby");
  current = null;
  card.hidden = true;
}

document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "touch") return; // a finger follows the link
  const link = target.closest?.(LINKS);
  if (link ? link === current : card.contains(target)) clearTimeout(timer);
  else if (link) {
    clearTimeout(timer);
    timer = setTimeout(open, DELAY, link);
  }
});
document.addEventListener("pointerout", ({ target, relatedTarget, pointerType }) => {
  if (pointerType === "touch") return;
  const inside = target.closest?.(LINKS) ?? (card.contains(target) ? card : null);
  if (!inside || inside.contains(relatedTarget)) return;
  clearTimeout(timer);
  if (current && current !== document.activeElement) timer = setTimeout(close, DELAY);
});
document.addEventListener("focusin", ({ target }) => {
  if (target.matches(LINKS) && target.matches(":focus-visible")) open(target);
});
document.addEventListener("focusout", ({ target }) => {
  if (target === current) close();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(LINKS);
  if (event.pointerType !== "touch" || card.contains(event.target)) return;
  if (link?.matches(".term") && link !== current) {
    event.preventDefault();
    open(link);
  } else if (!link) close();
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") close();
});
