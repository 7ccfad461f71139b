// A search result as elements. Text only ever becomes text nodes.

import { make } from "../elements.js";
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

/** A heading, and another name behind it if that is what was looked for: “Nursultan Nazarbayev, also Назарбаев”. */
export function titled({ title, also }, marked) {
  const heading = highlighted(title, marked);
  const other = heading.length > 1 ? undefined : also?.find((name) => isMarked(name, marked));
  if (!other) return heading;
  const name = make("span", {}, ...highlighted(other, marked));
  return [...heading, " ", make("span", { class: "search-also" }, ...pieces(gettext("also %(name)s"), { name }))];
}

/** Type, date, state and brief: "Event · June 2010 · disputed · in Kyrgyzstan 2010". */
export function facts({ kind, date, context, state }) {
  let label = KINDS[kind];
  let where = context && `${pgettext("before a title", "in")} ${context}`;
  if (kind === "actor" && context) {
    label = context[0].toUpperCase() + context.slice(1);
    where = "";
  }
  const line = make("span", { class: "search-facts" }, make("span", { class: "search-kind" }, label));
  for (const part of [date, state, where].filter(Boolean)) line.append(" · ", part);
  return line;
}

/** A result in the list under a search box, or below another one of its brief. */
export function described(record, marked) {
  const heading = make("span", { class: "search-title" }, ...titled(record, marked));
  if (heading.querySelector("mark") || !isMarked(record.text, marked)) return [heading, facts(record)];
  return [heading, make("span", { class: "search-words" }, ...excerpt(record, marked, 14)), facts(record)];
}

const isMarked = (text, marked) => words(text).some((word) => marked.has(word));

/** The text with the words marked. */
export function highlighted(text, marked) {
  const parts = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const hits = words(word).filter((part) => marked.has(part));
    if (!hits.length) continue;
    const [start, stop] = markedPart(word, hits);
    parts.push(text.slice(end, index + start), make("mark", {}, word.slice(start, stop)));
    end = index + stop;
  }
  return [...parts, text.slice(end)];
}

/** What to mark of a word: all of it, or in a text without spaces, from the first to the last of the characters that were looked for. */
function markedPart(word, hits) {
  const parts = hits.filter((hit) => word.includes(hit));
  if (!parts.length || words(word).length === 1) return [0, word.length];
  const starts = parts.map((part) => word.indexOf(part));
  const ends = parts.map((part) => word.indexOf(part) + part.length);
  return [Math.min(...starts), Math.max(...ends)];
}

/** The excerpt of the given length, in words, around the first marked word. */
export function excerpt({ text }, marked, length) {
  const pieces = text.split(" ");
  const first = pieces.findIndex((piece) => isMarked(piece, marked));
  const last = Math.max(0, pieces.length - length);
  const start = Math.min(Math.max(0, first - BEFORE), last);
  const words = highlighted(pieces.slice(start, start + length).join(" "), marked);
  return [start > 0 ? "… " : "", ...words, start + length < pieces.length ? " …" : ""];
}
