/** What was probably meant by a date or an address, in the format of briefs. The check gives the same advice. */

const LANGUAGES = ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "uk", "ru", "tr"];
const NAME = String.raw`(?<name>[^\d\s,./'–—-]+)\.?`;
const DAY = String.raw`(?<day>\d\d?)(?:st|nd|rd|th|er|\.)?`;
const YEAR = String.raw`(?<year>\d{4})`;
const GAP = String.raw`[ ,/-]+(?:of |de )?`;
const FORMATS = [
  `${DAY}${GAP}${NAME}${GAP}${YEAR}`, // 14 May 2024
  `${NAME}${GAP}${DAY}${GAP}${YEAR}`, // May 14, 2024
  `${NAME}${GAP}${YEAR}`, // May 2024
  String.raw`${YEAR}[-/.](?<month>\d\d?)[-/.](?<day>\d\d?)`,
  String.raw`${YEAR}[-/.](?<month>\d\d?)`,
  String.raw`(?<day>\d\d?)[-/.](?<month>\d\d?)[-/.]${YEAR}`,
  String.raw`(?<month>\d\d?)[-/.](?<day>\d\d?)[-/.]${YEAR}`,
  String.raw`(?<month>\d\d?)[-/.]${YEAR}`,
  YEAR,
].map((pattern) => new RegExp(`^${pattern}$`, "u"));
const LONGEST = 60; // characters of a text that can be a date

let known;

/** The numbers of the months by their names, as the browser knows them; the first language prevails. */
function months() {
  if (known) return known;
  known = new Map();
  for (const language of LANGUAGES) {
    for (const month of ["long", "short"]) {
      for (const day of [undefined, "numeric"]) {
        const names = new Intl.DateTimeFormat(language, { day, month, timeZone: "UTC" });
        for (let number = 1; number <= 12; number += 1) {
          const parts = names.formatToParts(new Date(Date.UTC(2024, number - 1, 1)));
          const name = parts.find(({ type }) => type === "month").value.toLowerCase().replace(/\.$/, "");
          if (!known.has(name)) known.set(name, number);
        }
      }
    }
  }
  return known;
}

/** The dates that the text may mean: two if a day could be a month, none if it is unclear. */
export function datesFor(text, isDay) {
  const words = text.toLowerCase().trim().replace(/\s+/g, " ");
  if (words.length > LONGEST) return [];
  const about = words.match(/^(?:about|around|circa|ca?\.?|um|etwa) ?(.+)$/);
  const found = about ? single(about[1]).map((date) => `${date}~`) : single(words);
  return [...new Set(found)].filter((date) => !isDay || /^\d{4}-\d\d-\d\d$/.test(date));
}

function single(words) {
  return FORMATS.flatMap((format) => {
    const { year, name, month, day } = words.match(format)?.groups ?? {};
    const number = name ? (months().get(name) ?? months().get(name.replace(/t$/, ""))) : Number(month);
    if (year && !name && !month) return [year];
    if (!year || year === "0000" || !(number >= 1 && number <= 12)) return [];
    const last = new Date(Date.UTC(Number(year), number, 0)).getUTCDate();
    if (day !== undefined && !(day >= 1 && day <= 31)) return [];
    const parts = [year, number, ...(day === undefined ? [] : [Math.min(day, last)])];
    return [parts.map((part) => String(part).padStart(2, "0")).join("-")];
  });
}

/** The address that was probably meant, or nothing. */
export function addressFor(text, isAddress) {
  const trimmed = text.trim();
  const written = trimmed.match(/^\[[^[\]]*\]\(<?([^\s()<>]+)>?\)$/) ?? trimmed.match(/^(https?:\/\/\S+?)[,;.]?\s+[([].*$/is);
  if (written) return isAddress(written[1]) ? written[1] : undefined;
  const bare = trimmed.replace(/^[<>"' ]+|[<>"' ]+$/g, "").replace(/^(?:h[a-z]{1,6}:?\/{1,3}|\/\/)/i, "");
  const top = bare.match(/^(?:[\p{L}\p{N}_-]+\.)+(\p{L}{2,})(?:[:/?#]|$)/u)?.[1];
  if (!top || ["yml", "yaml", "md", "html", "htm", "pdf", "txt"].includes(top)) return undefined;
  const address = `https://${bare.replace(/\s+/g, "%20")}`;
  return isAddress(address) ? address : undefined;
}
