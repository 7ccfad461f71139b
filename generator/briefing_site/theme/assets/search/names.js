// Everything that can be looked for by its name: actors, topics, briefs and pages.

import { catalogue, load, once } from "./files.js";
import { latin } from "./sounds.js";
import { COMMON_THERE, isCommon, isForm, words } from "./words.js";

const ORDER = "atbp"; // of kinds: actors, topics, briefs, pages
const HALF = 0.5; // of a name that is not that of an actor, more than which has to be in the query
const MOST_PARTIAL = 3; // results that have the query as a part of their names, put first

/** The names, and how many have each word. */
export const names = once(read);

async function read() {
  const listed = await load(`names-${(await catalogue()).names}.pack`);
  const frequencies = new Map();
  const entries = listed.map(([number, weight, ...texts]) => {
    const forms = texts.map((text) => {
      const form = words(text).filter((word) => !isCommon(word, ""));
      return form.length ? form : words(text);
    });
    for (const word of new Set(forms.flat())) frequencies.set(word, (frequencies.get(word) ?? 0) + 1 + weight);
    const inLatin = forms.filter((form) => form.some((word) => word !== latin(word))).map((form) => form.map(latin));
    return { number, weight, forms: [...forms, ...inLatin] };
  });
  return { entries, frequencies };
}

/** What states and terms are called in other languages, the longest first, each with the words of the texts for it. */
const foreign = once(readForeign);

async function readForeign() {
  const listed = await load(`exonyms-${(await catalogue()).exonyms}.pack`);
  const entries = [];
  for (const [name, ...others] of listed) {
    const own = rare(name);
    for (const form of others.map(rare)) entries.push({ form, own }, { form: form.filter((word) => !COMMON_THERE.has(word)), own });
  }
  return entries.filter(({ form }) => form.length).sort((one, other) => other.form.length - one.form.length);
}

/** The different words of a text without the common ones. */
const rare = (text) => [...new Set(words(text))].filter((word) => !isCommon(word, ""));

/** The words, with those of the texts in place of the names of states and the terms in other languages. */
export async function translated(wanted) {
  const translation = [...wanted]; // a list in place of what is translated, so that it is not translated again
  for (const { form, own } of await foreign()) {
    const place = translation.findIndex((_, start) => form.every((word, index) => isForeign(translation[start + index], word)));
    if (place >= 0) {
      const start = overlap(translation[place - 1], form[0]) ? place - 1 : place;
      const end = place + form.length;
      const next = overlap(form.at(-1), translation[end]) ? end + 1 : end;
      translation.splice(start, next - start, own);
    }
  }
  return [...new Set(translation.flat())];
}

/** Whether the word is a form of the foreign one, to which French joins “l’” and “d’”. */
const isForeign = (word, foreignWord) =>
  typeof word === "string" &&
  (word === foreignWord || (word.length > 4 && isForm(word, foreignWord)) || (/^[aeiouyh]/.test(foreignWord) && word.slice(1) === foreignWord && /^[dl]/.test(word)));

/** Whether these are neighbouring pairs of characters of a text without spaces, so that one is no word by itself. */
const overlap = (one, other) =>
  [one, other].every((word) => typeof word === "string" && /^\p{Script=Han}{2}$/u.test(word)) && one[1] === other[0];

/**
 * The numbers of the records that the words name, best first: those that are called so, or else a few actors, topics
 * and pages of whose names the words are a part; of the last word, the beginning will do, unless it `isWhole`, as an
 * acronym is.
 */
export function named({ entries }, wanted, records, isWhole) {
  const numbers = matching(entries, wanted, records, false);
  if (numbers.length || isWhole) return numbers;
  return matching(entries, wanted, records, true);
}

function matching(entries, wanted, records, isBegun) {
  const matches = [];
  for (const { number, weight, forms } of entries) {
    const share = Math.max(...forms.map((form) => shareOf(form, wanted, isBegun)));
    if (share) matches.push({ number, weight, share, kind: ORDER.indexOf(records[number].letter) });
  }
  matches.sort((one, other) => one.kind - other.kind || other.weight - one.weight || one.number - other.number);
  const whole = matches.filter(({ share }) => share === 1);
  if (whole.length) return whole.map(({ number }) => number);
  return matches
    .filter(({ share, kind }) => kind === 0 || share > HALF)
    .sort((one, other) => one.kind - other.kind || other.weight * other.share - one.weight * one.share)
    .slice(0, MOST_PARTIAL)
    .map(({ number }) => number);
}

/** Whether the words are a whole name. */
export const isName = ({ entries }, wanted) => entries.some(({ forms }) => forms.some((form) => shareOf(form, wanted, false) === 1));

/** The part of the name that the words are, if all of them are in it. */
function shareOf(form, wanted, isBegun) {
  const left = [...form];
  for (const [index, word] of wanted.entries()) {
    let place = left.indexOf(word);
    if (place < 0 && word.length > 3) place = left.findIndex((part) => isForm(part, word));
    if (place < 0 && isBegun && word.length > 1 && index === wanted.length - 1) place = left.findIndex((part) => part.startsWith(word));
    if (place < 0) return 0;
    left.splice(place, 1);
  }
  return 1 - left.length / form.length;
}
