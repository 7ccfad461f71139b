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
  String.raw`(?<month>\d\d?)[-/](?<day>\d\d?)[-/]${YEAR}`,
  String.raw`(?<month>\d\d?)[-/.]${YEAR}`,
  YEAR,
].map((pattern) => new RegExp(`^${pattern}$`, "u"));
/** Words for a third of a period, by its number. */
const THIRDS = { early: 0, "beginning of": 0, "start of": 0, anfang: 0, mid: 1, "middle of": 1, mitte: 1, late: 2, "end of": 2, ende: 2 };
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

/** The dates that the text may mean: several if a day could be a month, none if it is unclear. */
export function datesFor(text, isDay) {
  const words = text.toLowerCase().trim().replace(/\s+/g, " ").replace(/\.$/, "");
  if (words.length > LONGEST) return [];
  return [...new Set(meanings(words))].filter((date) => !isDay || /^\d{4}-\d\d-\d\d$/.test(date));
}

function meanings(words) {
  const matched = (pattern) => words.match(new RegExp(`^(?:${pattern})$`, "u"));
  let found;
  if ((found = matched("(?:about|around|approximately|circa|ca?\\.?|um|etwa) ?(.+)"))) {
    return single(found[1]).map((date) => `${date}~`);
  }
  if ((found = matched("(?:since|seit) (.+)|(.+?)(?: to |-|–)(?:today|now|present)"))) {
    return single(found[1] ?? found[2]).map((date) => `${date}/..`);
  }
  if ((found = matched("(?:until|till|before|bis|vor) (.+)"))) return single(found[1]).map((date) => `../${date}`);
  if ((found = matched("(?:the )?(\\d{3})0'?s"))) return [`${found[1]}X`];
  if ((found = matched(`(?:the )?(${Object.keys(THIRDS).join("|")})[ -](?:the )?(.+)`))) return third(THIRDS[found[1]], found[2]);
  const exact = single(words);
  return exact.length ? exact : intervals(words);
}

/** A third of a decade, a year or a month as an interval, or else the whole of it. */
function third(number, period) {
  const decade = period.match(/^(\d{3})0'?s$/)?.[1];
  if (decade) return [[0, 4, 7].map((first, at) => `${decade}${first}/${decade}${[3, 6, 9][at]}`)[number], `${decade}X`];
  const [whole, ...others] = single(period);
  if (!whole || others.length || whole.length > 7) return [];
  const [first, last] = whole.length === 4 ? [4 * number + 1, 4 * number + 4] : [10 * number + 1, [10, 20, lastDay(whole)][number]];
  return [[first, last].map((part) => `${whole}-${String(part).padStart(2, "0")}`).join("/"), whole];
}

/** Intervals, in which the first date may lack what it has in common with the second. */
function intervals(words) {
  const between = "(?: to | until | and | bis | ?[–—] ?| [-/] |-)";
  const days = words.match(new RegExp(`^(\\d\\d?)(?:st|nd|rd|th|\\.)?${between}(\\d.*)$`, "u"));
  const month = words.match(new RegExp(`^(\\D+ )(\\d\\d?)${between}(\\d\\d?)(,? \\d{4})$`, "u"));
  const any = words.match(/^(?:from |between |von )?(.+?)(?: to | until | and | bis | ?[–—] ?| [-/] |(?<=\d{4})-(?=\d{4})|(?<=\D)-(?=\D))(.+)$/u);
  const [first, last] = month
    ? [month[1] + month[2] + month[4], month[1] + month[3] + month[4]]
    : days && single(days[2]).length
      ? [days[1] + days[2].replace(/^\d+(?:st|nd|rd|th|\.)?/, ""), days[2]]
      : (any?.slice(1) ?? ["", ""]);
  const alone = single(first);
  const starts = alone.length ? alone : single(`${first} ${last.match(/\d{4}$/)?.[0]}`);
  return starts.flatMap((start) => single(last).map((end) => `${start}/${end}`));
}

/** The number of days of a month such as 2010-02. */
function lastDay(month) {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
}

function single(words) {
  return FORMATS.flatMap((format) => {
    const { year, name, month, day } = words.match(format)?.groups ?? {};
    const number = name ? (months().get(name) ?? months().get(name.replace(/t$/, ""))) : Number(month);
    if (year && !name && !month) return [year];
    if (!year || year === "0000" || !(number >= 1 && number <= 12)) return [];
    const last = lastDay(`${year}-${number}`);
    if (day !== undefined && !(day >= 1 && day <= last)) return [];
    const parts = [year, number, ...(day === undefined ? [] : [day])];
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
