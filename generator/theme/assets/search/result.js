// A search result as elements. Text only ever becomes text nodes.

const KINDS = { brief: "Brief", event: "Event", quote: "Quote", actor: "Actor", topic: "Topic", page: "Page" };
const JOINED = "\u2060"; // ends a word that no space follows, as in generator/search/record.py
const WORD = /[\p{L}\p{N}]+/gu;

/** An element with a class and children, which are elements or strings. */
export function element(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
}

/** Type, date, state and brief: "Event · June 2010 · disputed · in Kyrgyzstan 2010". */
export function facts({ kind, date, context, state }) {
  const label = kind === "actor" && context ? context[0].toUpperCase() + context.slice(1) : KINDS[kind];
  const where = kind === "actor" || !context ? "" : `in ${context}`;
  const line = element("span", "search-facts", element("span", "search-kind", label));
  for (const part of [date, state, where]) if (part) line.append(" · ", part);
  return line;
}

/** The title, with the words of the query marked. */
export function title(record, terms) {
  const begins = (terms.match(WORD) ?? []).map(plain);
  const parts = [];
  let end = 0;
  for (const { 0: word, index } of record.title.matchAll(WORD)) {
    if (!begins.some((begin) => plain(word).startsWith(begin))) continue;
    parts.push(record.title.slice(end, index), element("mark", "", word));
    end = index + word.length;
  }
  return [...parts, record.title.slice(end)];
}

/** A result in the list under a search box: a quote by its words, everything else by its title. */
export function described(record, terms) {
  if (record.kind === "quote") {
    const said = { ...record, date: `${record.title}, ${record.date}` };
    return [element("span", "search-words", ...excerpt(record, 14)), facts(said)];
  }
  const heading = element("span", "search-title", ...title(record, terms));
  if (heading.querySelector("mark") || !record.words.length) return [heading, facts(record)];
  return [heading, element("span", "search-words", ...excerpt(record, 14)), facts(record)];
}

function plain(word) {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The excerpt of the given length, in words, with the most words of the query, which are marked. */
export function excerpt({ text, words: places }, length) {
  const words = text.split(" ");
  const marked = new Set(places);
  const start = beginning(places, words.length, length);
  const parts = [];
  if (start > 0) parts.push("… ");
  for (let place = start; place < Math.min(start + length, words.length); place += 1) {
    const joined = words[place].endsWith(JOINED);
    parts.push(...highlighted(joined ? words[place].slice(0, -1) : words[place], marked.has(place)), joined ? "" : " ");
  }
  if (start + length < words.length) parts.push("…");
  return parts;
}

function beginning(places, total, length) {
  const last = Math.max(0, total - length);
  const before = 4; // words shown before the first marked one
  let best = { start: 0, count: 0 };
  for (const place of places) {
    const start = Math.min(Math.max(0, place - before), last);
    const count = places.filter((other) => other >= start && other < start + length).length;
    if (count > best.count) best = { start, count };
  }
  return best.start;
}

/** The word marked, but not the punctuation around it. */
function highlighted(word, isMarked) {
  const core = isMarked && word.match(/[\p{L}\p{N}](.*[\p{L}\p{N}])?/u);
  if (!core) return [word];
  return [word.slice(0, core.index), element("mark", "", core[0]), word.slice(core.index + core[0].length)];
}
