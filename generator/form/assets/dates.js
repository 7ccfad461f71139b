/** Dates in words, as `generator/site/wording.py` writes them, and in order. */

import { gettext, locale, pgettext } from "./language.js";

const MOMENT = /^(\d{2})(\d{2}|\dX|XX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?([~?%]?)$/;
const SEASONS = {
  21: (year) => gettext("spring %(year)s", { year }),
  22: (year) => gettext("summer %(year)s", { year }),
  23: (year) => gettext("autumn %(year)s", { year }),
  24: (year) => gettext("winter %(year)s", { year }),
};
const as = (options) => new Intl.DateTimeFormat(locale, { ...options, calendar: "gregory", numberingSystem: "latn", timeZone: "UTC" });
const DAY = as({ dateStyle: "long" });
const MONTH = as({ year: "numeric", month: "long" });
const WITHIN_YEAR = as({ month: "long", day: "numeric" });
/** What the language writes first: the day, the month or the year. */
const FIRST = DAY.formatToParts().find(({ type }) => type !== "literal").type;

/** A date of EDTF at its own precision, such as “about 2001”; what is no date stays as it is. */
export function inWords(text) {
  if (!text.includes("/")) return words(moment(text)) ?? text;
  const [first, last] = text.split("/").map(moment);
  if (!first) return last ? gettext("until %(date)s", { date: words(last) }) : text;
  const date = words(first);
  if (!last) return text.endsWith("..") ? gettext("since %(date)s", { date }) : gettext("from %(date)s", { date });
  return interval(first, last);
}

/** A key to sort by: what begins earlier comes first, then what ends earlier. */
export function order(text) {
  const ends = text.split("/").map(moment);
  return [ends[0]?.earliest ?? "0001-01-01", ends.at(-1)?.latest ?? "9999-12-31", text];
}

/** The year to list it under. */
export function year(text) {
  const [first, last] = text.split("/").map(moment);
  return (first ?? last)?.earliest.slice(0, 4) ?? "";
}

/** What a date says: its parts as far as they are known; nothing if it is none. */
function moment(text) {
  const found = text.match(MOMENT);
  if (!found) return undefined;
  const [, century, rest, month, day, sign] = found;
  const known = { month: month !== "XX" && month, day: day !== "XX" && day };
  const season = known.month && SEASONS[month];
  const precision = rest.includes("X") ? "decade" : season ? "season" : known.day ? "day" : known.month ? "month" : "year";
  const [from, until] = ["0", "9"].map((digit) => century + rest.replaceAll("X", digit));
  const begin = season ? String((month - 20) * 3).padStart(2, "0") : known.month || "01";
  const end = season ? String(Math.min((month - 20) * 3 + 2, 12)).padStart(2, "0") : known.month || "12";
  return {
    year: from,
    until: rest === "XX" ? until : undefined,
    month: known.month,
    season,
    precision,
    isAbout: sign === "~" || sign === "%",
    isUncertain: sign === "?" || sign === "%",
    earliest: `${from}-${begin}-${known.day || "01"}`,
    latest: `${until}-${end}-${known.day || new Date(Date.UTC(Number(until), Number(end), 0)).getUTCDate()}`,
  };
}

function words(when) {
  if (!when) return undefined;
  const date = when.isAbout ? gettext("about %(date)s", { date: exact(when) }) : exact(when);
  return when.isUncertain ? gettext("%(date)s (uncertain)", { date }) : date;
}

function exact({ precision, year: from, until, season, earliest }) {
  const of = Number(from);
  if (until) return `${of}–${Number(until)}`;
  if (precision === "decade") return gettext("%(year)ss", { year: of });
  if (season) return season(of);
  if (precision === "year") return String(of);
  return (precision === "day" ? DAY : MONTH).format(new Date(earliest));
}

/** What both ends share is written once. */
function interval(first, last) {
  const isPlain = ![first, last].some(({ isAbout, isUncertain }) => isAbout || isUncertain);
  const isAlike = isPlain && first.precision === last.precision;
  if (isAlike && first.year === last.year && FIRST !== "year") {
    const begin = new Date(first.earliest);
    const date = exact(last);
    if (first.precision === "month") return `${part(WITHIN_YEAR, "month", begin)}–${date}`;
    if (first.precision === "day" && first.month === last.month && FIRST === "day") {
      return pgettext("days of a month", "%(first)s–%(date)s", { first: begin.getUTCDate(), date });
    }
    if (first.precision === "day") return `${WITHIN_YEAR.format(begin)} – ${date}`;
  }
  return `${words(first)}${isAlike && first.precision === "year" ? "–" : " – "}${words(last)}`;
}

function part(format, name, date) {
  return format.formatToParts(date).find(({ type }) => type === name).value;
}
