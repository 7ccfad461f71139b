// The forms of German words, and words that are nearly everywhere; `words.js` has those of English.

const AFTER = "[bdfghklmnt]"; // letters after which an s or st is an ending

/**
 * What the forms of a word have in common: that of “Abkommens” is “abkomm”. The light stemmer of Jacques Savoy,
 * http://members.unine.ch/jacques.savoy/clef/, for words that have lost their dots.
 */
export function root(word) {
  if (!/^[a-z]+$/.test(word)) return word;
  return without(without(word, FIRST), SECOND);
}

// each with the letters that a word must have at least
const FIRST = [
  [6, /ern$/],
  [5, /e[mnrs]$/],
  [4, /e$/],
  [4, new RegExp(`(?<=${AFTER})s$`)],
];
const SECOND = [
  [6, /est$/],
  [5, /e[rn]$/],
  [5, new RegExp(`(?<=${AFTER})st$`)],
];

function without(word, endings) {
  const [, ending] = endings.find(([least, pattern]) => word.length >= least && pattern.test(word)) ?? [];
  return ending ? word.replace(ending, "") : word;
}

/** The word, and how it is without the e that stands for dots: “Muenchen”. */
export function spellings(word) {
  const plain = word.replace(/([aou])e/g, "$1");
  return plain === word || word.length < 4 ? [word] : [word, plain];
}

export const COMMON = `aber alle als also am an auch auf aus bei beim bin bis da dann das dass dem den denn der des die dies diese diesem
   diesen dieser dieses doch durch ein eine einem einen einer eines er es fur geschah geschehen gibt hat hatte hatten
   ich ihr ihre im in ins ist kann konnen mit nach nicht noch nur ob oder ohne sehr sein seine sich sie sind so uber
   um und unter uns von vom vor wann war waren warum was welche welcher welches wenn wer werden wie wieso wird wo
   wurde wurden zu zum zur zwischen`;

export const ALIKE = `beitreten beitritt beigetreten aufnehmen aufnahme aufgenommen mitglied mitgliedschaft,
  verlassen verliess austreten austritt ausgetreten abziehen abzug abgezogen ruckzug, beginnen beginn begann anfangen anfang
  start starten, enden ende ablaufen, grunden grundung schaffen, sturzen sturz gesturzt absetzen abgesetzt entmachten,
  verbieten verbot verboten untersagen, drogen rauschgift, soldaten truppen`;

export const ASKED_FOR = {
  e: "wann wo wer welche welcher welches viele viel",
  q: "sagte sagt gesagt zitat zitate rede",
  p: "bedeutet heisst",
  jf: "wird werden warum wieso wahrscheinlich zukunft",
  f: "prognose prognosen vorhersage wahrscheinlichkeit",
  j: "einschatzung einschatzungen urteil konfidenz",
};
