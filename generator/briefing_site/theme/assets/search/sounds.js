// Words as they sound, so that a name is found as Cyrillic has it, and as English, German, French, Polish and Turkish
// write what is in Cyrillic.

const CYRILLIC = Object.fromEntries(
  `а a, б b, в v, г g, ґ g, ғ g, д d, е e, є ye, ж zh, җ zh, ҷ dzh, з z, и i, і i, к k, қ k, л l, м m, н n, ң n, о o, ө o, п p,
   р r, с s, т t, у u, ұ u, ү u, ф f, х kh, ҳ h, һ h, ц ts, ч ch, ш sh, щ shch, ъ _, ы y, ь _, э e, ә a, ю yu, я ya`
    .split(",")
    .map((pair) => pair.trim().replace("_", "").split(" "))
    .map(([letter, latin = ""]) => [letter, latin]),
);

/** A word in Latin letters, as English writes it. */
export const latin = (word) => word.replace(/\p{Script=Cyrillic}/gu, (letter) => CYRILLIC[letter] ?? letter);

/** Sibilants that begin a word: there, it must be the same one. */
const FIRST = [
  [/^(tsch|tch|cz)/, "C"],
  [/^(dsch|dzh|dj|dz|zh)/, "J"],
];
// Each turns letters into one that stands for their sound, in this order; S is any sibilant.
const SAME = [
  [/d?zh|dsch|dj|tsch|tch|sch|sh|sz|cz|ts|tz|dz/g, "s"],
  [/z|c(?=[eiy])/g, "s"],
  [/kh|gh/g, "h"],
  [/ph/g, "f"],
  [/th/g, "t"],
  [/ck|q|c(?!h)/g, "k"],
  [/x/g, "ks"],
  [/[fw]/g, "v"],
  [/ou/g, "u"],
];
/** What letters stand for, which differs from language to language. */
const EITHER = [
  [/^ch/, ["C", "s", "h"]],
  [/^j/, ["J", "y"]],
  [/ch/g, ["s", "h"]],
  [/j/g, ["y", "s"]],
];
const VOWELS = [
  [/[yi](?=[aeou])/g, ""],
  [/y/g, "i"],
  [/o/g, "u"],
  [/([aeiu])[aeiu]+/g, "$1"],
  [/(.)\1+/g, "$1"],
];
const replaced = (word, rules) => rules.reduce((text, [from, to]) => text.replace(from, to), word);
const CONSONANTS = 3; // that a word must have: those of shorter ones are the same too often
const LETTERS = 5;

/** How a word may sound: its consonants, and all of it; nothing if it is too short to say. */
export function sounds(word) {
  const letters = latin(word);
  if (!/^[a-z]+$/.test(letters) || letters.length < LETTERS) return [];
  let forms = [replaced(letters, [...FIRST, ...SAME])];
  for (const [from, choices] of EITHER) {
    if (forms[0].search(from) >= 0) forms = forms.flatMap((form) => choices.map((choice) => form.replace(from, choice)));
  }
  const whole = forms.map((form) => replaced(form, VOWELS));
  return whole
    .map((form) => [form.replace(/(?!^)[aeiu]/g, ""), form])
    .filter(([bones]) => bones.replace(/[aeiu]/g, "").length >= CONSONANTS);
}
