// A search result as elements. Text only ever becomes text nodes.

import { gettext, pgettext, pieces } from "../language.js";
import { words } from "./words.js";

const KINDS = {
  brief: gettext("Brief"),
  event: gettext("Event"),
  quote: gettext("Quote"),
  judgement: gettext("Judgement"),
  forecast: gettext("Forecast"),
  actor: gettext("Actor"),
  topic: gettext("Topic"),
  page: gettext("Page"),
};
const BEFORE = 4; // words of an excerpt before the first marked one
const WORD = /(?:\p{L}\.){2,}|[\p{L}\p{N}\p{M}]+(?:['’ʻʼ][\p{L}\p{N}\p{M}]+)*/gu;

/** An element with a class and children, which are elements or strings. */
export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** A link with a class and children. */
export const linked = (href, className, ...children) => Object.assign(element("a", className, ...children), { href });

/** A heading, and another name behind it if that is what was looked for: “Nursultan Nazarbayev, also Назарбаев”. */
export function titled({ title, also }, marked) {
  const heading = highlighted(title, marked);
  const other = heading.length > 1 ? undefined : also?.find((name) => isMarked(name, marked));
  if (!other) return heading;
  const name = element("span", "search-also", ...pieces(gettext("also %(name)s"), { name: element("span", "", ...highlighted(other, marked)) }));
  return [...heading, " ", name];
}

/** Type, date, state and brief: "Event · June 2010 · disputed · in Kyrgyzstan 2010". */
export function facts({ kind, date, context, state }) {
  const label = kind === "actor" && context ? context[0].toUpperCase() + context.slice(1) : KINDS[kind];
  const where = kind === "actor" || !context ? "" : `${pgettext("before a title", "in")} ${context}`;
  const line = element("span", "search-facts", element("span", "search-kind", label));
  for (const part of [date, state, where]) if (part) line.append(" · ", part);
  return line;
}

/** A result in the list under a search box, or below another one of its brief. */
export function described(record, marked) {
  const heading = element("span", "search-title", ...titled(record, marked));
  if (heading.querySelector("mark") || !isMarked(record.text, marked)) return [heading, facts(record)];
  return [heading, element("span", "search-words", ...excerpt(record, marked, 14)), facts(record)];
}

const isMarked = (text, marked) => words(text).some((word) => marked.has(word));

/** The text with the words marked. */
export function highlighted(text, marked) {
  const parts = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const found = words(word).filter((each) => marked.has(each));
    if (!found.length) continue;
    // in a text without spaces, only from the first to the last of the characters that were looked for
    const places = found.map((each) => [word.indexOf(each), each.length]).filter(([place]) => place >= 0);
    const isPart = places.length && words(word).length > 1;
    const start = isPart ? Math.min(...places.map(([place]) => place)) : 0;
    const stop = isPart ? Math.max(...places.map(([place, length]) => place + length)) : word.length;
    parts.push(text.slice(end, index + start), element("mark", "", word.slice(start, stop)));
    end = index + stop;
  }
  return [...parts, text.slice(end)];
}

/** The excerpt of the given length, in words, that has the most of the marked words. */
export function excerpt({ text }, marked, length) {
  const pieces = text.split(" ");
  const hits = pieces.map((piece) => words(piece).filter((word) => marked.has(word)));
  const start = beginning(hits, length);
  const shown = highlighted(pieces.slice(start, start + length).join(" "), marked);
  return [start > 0 ? "… " : "", ...shown, start + length < pieces.length ? " …" : ""];
}

function beginning(hits, length) {
  const last = Math.max(0, hits.length - length);
  let best = { start: 0, count: 0 };
  for (const [place, found] of hits.entries()) {
    if (!found.length) continue;
    const start = Math.min(Math.max(0, place - BEFORE), last);
    const count = new Set(hits.slice(start, start + length).flat()).size;
    if (count > best.count) best = { start, count };
  }
  return best.start;
}
