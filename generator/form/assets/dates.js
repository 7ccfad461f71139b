/**
 * Dates that say how exact they are: EDTF, levels 0 and 1, as the reader of briefs takes them.
 *
 * https://www.loc.gov/standards/datetime/ is the specification. Days are texts such as 2010-12-09, which
 * sort as the days do.
 */

const FIRST_DAY = "0001-01-01";
export const LAST_DAY = "9999-12-31";
const LONGEST = 40;
const SEASONS = { 21: ["03", "05"], 22: ["06", "08"], 23: ["09", "11"], 24: ["12", "12"] };

/** A date that can't be read: the name of a message, and why. */
class DateProblem extends Error {
  constructor(message, reason = "", values = {}) {
    super(message);
    Object.assign(this, { reason, values });
  }
}

function lengthOf(year, month) {
  return new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
}

/** The date as `{text, earliest, latest, isOpen, isDay}`, or as `{problem, reason, values}`. */
export function readDate(text, pattern) {
  const trimmed = text.trim();
  try {
    return interval(trimmed, new RegExp(pattern, "u"));
  } catch (error) {
    if (!(error instanceof DateProblem)) throw error;
    return { text: trimmed, problem: error.message, reason: error.reason, values: error.values };
  }
}

function interval(text, pattern) {
  if ([...text].length > LONGEST) throw new DateProblem("BAD_DATE", "DATE_TOO_LONG");
  const slash = text.indexOf("/");
  if (slash < 0) {
    const { earliest, latest } = moment(text, pattern);
    return { text, earliest, latest, isOpen: false, isDay: text === earliest };
  }
  const [first, last] = [text.slice(0, slash), text.slice(slash + 1)].map((end) =>
    end === "" || end === ".." ? null : moment(end, pattern),
  );
  if (!first && !last) throw new DateProblem("BAD_DATE", "NO_DATE");
  if (first && last && last.latest < first.earliest) throw new DateProblem("BACKWARD_INTERVAL");
  return {
    text,
    earliest: first?.earliest ?? FIRST_DAY,
    latest: last?.latest ?? LAST_DAY,
    isOpen: !first,
    isDay: false,
  };
}

function moment(text, pattern) {
  const plain = text.match(/^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?[?~%]?$/);
  if (plain) checkCalendar(...plain.slice(1));
  if (!pattern.test(text)) throw new DateProblem("BAD_DATE", "DATE_FORMAT");
  const [years, month = "XX", day = "XX"] = text.replace(/[?~%]$/, "").split("-");
  const [early, late] = [years.replaceAll("X", "0"), years.replaceAll("X", "9")];
  const [from, to] = SEASONS[month] ?? (month === "XX" ? ["01", "12"] : [month, month]);
  return {
    earliest: `${early}-${from}-${day === "XX" ? "01" : day}`,
    latest: `${late}-${to}-${day === "XX" ? lengthOf(late, to) : day}`,
  };
}

function checkCalendar(year, month, day) {
  if (year === "0000") throw new DateProblem("BAD_DATE", "NO_YEAR");
  if (month === undefined || (month in SEASONS && day === undefined)) return;
  if (month < "01" || month > "12") throw new DateProblem("BAD_DATE", "NO_MONTH", { month });
  const length = lengthOf(year, month);
  if (day !== undefined && (day < "01" || Number(day) > length)) {
    throw new DateProblem("BAD_DATE", "NO_DAY", { month: `${year}-${month}`, day, length });
  }
}

/** The day after. */
export function nextDay(day) {
  if (day === LAST_DAY) return day;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** Whether both can mean the same day. */
export function overlap(one, other) {
  return one.earliest <= other.latest && other.earliest <= one.latest;
}
