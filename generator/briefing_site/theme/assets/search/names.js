// Everything that can be looked for by its name: actors, topics, briefs and pages.

import { catalogue, load, once } from "./files.js";
import { isCommon, isForm, words } from "./words.js";

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
      const all = words(text);
      const rare = all.filter((word) => !isCommon(word, ""));
      return rare.length ? rare : all;
    });
    for (const word of new Set(forms.flat())) frequencies.set(word, (frequencies.get(word) ?? 0) + 1 + weight);
    return { number, weight, forms };
  });
  return { entries, frequencies };
}

/** The words, where they name a state in another language, with its own name instead. */
export async function translated(wanted) {
  const states = await load(`exonyms-${(await catalogue()).exonyms}.pack`);
  const translation = [...wanted];
  for (const [name, ...exonyms] of states) {
    for (const form of exonyms.map(words).filter((exonym) => exonym.length)) {
      const place = translation.findIndex((_, start) => form.every((word, index) => isState(translation[start + index], word)));
      if (place >= 0) translation.splice(place, form.length, ...words(name));
    }
  }
  return translation;
}

const isState = (one, other) => one === other || (one?.length > 4 && isForm(one, other));

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
