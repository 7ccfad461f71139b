// The words of a text, as generator/briefing_site/search/words.py has them in the index, and which words are forms of one another.

const { lang } = document.documentElement;
/** What the language of the site has besides English, which sites in other languages may quote. */
const ofLanguage = /^de\b/.test(lang) ? await import("./german.js") : undefined;

const LETTERS = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ł: "l", ø: "o", đ: "d", ð: "d", þ: "th", ı: "i" },
  ...{ ي: "ی", ى: "ی", ك: "ک", ة: "ه", ـ: "", "\u200c": "", "\u200d": "" },
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
const IDEOGRAPHS = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const WORD = new RegExp(`[${IDEOGRAPHS}]+|(?:(?![${IDEOGRAPHS}])[\\p{L}\\p{N}])+`, "gu");
const ONE_RUN = new RegExp(`^[${IDEOGRAPHS}]`, "u");

/** The words, in lower case and without accents; of a text without spaces, each pair of characters. */
export function words(text) {
  return (folded(text).match(WORD) ?? []).flatMap((word) => {
    if (!ONE_RUN.test(word)) return word;
    const signs = [...word];
    return signs.length > 1 ? signs.slice(1).map((sign, place) => signs[place] + sign) : word;
  });
}

function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter])
    .replace(/(?<![\p{L}\p{N}_])(?:\p{L}\.){2,}/gu, (initials) => initials.replaceAll(".", ""))
    .replace(/(?<=[\p{L}\p{N}_])['’]s(?![\p{L}\p{N}_])/gu, "")
    .replace(/['’‘`´ʹʻʼʽʾʿ]/g, "");
}

const ENDINGS = ["ments", "ment", "ings", "ing", "ied", "ies", "ers", "er", "ed", "es", "s", "e", "y"];

/** Endings of nouns and adjectives in Russian and its neighbours, which have lost the mark of й. */
const CASES = /(?<=.{3})(?:скими|ского|скому|ская|скии|скои|ское|ском|ским|ских|ские|скую|ого|ому|ами|ями|ими|ыми|ов|ои|ом|ем|ам|ах|ую|ая|ии|ию|ия|ых|их|ые|ие|ое|ыи|[аяоеиыую])$/;

/** What the forms of a word have in common: that of “agreed”, “agrees” and “agreement” is “agre”. */
export function root(word) {
  if (/^\p{Script=Cyrillic}{5,}$/u.test(word)) return word.replace(CASES, "");
  return (ofLanguage?.root ?? english)(word);
}

function english(word) {
  if (!/^[a-z]+$/.test(word) || /(ss|us|is)$/.test(word)) return word;
  const ending = ENDINGS.find((suffix) => word.endsWith(suffix) && /[aeiouy]/.test(word.slice(0, -suffix.length)));
  const start = word.slice(0, word.length - (ending ?? "").length);
  if (start.length < 3) return word;
  const single = /([bdfgklmnprt])\1$/.test(start) && /^(ed|ers?|ings?)$/.test(ending) ? start.slice(0, -1) : start;
  return single.length > 3 ? single.replace(/e$/, "") : single;
}

/** Whether they are forms of one word: a site in another language has texts in English, too. */
export const isForm = (one, other) => root(one) === root(other) || english(one) === english(other);

/** What all forms of a word begin with. */
export const stem = (word) => word.slice(0, Math.min(root(word).length, english(word).length));

const SPELLINGS = [
  [/is(?=e|ing|ation)/, "iz"],
  [/iz(?=e|ing|ation)/, "is"],
  [/ence(?=s?$)/, "ense"],
  [/ense(?=s?$)/, "ence"],
  [/our/, "or"],
  [/or(?=s?$|i|e)/, "our"],
  [/re(?=s?$)/, "er"],
  [/mme(?=s?$)/, "m"],
];

const groups = (text) => text.split(",").map((words) => words.trim().split(/\s+/));

const IRREGULAR = groups(`begin began begun, break broke broken, build built, buy bought, choose chose chosen, come came,
  fall fell fallen, fight fought, flee fled, freeze froze frozen, give gave given, grow grew grown, hold held,
  keep kept, lead led, leave left, lend lent, lose lost, meet met, overthrow overthrew overthrown, pay paid,
  rise rose risen, say said, sell sold, send sent, speak spoke spoken, strike struck, take took taken, tell told,
  think thought, win won, withdraw withdrew withdrawn, write wrote written`);

/** The word, how it is spelled in Britain or America, and the forms of an irregular verb; not all of these exist. */
export function spellings(word) {
  const forms = IRREGULAR.find((verb) => verb.some((form) => isForm(form, word)));
  if (forms) return [...new Set([word, ...forms])];
  if (ofLanguage) return ofLanguage.spellings(word);
  if (word.length < 5 || !/^[a-z]+$/.test(word)) return [word];
  return [word, ...SPELLINGS.filter(([from]) => from.test(word)).map(([from, to]) => word.replace(from, to))];
}

// words that readers put for those of the text where states and organisations are written about
const ALIKE = groups(
  `${ofLanguage ? `${ofLanguage.ALIKE}, ` : ""}join accede accession admit admission member membership, leave quit exit withdraw withdrawal suspend,
     begin start launch open, end cease expire finish complete completion, found establish create set, overthrow oust topple depose,
     ban prohibit forbid outlaw, drug narcotic, soldier troop, propose proposal, ratify ratification, invade invasion,
     die death dead kill victim, build construct construction, intervene intervention, refuse decline reject, arrest detain,
     take capture seize fall, elect election, buy purchase, speech address, recognise recognition, choose choice, meet summit, war fight clash,
     head chief chairman director leader, premier prime, defend defence defense`,
);

/** Other words of nearly the same meaning, with their forms. */
export function alike(word) {
  const spelled = spellings(word);
  const isSame = (other) => spelled.some((spelling) => isForm(spelling, other));
  return (ALIKE.find((group) => group.some(isSame)) ?? []).filter((other) => !isSame(other)).flatMap(spellings);
}

/** The states that a word such as Chinese, Russian, Pakistani or Uzbek may be of; most of these are none. */
export const homelands = (word) => [
  ...[/ese$/, /ian$/, /ish$/, /i$/, /n$/].filter((ending) => ending.test(word)).flatMap((ending) => ["", "a", "ia", "land", "ey"].map((end) => word.replace(ending, end))),
  ...["stan", "istan"].map((end) => word + end),
];

/** The most typing errors that a word may have. */
export function tolerance(word) {
  if (word.length < 4 || /\d/.test(word)) return 0;
  return word.length < 8 ? 1 : 2;
}

/** How many letters are added, missing, different or exchanged with the next: at most `most`, or more than that. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before;
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const differs = one[row - 1] === other[column - 1] ? 0 : 1;
      next[column] = Math.min(last[column] + 1, next[column - 1] + 1, last[column - 1] + differs);
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) {
        next[column] = Math.min(next[column], before[column - 2] + 1);
      }
    }
    if (Math.min(...next) > most) return most + 1;
    [before, last] = [last, next];
  }
  return last[other.length];
}

// What questions are asked with, and words that are nearly everywhere.
const COMMON = new Set(
  `${ofLanguage?.COMMON ?? ""} a about am an and any are as at be been but by can could did do does for from had happen happened has have how
   i in into is it its many may me mean means much my no not of on or our should so some than that the their them
   there these they this those to was we were what whats when where which who whom whose why will with would you
   your`.split(/\s+/),
);
/** The same in German, French, Spanish and Russian: words that mean nothing in English, */
const COMMON_ABROAD = new Set(
  words(`aus bei das dem den der ein eine einen einer für hatte im ist mit nach nicht oder sich sind und vom von wann warum was
    welche welcher welches wer wie wieso wo wurde wurden zu zum zur zwischen, a-t-il au aux avec combien comment dans de des du
    entre est et le les ont ils elle où pourquoi qu quand que quel quelle quelles quels qui quoi sont une, como cómo cual cuál
    cuando cuándo cuántos del donde dónde el los las para por qué quien quién una, был была были было в во где для до за зачем
    и из к как какая какие какой когда кто ли на не о об от по почему с сколько со такое такой у что это`),
);
/** and words that do, so that they are left out of a query only if it has one of those. */
export const COMMON_THERE = new Set(words("die er es hat sie so war, a en la on par sur pour un, al con en la se son un"));

/** Those of the words of a query, with how they are `written`, that say what is looked for. */
export function telling(query) {
  const isForeign = query.some(({ word }) => COMMON_ABROAD.has(word));
  return query.filter(({ word, written }) => !isCommon(word, written) && !(isForeign && COMMON_THERE.has(word) && word === written));
}

/** The same in Chinese, which has no spaces to tell words by. */
const COMMON_CHINESE = /为什么|為什麼|什么时候|什麼時候|什么|什麼|怎么|怎麼|哪里|哪裡|哪个|哪個|哪些|何时|何時|如何|多少|谁|誰|吗|嗎|呢|了|的|是/gu;

export const withoutCommonChinese = (text) => text.replace(COMMON_CHINESE, " ");

/** Whether to look for everything but this word; written IT or WHO, it may be a name. */
export const isCommon = (word, written) => (COMMON.has(word) || COMMON_ABROAD.has(word)) && !/^\P{L}*\p{Lu}{2,}\P{L}*$/u.test(written);

/** By the words of a question, the kinds of results that it asks for, as letters. */
const asking = (pairs) => new Map(Object.entries(pairs).flatMap(([kinds, text]) => text.split(/\s+/).map((word) => [word, kinds])));

export const ASKED_FOR = new Map([...asking({
  e: `when where which who many much wann wo wer welche welcher welches quand ou qui quel quelle combien cuando donde quien cual cuantos
    когда где кто какая какои сколько`,
  q: "said say says quote quotes speech",
  p: "mean means",
  jf: "will why likely future next outlook warum wieso pourquoi почему",
  f: "forecast forecasts prediction predictions probability",
  j: "judgement judgements judgment judgments confident confidence assessment",
}), ...asking(ofLanguage?.ASKED_FOR ?? {})]);
