// The index of words: which records have a word, and how much each is about it.

import { catalogue, load } from "./files.js";
import { latin, sounds } from "./sounds.js";
import { alike, distance, homelands, root, spellings, tolerance } from "./words.js";

const MOST = 61; // the highest relevance, as in generator/search/index.py
const LIKE = 0.9; // how much another form of a word counts, such as “signed” for “sign”,
const ALIKE = 0.6; // another word of its meaning, such as “accede” for “join”,
const LONGER = 0.6; // a word that begins with it,
const MOSTLY = 0.67; // of which it is that part at least: “reset” is not “resettlement”,
const NEAR = 0.8; // and one that may be meant
const ASIDE = "B"; // the relevance that a word gets at most where it is only in the title of a source
const SHORT = 6; // letters of a word below which only names may be meant: most short words are near to another

/**
 * The words of the index that a word of a query stands for: itself and its other forms; if it is not there, and no
 * acronym or `isBegun`, also longer words; or else one that sounds like it, `same`; or else, as a guess, what may be `meant`. Each is
 * `{ word, quality, block, place }`.
 */
export async function expanded(word, names, isAcronym, isBegun) {
  const found = await forms(word);
  const states = await Promise.all(homelands(word).filter((state) => state !== word && names.frequencies.has(state)).map(related));
  found.push(...states.flat().map((entry) => ({ ...entry, quality: ALIKE })));
  if ((isTold(found) && !isBegun) || isAcronym) return { found };
  const longer = isBegun || word.length > 2 || !/^[a-z]/.test(word) ? await beginning(word) : [];
  const isLikely = (other) => other.length * MOSTLY <= word.length || !/^[a-z]/.test(word) || names.frequencies.has(other);
  found.push(...longer.filter((entry) => isBegun || isLikely(entry.word)).map((entry) => ({ ...entry, quality: LONGER })));
  if (isBegun || found.some(({ quality }) => quality < 1)) return { found };
  const same = await sounding(word, names);
  const meant = same || found.length ? undefined : await guess(word, names);
  const quality = same ? LIKE : NEAR;
  const other = same ?? meant;
  if (!other) return { found };
  const others = (await related(other)).map((entry) => ({ ...entry, quality: entry.quality * quality }));
  return { found: [...found, ...others], same, meant };
}

/** Whether a text has one of the words as it was typed, and not only the title of a source. */
export const isTold = (entries) =>
  entries.some(({ quality, block, place }) => quality === 1 && [...block.words[place][2]].some((letter) => letter > ASIDE));

/** Itself and its other forms. */
export async function forms(word) {
  const [same, others] = await Promise.all([spellings(word), alike(word)].map((words) => Promise.all(words.map(related))));
  return [...same.flat(), ...others.flat().map((entry) => ({ ...entry, quality: entry.quality * ALIKE }))];
}

/** The most frequent word in names, or else in the index, that sounds like it. */
async function sounding(word, names) {
  const heard = sounds(word);
  if (!heard.length) return undefined;
  const start = latin(word).slice(0, 2);
  const near = async () => (await blocks(start)).flatMap(({ words }) => words.map(([other, { length }]) => [other, length]));
  for (const known of [async () => [...names.frequencies], near]) {
    const alike = (await known()).filter(([other]) => sounds(other).some((one) => heard.some((each) => isSame(one, each))));
    if (alike.length) return alike.reduce((one, each) => (each[1] > one[1] ? each : one))[0];
  }
  return undefined;
}

const isSame = ([bones, whole], [others, other]) => bones === others && distance(whole, other, 1) <= 1;

async function related(word) {
  const stem = root(word);
  const likely = await beginning(stem.length > 3 ? stem.slice(0, -1) : stem);
  return likely
    .filter((entry) => root(entry.word) === stem)
    .map((entry) => ({ ...entry, quality: entry.word === word ? 1 : LIKE }));
}

/** All words that begin so. */
async function beginning(letters) {
  const found = [];
  for (const block of await blocks(letters)) {
    for (const [place, [word]] of block.words.entries()) {
      if (word.startsWith(letters)) found.push({ word, block, place });
    }
  }
  return found;
}

/** The blocks with the words that begin so. */
async function blocks(letters) {
  const all = (await catalogue()).blocks;
  const last = all.findLastIndex(([first]) => first <= letters || first.startsWith(letters));
  const before = all.findLastIndex(([first]) => first <= letters);
  const wanted = all.slice(Math.max(0, before), last + 1);
  return Promise.all(
    wanted.map(async ([, digest, places]) => ({ words: await load(`words-${digest}.pack`), places: `places-${places}.pack` })),
  );
}

/** The most frequent of the nearest words in names, or in the index; a typing error is seldom in the first letters. */
async function guess(word, names) {
  const most = tolerance(word);
  if (!most || [...names.frequencies.keys()].some((name) => name.startsWith(word))) return undefined;
  const near = word.length < SHORT ? [] : (await blocks(word.slice(0, 3))).flatMap(({ words }) => words);
  let best;
  for (const [each, frequency] of [...names.frequencies, ...near.map(([other, { length }]) => [other, length])]) {
    if (each.length < 4 || /\d/.test(each)) continue;
    const away = distance(word, each, most);
    if (away > most) continue;
    const cost = away + (each[0] === word[0] ? 0 : 0.5);
    if (!best || cost < best.cost || (cost === best.cost && frequency > best.frequency)) best = { each, cost, frequency };
  }
  return best?.each;
}

/** The relevance of each record that has one of the words, from 0 to 1, as a map by number. */
export function relevances(entries) {
  const made = new Map();
  for (const { block, place, quality } of entries) {
    const [, gaps, letters] = block.words[place];
    let number = -1;
    for (const [index, gap] of gaps.entries()) {
      number += gap;
      const relevance = (quality * (letters.charCodeAt(index) - 64)) / MOST;
      if (relevance > (made.get(number) ?? 0)) made.set(number, relevance);
    }
  }
  return made;
}

/** The records that have the words next to one another, in this order, each as in the index. */
export async function phrase(words) {
  let ends; // by record, where the words so far end
  for (const word of words) {
    const there = await placesOf(word);
    const next = new Map();
    for (const [number, places] of there) {
      const fits = ends ? places.filter((place) => ends.get(number)?.has(place - 1)) : places;
      if (fits.length) next.set(number, new Set(fits));
    }
    ends = next;
  }
  return new Set(ends?.keys());
}

async function placesOf(word) {
  const made = new Map();
  const entry = (await beginning(word)).find((each) => each.word === word);
  if (!entry) return made;
  const gaps = entry.block.words[entry.place][1];
  const places = (await load(entry.block.places))[entry.place];
  let number = -1;
  let at = 0;
  for (const gap of gaps) {
    number += gap;
    const end = at + 1 + places[at];
    let place = 0;
    made.set(number, places.slice(at + 1, end).map((step) => (place += step)));
    at = end;
  }
  return made;
}
