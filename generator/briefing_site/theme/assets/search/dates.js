// Dates in a query, as people write them: in the language of the page, in English and in others whose names of months
// the browser knows.

const { lang } = document.documentElement;
const LANGUAGES = [lang || "en", ..."en de fr es it pt nl pl uk ru kk tr fa ar".split(" ")];

/** A text without case, accents and kinds of apostrophes. */
export const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();

let numbers;

/** The numbers of months by their names and abbreviations; the first language prevails. */
function months() {
  if (numbers) return numbers;
  numbers = new Map();
  for (const language of LANGUAGES) {
    for (const form of [{ month: "long" }, { month: "long", day: "numeric" }, { month: "short" }]) {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, form);
      for (let month = 1; month <= 12; month += 1) {
        const name = format.formatToParts(new Date(2010, month - 1, 2)).find(({ type }) => type === "month").value;
        const key = plain(name).replace(/\.$/, "");
        if (/^\p{L}+$/u.test(key) && !numbers.has(key)) numbers.set(key, month);
      }
    }
  }
  return numbers;
}

const DAY = "(?<day>\\d{1,2})(?:st|nd|rd|th|er|\\.)?";
const GAP = "[\\s,/.-]+(?:(?:of|de) )?";
const NAME = "(?<name>\\p{L}{3,})";
const YEAR = "(?<year>\\d{4})";
const FORMS = [
  `${YEAR}[-/.](?<month>\\d{1,2})(?:[-/.](?<day>\\d{1,2}))?`, // 2010-06-11
  `(?<one>\\d{1,2})(?<mark>[-/.]) ?(?<two>\\d{1,2})[-/.] ?${YEAR}`, // 11.06.2010, and 11/06/2010, which may be either
  `(?<month>\\d{1,2})[/.]${YEAR}`, // 06/2010
  `${YEAR} ?年 ?(?<month>\\d{1,2}) ?月(?: ?(?<day>\\d{1,2}) ?日)?`,
  `${DAY}${GAP}${NAME}${GAP}${YEAR}`, // 11. Juni 2010
  `${NAME}${GAP}${DAY}${GAP}${YEAR}`, // June 11, 2010
  `${NAME}${GAP}${YEAR}`, // June 2010
  `${YEAR}${GAP}${NAME}(?:${GAP}${DAY})?`, // 2010 June 11
  `${DAY}${GAP}${NAME}`, // 11 June, of any year
  `${NAME}${GAP}${DAY}`,
].map((form) => new RegExp(`(?<![\\p{L}\\p{N}./-])${form}(?![\\p{L}\\p{N}])`, "u"));

/**
 * What a date may mean, such as 2010-06-11 or 2010-06, and the text without it; nothing if there is none in it. A day
 * without a year is that of each of the `years`, and stays in the text.
 */
export function dated(text, years = []) {
  const written = text.normalize("NFKC");
  if (/\d/.test(written)) {
    for (const form of FORMS) {
      const match = plain(written).match(form);
      const readings = match ? isoDates(match.groups, years) : [];
      if (!readings.length) continue;
      return { readings, rest: match.groups.year ? plain(written).replace(match[0], " ") : text };
    }
  }
  return { readings: [], rest: text };
}

function isoDates({ year, month, day, name, one, two, mark }, years) {
  const last = name ? months().get(name) : Number(month);
  const pairs = one ? [[two, one], ...(mark === "." ? [] : [[one, two]])] : [[last, day]];
  const dates = (ofYear) => pairs.map(([number, date]) => iso(Number(ofYear), Number(number), Number(date ?? 0)));
  return [...new Set((year ? [year] : years).flatMap(dates).filter(Boolean))];
}

function iso(year, month, day) {
  const parts = [month, ...(day ? [day] : [])].map((part) => String(part).padStart(2, "0"));
  const isDate = month >= 1 && month <= 12 && new Date(Date.UTC(year, month - 1, day || 1)).getUTCMonth() === month - 1;
  return isDate ? [year, ...parts].join("-") : "";
}
