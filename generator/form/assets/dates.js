/** Dates in words, as `generator/publishing/wording.py` writes them, and in order. */

const MOMENT = /^(\d{2})(\d{2}|\dX|XX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?([~?%]?)$/;
const SEASONS = { 21: "spring", 22: "summer", 23: "autumn", 24: "winter" };
const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat("en-GB", { month: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2001, month))),
);

/** A date of EDTF at its own precision, such as “about 2001”; what is no date stays as it is. */
export function inWords(text) {
  if (!text.includes("/")) return words(moment(text)) ?? text;
  const [first, last] = text.split("/").map(moment);
  if (!first) return last ? `until ${words(last)}` : text;
  if (!last) return text.endsWith("..") ? `since ${words(first)}` : `from ${words(first)}`;
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
    day: known.day,
    season,
    precision,
    isAbout: sign === "~" || sign === "%",
    isUncertain: sign === "?" || sign === "%",
    earliest: `${from}-${begin}-${known.day || "01"}`,
    latest: `${until}-${end}-${known.day || new Date(Date.UTC(Number(until), Number(end), 0)).getUTCDate()}`,
  };
}

function words(when) {
  return when && `${when.isAbout ? "about " : ""}${exact(when)}${when.isUncertain ? " (uncertain)" : ""}`;
}

function exact({ precision, year: from, until, month, day, season }) {
  const of = Number(from);
  if (until) return `${of}–${Number(until)}`;
  if (precision === "decade") return `${of}s`;
  if (season) return `${season} ${of}`;
  return [day && Number(day), month && MONTHS[month - 1], of].filter(Boolean).join(" ");
}

function interval(first, last) {
  const isPlain = ![first, last].some(({ isAbout, isUncertain }) => isAbout || isUncertain);
  const isAlike = isPlain && first.precision === last.precision;
  if (isAlike && first.year === last.year) {
    const day = Number(first.day);
    if (first.precision === "month") return `${MONTHS[first.month - 1]}–${exact(last)}`;
    if (first.precision === "day" && first.month === last.month) return `${day}–${exact(last)}`;
    if (first.precision === "day") return `${day} ${MONTHS[first.month - 1]} – ${exact(last)}`;
  }
  return `${words(first)}${isAlike && first.precision === "year" ? "–" : " – "}${words(last)}`;
}
