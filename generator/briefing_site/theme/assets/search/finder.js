// Finds records: those that are called as the query says, then those that are most about its words.

import { catalogue, load, once } from "./files.js";
import { dated } from "./dates.js";
import { expanded, forms, isTold, relevances } from "./index.js";
import { named, names, translated } from "./names.js";
import { ASKED_FOR, isCommon, words } from "./words.js";

const site = new URL("../../", import.meta.url);

const KINDS = {
  ...{ b: "brief", e: "event", q: "quote", j: "judgement", f: "forecast" },
  ...{ a: "actor", t: "topic", p: "page" },
};
const FAVOURED = 3; // how much more a kind counts that a question asks for;
const OTHER_PAGES = 0.6; // how much pages about the site count
const COMPLETE = 1.5; // how much more it counts to have all of the query, as a power
const TOLD = 0.08; // the relevance from which on a record is said to have a word, and not only in passing
const SAME_MONTH = 0.4; // how much a record of the month counts if there are some of the day
const OF_ITS_YEAR = 1.5; // how much more a record counts that is of a year in the query
const NEIGHBOURS = 48; // records in a file of texts, as in generator/briefing_site/search/index.py
const MOST_FILES = 24; // of texts, which are read for a phrase: those with the best records
const MOST_WORDS = 24; // of a query: each may be one more file to load
const WITH_WORDS = 3; // by how much less a date counts that is in a query with words
const MOST_ALIKE = 3; // results of a kind among the first ones for a name
const SHORT = 3; // words of a query up to which records with all of them come first
const FEW = 10; // results with all words, below which those with most words are shown, too
const ENOUGH = 0.5; // the part of the query, by the rarity of its words, that these have,
const NEARLY = 0.6; // or the part of the best score with all words, from which on others are shown among them
const SOME = 0.25; // or if even these are few, that the best others have

/** Load what every search requires. */
export const ready = once(start);

async function start() {
  const [parts] = await Promise.all([catalogue().then(({ records }) => load(`records-${records}.pack`)), names()]);
  const records = [];
  const starts = [];
  for (const { texts, kinds, years, topics, about, facets, has } of parts) {
    starts.push(records.length);
    for (const [place, letter] of [...kinds].entries()) {
      const year = years[place] ? String(years[place]) : "";
      const number = records.length;
      records.push({ number, texts, place, letter, kind: KINDS[letter], year, topics: topics[about[place]], facets: facets[has[place]] });
    }
  }
  return { records, starts };
}

/** A query: its words without the common ones, all of them, and phrases in quotation marks. */
function parsed(query) {
  const text = query.trim().replace(/[“”„«»]/g, '"');
  const all = text.split(/[\s/–—-]+/).flatMap((written) => words(written).map((word) => ({ word, written })));
  const phrases = [...text.matchAll(/"([^"]+)"/g)].map(([, said]) => words(said)).filter(({ length }) => length);
  const unique = (list) => [...new Set(list.map(({ word }) => word))].slice(0, MOST_WORDS);
  const rare = all.filter(({ word, written }) => !isCommon(word, written));
  const acronyms = new Set(all.filter(({ written }) => /^\p{Lu}{2,5}$/u.test(written)).map(({ word }) => word));
  const about = rare.filter(({ word }) => !ASKED_FOR.has(word));
  const kinds = about.length ? (all.map(({ word }) => ASKED_FOR.get(word)).find(Boolean) ?? "") : "";
  return { wanted: unique(about.length ? about : rare), all: unique(all), phrases, kinds, acronyms };
}

/**
 * What a query finds: `records`, best first, or all if it is empty; `marked`, the words of the index that it stands
 * for; how many records have `all` of its words; which of them are `missing`; what may be `meant` by it; and whether a
 * phrase was looked for in only a part of the texts. While a reader `isTyping`, the last word may be the beginning of one.
 */
export async function find(query, isTyping = false) {
  const [{ records, starts }, known] = await Promise.all([ready(), names()]);
  const nothing = { records: [], marked: new Set(), all: 0, missing: [] };
  if (!query.trim()) return { ...nothing, records: [...records], all: records.length };
  const { readings, rest } = dated(query, [...new Set(records.map(({ year }) => year))].filter(Boolean));
  const when = await ofDates(readings);
  const { wanted, all, phrases, kinds, acronyms } = parsed(when.length ? rest : query);
  const begun = isTyping && wanted.length > 1 && /[\p{L}\p{N}]$/u.test(query) ? wanted.at(-1) : "";
  const letters = records.map(({ letter }) => letter);
  const searched = wanted.length || when.length ? wanted : all;
  const isThere = await Promise.all(searched.map(async (word) => /^[a-z0-9]/.test(word) && isTold(await forms(word))));
  const asked = isThere.every(Boolean) ? searched : await translated(searched);
  const byName = (list) => (phrases.length || when.length || /[^e]/.test(kinds) ? [] : named(known, list, letters, acronyms.has(list.at(-1))));
  const called = byName(asked);
  if (!wanted.length && !called.length && !phrases.length && !when.length) return { ...nothing, isCommon: true };
  const terms = await Promise.all(asked.map(async (word) => ({ word, ...(await expanded(word, known, acronyms.has(word), word === begun)) })));
  const meant = terms.some(({ same, meant: other }) => same ?? other) ? corrected(query, terms) : "";
  const first = called.length ? called : byName(terms.map(({ word, same, meant: other }) => same ?? other ?? word));
  const years = all.filter((word) => /^\d{4}$/.test(word));
  const sizes = partsOfNames(known, terms.map(({ word, same, meant: other }) => same ?? other ?? word), letters);
  const present = terms.map((term, place) => ({ ...term, size: sizes[place] })).filter((term) => term.found.length);
  const dates = when.length ? [{ found: when, size: present.length && rest !== query ? WITH_WORDS : 1 }] : [];
  const { ranked, complete } = rank([...dates, ...present], records, starts, kinds, years);
  const exact = terms
    .filter(({ word }) => phrases.flat().includes(word))
    .map(({ word, found: entries }) => relevances(entries.filter((entry) => entry.word === word), starts));
  const following = first.length ? varied(ranked, letters) : ranked;
  const numbers = [...new Set([...first, ...following])].filter((number) => exact.every((relevant) => relevant.has(number)));
  const likely = numbers.map((number) => records[number]);
  const read = phrases.length ? inFewFiles(likely) : likely;
  const best = phrases.length ? await saying(phrases, read) : read;
  return {
    records: best,
    isCut: read.length < likely.length,
    marked: new Set(terms.flatMap(({ found }) => found.map(({ word }) => word))),
    all: Math.min(complete, best.length),
    missing: first.length ? [] : terms.filter(({ found }) => !found.length).map(({ word }) => word),
    meant,
  };
}

/** The words of the index for the days that a date may mean, or if there are none, for their month. */
async function ofDates(readings) {
  const exact = async (days, quality) =>
    (await Promise.all(days.map(forms))).flat().filter(({ word }) => days.includes(word)).map((entry) => ({ ...entry, quality }));
  const ofDays = await exact(readings, 1);
  const months = await exact(readings.filter(({ length }) => length > 7).map((day) => day.slice(0, 7)), SAME_MONTH);
  return [...ofDays, ...months];
}

/** For each word, the length of the longest name of an actor that it is a part of: a name counts as one word. */
function partsOfNames({ entries }, wanted, letters) {
  const forms = entries.filter(({ number }) => letters[number] === "a").flatMap((entry) => entry.forms);
  const whole = forms.filter((form) => form.length > 1 && form.every((word) => wanted.includes(word)));
  return wanted.map((word) => Math.max(1, ...whole.filter((form) => form.includes(word)).map(({ length }) => length)));
}

/** The query with what may be meant. */
function corrected(query, terms) {
  const meant = new Map(terms.map(({ word, same, meant: other }) => [word, same ?? other]));
  return query.trim().replace(/[\p{L}\p{N}\p{M}]+/gu, (written) => {
    const word = meant.get(words(written)[0]);
    if (!word) return written;
    return /^\p{Lu}/u.test(written) ? word[0].toUpperCase() + word.slice(1) : word;
  });
}

/** The numbers of the records with the words, best first, and how many have all of them. */
function rank(terms, records, starts, kinds, years) {
  const scores = new Map();
  let whole = 0;
  for (const { found, size = 1 } of terms) {
    const relevant = relevances(found, starts);
    const isSaid = Math.min(1, Math.max(...relevant.values()) / TOLD);
    const rarity = (isSaid / size) * Math.log(1 + (records.length - relevant.size + 0.5) / (relevant.size + 0.5));
    whole += rarity;
    for (const [number, relevance] of relevant) {
      const score = scores.get(number) ?? { sum: 0, has: 0, terms: 0 };
      score.sum += rarity * relevance;
      score.has += rarity * Math.min(1, relevance / TOLD);
      score.terms += 1;
      scores.set(number, score);
    }
  }
  const weight = (letter) => {
    if (kinds.includes(letter)) return FAVOURED;
    return letter === "p" ? OTHER_PAGES : 1;
  };
  const scored = [...scores].map(([number, { sum, has, terms: count }]) => ({
    number,
    isComplete: count === terms.length,
    share: has / whole,
    score: sum * (has / whole) ** COMPLETE * weight(records[number].letter) * (isOf(years, records[number]) ? OF_ITS_YEAR : 1),
  }));
  const isShort = !kinds && terms.length <= SHORT; // a question has more words than its answer
  scored.sort((one, other) => (isShort && other.isComplete - one.isComplete) || other.score - one.score || one.number - other.number);
  const complete = scored.filter(({ isComplete }) => isComplete);
  const having = (part) => scored.filter(({ share, isComplete }) => isComplete || share >= part);
  const best = Math.max(0, ...complete.map(({ score }) => score));
  let ranked = complete.length < FEW ? having(ENOUGH) : scored.filter(({ score, isComplete }) => isComplete || score > best * NEARLY);
  if (ranked.length < FEW) ranked = [...new Set([...ranked, ...having(SOME)])].slice(0, FEW);
  return { ranked: ranked.map(({ number }) => number), complete: complete.length };
}

/** The numbers, of which the first are at most three of each kind: most of what is said of a person are quotes. */
function varied(numbers, letters) {
  const counts = {};
  const isFew = (letter) => (counts[letter] = (counts[letter] ?? 0) + 1) <= MOST_ALIKE;
  return [...numbers.filter((number) => isFew(letters[number])), ...numbers];
}

/** Whether it happened in one of the years; a brief is about more than its own. */
function isOf(years, { letter, year }) {
  return letter !== "b" && years.includes(year);
}

/** Those of the records whose texts are in the files with the best of them. */
function inFewFiles(records) {
  const files = [...new Set(records.map(fileOf))].slice(0, MOST_FILES);
  return records.filter((record) => files.includes(fileOf(record)));
}

/** Those of the records that have each phrase in their title, their text or another name. */
async function saying(phrases, records) {
  const spaced = (list) => ` ${list.join(" ")} `;
  const isSaid = async (record) => {
    const [, title, , , , ...others] = await textsOf(record);
    const texts = [title, ...others].map((text) => spaced(words(text)));
    return phrases.every((phrase) => texts.some((text) => text.includes(spaced(phrase))));
  };
  const answers = await Promise.all(records.map(isSaid));
  return records.filter((_, place) => answers[place]);
}

const fileOf = ({ texts, place }) => `texts/${texts}-${Math.floor(place / NEIGHBOURS)}.pack`;

const textsOf = async (record) => (await load(fileOf(record)))[record.place % NEIGHBOURS];

/** What a result shows. */
export async function shown(record) {
  const [address, title, date, context, state, text, ...also] = await textsOf(record);
  const heading = title.replace(/^[“„«]|\s?…[”“»]?$/gu, "");
  const isCut = /…[”“»]?$/u.test(title) && text.startsWith(heading);
  const excerpt = isCut ? `…${text.slice(heading.length)}` : text;
  return { kind: record.kind, address: new URL(address, site).href, title, date, context, state, text: excerpt, also };
}

/** The names of all actors by id, and the ids for each record. */
export async function actors() {
  const { actors: listed, parts } = await load(`actors-${(await catalogue()).actors}.pack`);
  const records = parts.flatMap(([ids, lists]) => lists.map((places) => places.map((place) => ids[place])));
  return { actors: listed, records };
}
