// The index of words: which records have a word, and how much each is about it.

import { catalogue, load } from "./files.js";
import { latin, sounds } from "./sounds.js";
import { alike, distance, homelands, isForm, spellings, stem, tolerance } from "./words.js";

const MOST = 61; // the highest relevance, as in generator/briefing_site/search/relevance.py
const LIKE = 0.9; // how much another form of a word counts, such as “signed” for “sign”,
const ALIKE = 0.6; // another word of its meaning, such as “accede” for “join”,
const LONGER = 0.6; // a word that begins with it,
const MOSTLY = 0.67; // of which it is that part at least: “reset” is not “resettlement”,
const NEAR = 0.8; // and one that may be meant
const TOLD = /[C-~]/; // relevances that a word does not get where it is only in the title of a source
const SHORT = 6; // letters of a word below which only names may be meant: most short words are near to another

/**
 * A word of a query, with those of the index that it stands for, `found`: itself and its other forms; if it is not
 * there, and no acronym or `isBegun`, also longer words; or else what may be `meant`, which is a word that sounds like
 * it, or is spelled nearly so. Each is `{ word, quality, postings }`.
 */
export async function expanded(word, names, isAcronym, isBegun) {
  const entries = await forms(word);
  const states = await Promise.all(homelands(word).filter((state) => state !== word && names.frequencies.has(state)).map(related));
  entries.push(...states.flat().map((entry) => ({ ...entry, quality: ALIKE })));
  if ((isTold(entries) && !isBegun) || isAcronym) return { word, found: entries };
  const longer = isBegun || word.length > 2 || !/^[a-z]/.test(word) ? await beginning(word) : [];
  const isLikely = (other) => other.length * MOSTLY <= word.length || !/^[a-z]/.test(word) || names.frequencies.has(other);
  entries.push(...longer.filter((entry) => isBegun || isLikely(entry.word)).map((entry) => ({ ...entry, quality: LONGER })));
  if (isBegun || entries.some(({ quality }) => quality < 1)) return { word, found: entries };
  const same = await sounding(word, names);
  const meant = same ?? (entries.length ? undefined : await guess(word, names));
  if (!meant) return { word, found: entries };
  const likeness = same ? LIKE : NEAR;
  const others = (await related(meant)).map((entry) => ({ ...entry, quality: entry.quality * likeness }));
  return { word, found: [...entries, ...others], meant };
}

/** Whether a text has one of the words as it was typed, and not only the title of a source. */
export const isTold = (entries) =>
  entries.some(({ quality, postings }) => quality === 1 && TOLD.test(postings));

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
  const isAlike = ([other]) => sounds(other).some((sound) => heard.some((typed) => isSame(sound, typed)));
  let alike = [...names.frequencies].filter(isAlike);
  if (!alike.length) alike = (await blocks(start)).map(([other, { length }]) => [other, length]).filter(isAlike);
  alike.sort(([, frequency], [, otherFrequency]) => otherFrequency - frequency);
  return alike[0]?.[0];
}

const isSame = ([bones, whole], [others, other]) => bones === others && distance(whole, other, 1) <= 1;

async function related(word) {
  const start = stem(word);
  const likely = await beginning(start.length > 3 ? start.slice(0, -1) : start);
  return likely
    .filter((entry) => isForm(entry.word, word))
    .map((entry) => ({ ...entry, quality: entry.word === word ? 1 : LIKE }));
}

/** All words that begin so. */
async function beginning(letters) {
  return (await blocks(letters)).filter(([word]) => word.startsWith(letters)).map(([word, postings]) => ({ word, postings }));
}

/** The words and postings of the blocks with the words that begin so. */
async function blocks(letters) {
  const all = (await catalogue()).blocks;
  const last = all.findLastIndex(([first]) => first <= letters || first.startsWith(letters));
  const before = all.findLastIndex(([first]) => first <= letters);
  const wanted = all.slice(Math.max(0, before), last + 1);
  return (await Promise.all(wanted.map(([, digest]) => load(`words-${digest}.pack`)))).flat();
}

/** The most frequent of the nearest words in names, or in the index; a typing error is seldom in the first letters. */
async function guess(word, names) {
  const most = tolerance(word);
  if (!most || [...names.frequencies.keys()].some((name) => name.startsWith(word))) return undefined;
  const near = word.length < SHORT ? [] : await blocks(word.slice(0, 3));
  const guesses = [];
  for (const [other, frequency] of [...names.frequencies, ...near.map(([entry, { length }]) => [entry, length])]) {
    if (other.length < 4 || /\d/.test(other)) continue;
    const away = distance(word, other, most);
    const cost = other[0] === word[0] ? away : away + 0.5;
    if (away <= most) guesses.push({ other, cost, frequency });
  }
  guesses.sort((one, other) => one.cost - other.cost || other.frequency - one.frequency);
  return guesses[0]?.other;
}

/** The relevance of each record that has one of the words, from 0 to 1, as a map by number; `starts` are those of the parts. */
export function relevances(entries, starts) {
  const byNumber = new Map();
  for (const { postings, quality } of entries) {
    let part = -1;
    let number;
    for (const [, gap, letter] of postings.matchAll(/(\d*)(\D)/g)) {
      if (letter === "/") {
        part += Number(gap || 1);
        number = starts[part] - 1;
      } else {
        number += Number(gap || 1);
        const relevance = (quality * (letter.charCodeAt(0) - 64)) / MOST;
        if (relevance > (byNumber.get(number) ?? 0)) byNumber.set(number, relevance);
      }
    }
  }
  return byNumber;
}
