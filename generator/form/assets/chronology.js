/** Whether the dates can be true together. */

import { LAST_DAY, nextDay, overlap, readDate } from "./dates.js";

const KINDS = [
  ["timeline", "event"],
  ["quotes", "quote"],
];

export function checkChronology({ datePattern, words, eventsOf }, brief) {
  const read = (text) => {
    const date = text === undefined ? undefined : readDate(text, datePattern);
    return date && !date.problem ? date : undefined;
  };
  const each = KINDS.flatMap(([list, kind]) =>
    (brief[list] ?? []).map((entry, index) => ({ entry, kind, date: read(entry.date), path: [list, index, "date"] })),
  ).filter(({ date }) => date);
  return [
    ...checkEnds(words, read(brief.date), read(brief.updated), each),
    ...checkEvidence(words, read, new Map(brief.sources), each),
    ...checkTellings(words, read, eventsOf, each),
  ];
}

/** Nothing happened after the day that the brief describes the state of. */
function checkEnds(words, date, updated, entries) {
  if (!date) return [];
  if (updated && updated.latest < date.earliest) {
    return [words.finding("UPDATED_BEFORE_DATE", ["updated"], { updated: updated.text, date: date.text })];
  }
  const end = updated && updated.latest > date.latest ? updated : date;
  return entries
    .filter((each) => !each.date.isOpen && each.date.earliest > end.latest)
    .map(({ kind, path, date: { text } }) => words.finding("AFTER_THE_END", path, { kind, date: text, end: end.text }));
}

/** No source documents what had not happened yet; it can be tomorrow there already. */
function checkEvidence(words, read, sources, entries) {
  return entries.flatMap(({ entry, kind, date, path }) => {
    const named = entry.sources ?? (entry.source ? [entry.source] : []);
    const published = named.map((id) => read(sources.get(id)?.published));
    if (date.isOpen || !published.length || published.includes(undefined)) return [];
    const latest = published.map((each) => each.latest).sort().at(-1);
    const isEarly = latest < LAST_DAY && date.earliest > nextDay(latest);
    return isEarly ? [words.finding("BEFORE_THE_EVIDENCE", path, { kind, date: date.text })] : [];
  });
}

/** Two tellings of one event agree on when it happened. */
function checkTellings(words, read, eventsOf, entries) {
  return entries.flatMap(({ entry, date, path }) => {
    const [name, event = ""] = (entry.same_as ?? "").split(/#(.*)/s);
    const told = name && eventsOf(name)?.find((each) => each.id === event);
    const there = told && read(told.date);
    if (!there || overlap(date, there)) return [];
    return [words.finding("MERGED_DATES", [...path.slice(0, 2), "same_as"], { here: date.text, there: there.text })];
  });
}
