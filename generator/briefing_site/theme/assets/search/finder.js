// Finds records: those that are called as the query says, then those that are most about its words.

import { catalogue, load, once } from "./files.js";
import { dated } from "./dates.js";
import { expanded, forms, isTold, relevances } from "./index.js";
import { isName, named, names, translated } from "./names.js";
import { ASKED_FOR, telling, withoutCommonChinese, words } from "./words.js";

const site = new URL("../../", import.meta.url);

/** The kinds of records by the letters that the index has for them. */
const KINDS = { b: "brief", e: "event", q: "quote", j: "judgement", f: "forecast", a: "actor", t: "topic", p: "page" };
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


/** What a query without results finds; `find` says what each of these is. */
export const NOTHING = { records: [], marked: new Set(), all: 0, missing: [] };

/** Load what every search requires. */
export const ready = once(start);

async function start() {
  const [parts] = await Promise.all([catalogue().then(({ records }) => load(`records-${records}.pack`)), names()]);
  const records = [];
  const starts = [];
  for (const { texts, kinds, years, topics, about, facets, has } of parts) {
    starts.push(records.length);
    for (const [place, letter] of [...kinds].entries()) {
      records.push({
        number: records.length,
        texts,
        place,
        letter,
        kind: KINDS[letter],
        year: years[place] ? String(years[place]) : "",
        topics: topics[about[place]],
        facets: facets[has[place]],
      });
    }
  }
  return { records, starts };
}

/** A query: its words without the common ones, all of them, phrases in quotation marks, and the kinds it asks for. */
function parsed(query) {
  const text = query.trim().replace(/[“”„«»]/g, '"');
  const all = withoutCommonChinese(text).split(/[\s/–—-]+/).flatMap((written) => words(written).map((word) => ({ word, written })));
  const phrases = [...text.matchAll(/"([^"]+)"/g)].map(([, said]) => words(said)).filter(({ length }) => length);
  const unique = (list) => [...new Set(list.map(({ word }) => word))].slice(0, MOST_WORDS);
  const rare = telling(all);
  const acronyms = new Set(all.filter(({ written }) => /^\p{Lu}{2,5}$/u.test(written)).map(({ word }) => word));
  const about = rare.filter(({ word }) => !ASKED_FOR.has(word));
  const kinds = about.length ? (all.map(({ word }) => ASKED_FOR.get(word)).find(Boolean) ?? "") : "";
  return { wanted: unique(about.length ? about : rare), all: unique(all), phrases, kinds, acronyms };
}

/** A query as `parsed`, with the words of the index for the `days` in it, and the words to look for, `searched`. */
async function understood(query, records, known) {
  const years = new Set(records.map(({ year }) => year).filter(Boolean));
  const { readings, rest } = dated(query, [...years]);
  const days = await ofDates(readings);
  const question = parsed(days.length ? rest : query);
  const searched = question.wanted.length || days.length ? question.wanted : question.all;
  const isThere = await Promise.all(searched.map(isIndexed));
  return {
    ...question,
    days,
    hasWordsBesideDate: rest !== query,
    searched: isName(known, searched) || isThere.every(Boolean) ? searched : await translated(searched),
  };
}

const isIndexed = async (word) => /^[a-z0-9]/.test(word) && isTold(await forms(word));

/**
 * What a query finds: `records`, best first, or all if it is empty; `marked`, the words of the index that it stands
 * for; how many records have `all` of its words; which of them are `missing`; what may be `meant` by it; whether all of
 * them are too common, `isCommon`; and whether a phrase was looked for in only a part of the texts, `isCut`. While a
 * reader `isTyping`, the last word may be the beginning of one.
 */
export async function find(query, isTyping = false) {
  const [{ records, starts }, known] = await Promise.all([ready(), names()]);
  if (!query.trim()) return { ...NOTHING, records: [...records], all: records.length };
  const question = await understood(query, records, known);
  const { wanted, phrases, days, searched, acronyms } = question;
  const called = calledSo(searched, question, known, records);
  if (!wanted.length && !called.length && !phrases.length && !days.length) return { ...NOTHING, isCommon: true };

  const begun = isTyping && wanted.length > 1 && /[\p{L}\p{N}]$/u.test(query) ? wanted.at(-1) : "";
  const terms = await Promise.all(searched.map((word) => expanded(word, known, acronyms.has(word), word === begun)));
  const likely = terms.map(({ word, meant }) => meant ?? word);
  const first = called.length ? called : calledSo(likely, question, known, records);
  const sizes = partsOfNames(known, likely, records);
  const { ranked, complete } = rank(weighted(terms, sizes, question), records, starts, question);
  const following = first.length ? varied(ranked, records) : ranked;
  const numbers = havingWords(phrases.flat(), terms, new Set([...first, ...following]), starts);
  const matching = numbers.map((number) => records[number]);
  const read = phrases.length ? inFewFiles(matching) : matching;
  const best = phrases.length ? await saying(phrases, read) : read;
  return {
    records: best,
    isCut: read.length < matching.length,
    marked: new Set(terms.flatMap(({ found }) => found.map(({ word }) => word))),
    all: Math.min(complete, best.length),
    missing: first.length ? [] : terms.filter(({ found }) => !found.length).map(({ word }) => word),
    meant: terms.some(({ meant }) => meant) ? corrected(query, terms) : "",
  };
}

/** The numbers of the records that the words name; who asks for a phrase, a day or a kind other than events names none. */
function calledSo(wanted, { phrases, days, kinds, acronyms }, known, records) {
  if (phrases.length || days.length || /[^e]/.test(kinds)) return [];
  return named(known, wanted, records, acronyms.has(wanted.at(-1)));
}

/** The days and the terms that are in the index, each with the number of words that share its weight. */
function weighted(terms, sizes, { days, hasWordsBesideDate }) {
  const present = terms.map(({ found }, place) => ({ found, size: sizes[place] })).filter(({ found }) => found.length);
  if (!days.length) return present;
  return [{ found: days, size: present.length && hasWordsBesideDate ? WITH_WORDS : 1 }, ...present];
}

/** Those of the records that have each word of phrases as it is written, in any order. */
function havingWords(wanted, terms, numbers, starts) {
  const relevant = terms
    .filter(({ word }) => wanted.includes(word))
    .map(({ word, found }) => relevances(found.filter((entry) => entry.word === word), starts));
  return [...numbers].filter((number) => relevant.every((byNumber) => byNumber.has(number)));
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
function partsOfNames({ entries }, wanted, records) {
  const actorNames = entries.filter(({ number }) => records[number].letter === "a").flatMap((entry) => entry.forms);
  const whole = actorNames.filter((form) => form.length > 1 && form.every((word) => wanted.includes(word)));
  return wanted.map((word) => Math.max(1, ...whole.filter((form) => form.includes(word)).map(({ length }) => length)));
}

/** The query with what may be meant. */
function corrected(query, terms) {
  const meanings = new Map(terms.map(({ word, meant }) => [word, meant]));
  return query.trim().replace(/[\p{L}\p{N}\p{M}]+/gu, (written) => {
    const word = meanings.get(words(written)[0]);
    if (!word) return written;
    return /^\p{Lu}/u.test(written) ? word[0].toUpperCase() + word.slice(1) : word;
  });
}

/** By the numbers of the records with one of the terms: how much counts for each; and the rarity of the `whole` query. */
function scored(terms, total, starts) {
  const scores = new Map();
  let whole = 0;
  for (const { found, size } of terms) {
    const relevant = relevances(found, starts);
    const isSaid = Math.min(1, Math.max(...relevant.values()) / TOLD);
    const rarity = (isSaid / size) * Math.log(1 + (total - relevant.size + 0.5) / (relevant.size + 0.5));
    whole += rarity;
    for (const [number, relevance] of relevant) {
      const score = scores.get(number) ?? { sum: 0, has: 0, terms: 0 };
      score.sum += rarity * relevance;
      score.has += rarity * Math.min(1, relevance / TOLD);
      score.terms += 1;
      scores.set(number, score);
    }
  }
  return { scores, whole };
}

/** How much more a record counts than its words say. */
function weight({ letter, year }, { kinds, all }) {
  let factor = 1;
  if (kinds.includes(letter)) factor = FAVOURED;
  else if (letter === "p") factor = OTHER_PAGES;
  // a brief is about more than its own year
  return letter !== "b" && all.includes(year) ? factor * OF_ITS_YEAR : factor;
}

/** The numbers of the records with the terms, best first, and how many have all of them. */
function rank(terms, records, starts, question) {
  const { scores, whole } = scored(terms, records.length, starts);
  const results = [];
  for (const [number, { sum, has, terms: count }] of scores) {
    const share = has / whole;
    const score = sum * share ** COMPLETE * weight(records[number], question);
    results.push({ number, isComplete: count === terms.length, share, score });
  }
  const isShort = !question.kinds && terms.length <= SHORT; // a question has more words than its answer
  results.sort((one, other) => {
    if (isShort && one.isComplete !== other.isComplete) return one.isComplete ? -1 : 1;
    return other.score - one.score || one.number - other.number;
  });
  const complete = results.filter(({ isComplete }) => isComplete);
  const having = (part) => results.filter(({ share, isComplete }) => isComplete || share >= part);
  const best = Math.max(0, ...complete.map(({ score }) => score));
  const isAmongBest = ({ score, isComplete }) => isComplete || score > best * NEARLY;
  let ranked = complete.length < FEW ? having(ENOUGH) : results.filter(isAmongBest);
  if (ranked.length < FEW) ranked = [...new Set([...ranked, ...having(SOME)])].slice(0, FEW);
  return { ranked: ranked.map(({ number }) => number), complete: complete.length };
}

/** The numbers, of which the first are at most three of each kind: most of what is said of a person are quotes. */
function varied(numbers, records) {
  const byKind = Map.groupBy(numbers, (number) => records[number].kind);
  const first = new Set([...byKind.values()].flatMap((alike) => alike.slice(0, MOST_ALIKE)));
  return [...numbers.filter((number) => first.has(number)), ...numbers];
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
