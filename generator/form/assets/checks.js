/**
 * What is missing or wrong in a brief, as far as its schema and the data of the site can say.
 *
 * What takes a parser of Markdown, or the whole repository, is left to the check of the pull request. A finding
 * names a message of `generator/form/messages.py`, the path to what it is about, and what fills the message in.
 */

import { addressFor, datesFor } from "./advice.js";
import { order } from "./dates.js";
import { gettext } from "./language.js";
import { choiceName, everything, isProse, kindName, shapeOf } from "./schema.js";

/** Lists whose entries share their ids: those of events and quotes are the anchors of one page. */
export const NAMESPACES = [["timeline", "quotes"], ["actors"], ["sources"]];

const BY_FORMAT = {
  id: "BAD_ID",
  edtf: "BAD_DATE",
  date: "BAD_DAY",
  "web-address": "BAD_ADDRESS",
  language: "BAD_LANGUAGE",
  number: "BAD_NUMBER",
  percentage: "BAD_PERCENTAGE",
  orcid: "BAD_ORCID",
};
const MARKS = String.raw`(?:(?:>|(?:[-+*]|\d{1,9}[.)])(?=\s|$))[ \t]*)`;
const NO_WORDS = new RegExp(String.raw`^\s*${MARKS}+\s*$`, "u");
const HEADING_WITHOUT_WORDS = new RegExp(String.raw`^[ \t]*${MARKS}*#{1,6}(?:[ \t]+#+)?[ \t]*$`, "mu");
const BEYOND_PATTERNS = { edtf: areDays, date: areDays, "web-address": (text) => URL.canParse(text), orcid: isChecked };
const UNKNOWN = {
  actor: "UNKNOWN_ACTOR",
  source: "UNKNOWN_SOURCE",
  topic: "UNKNOWN_TOPIC",
  brief: "UNKNOWN_BRIEF",
  event: "UNKNOWN_BRIEF",
};

/** All findings in a brief; `name` is its short name, `known` what the site knows. */
export function check(schema, known, name, brief) {
  const parts = [...everything(schema, schema, brief)];
  const texts = parts.filter(({ node }) => node);
  const ids = {
    actor: new Set((brief.actors ?? []).map(({ id }) => id)),
    source: new Set((brief.sources ?? []).map(({ $key }) => $key)),
    topic: new Set(Object.keys(known.topics)),
    brief: new Set(Object.keys(known.briefs)),
    event: new Set(Object.keys(known.briefs)),
  };
  return [
    ...parts.filter(({ record }) => record).flatMap(missing),
    ...texts.flatMap((each) => checkText(each, known)),
    ...texts.flatMap((each) => checkReference(each, ids, name)),
    ...checkActors(known, name, brief.actors ?? []),
    ...checkNames(known, brief.actors ?? []),
    ...checkIds(brief),
    ...checkEvidence(brief, texts),
    ...checkDates(schema, brief, texts),
    ...checkConfidence(brief, ids.source),
    ...checkRows(brief),
  ];
}

function missing({ record, value, path }) {
  const isList = (key) => ["map", "records"].includes(shapeOf(record.properties[key]));
  const wanted = (record.required ?? []).map((key) => [key, isList(key) ? "NONE_ADDED" : "REQUIRED"]);
  const isCase = Object.entries(record.if?.properties ?? {}).some(([key, node]) => value[key] === node.const);
  if (isCase) wanted.push(...record.then.required.map((key) => [key, "DISPUTED_WITHOUT_NOTE"]));
  const isNamed = record.anyOf?.some(({ required }) => required.every((key) => value[key] !== undefined)) ?? true;
  return [
    ...wanted
      .filter(([key]) => value[key] === undefined)
      .map(([key, message]) => ({ message, path: [...path, key] })),
    ...(isNamed ? [] : [{ message: record.properties.speaker ? "QUOTE_WITHOUT_SPEAKER" : "NAMELESS_SOURCE", path }]),
  ];
}

/** The findings in one text; `known` has the names of kinds of actors. */
export function checkText({ node, text, path }, known) {
  const message = problemOf(node, text);
  if (!message && isProse(node)) return checkWords(text, path);
  const [meant, better] = message ? advice(node, text) : [];
  if (meant) return [{ message: meant, path, text, better }];
  const choices = node.enum?.filter(Boolean).map((each) => choiceName(node, each, known)).join(", ");
  return message ? [{ message, path, text, choices, limit: node.maxLength, length: [...text].length }] : [];
}

/** The message that says what to enter instead, and that, if what was meant is clear. */
function advice(node, text) {
  if (node.format === "web-address") {
    const better = addressFor(text, (address) => !problemOf(node, address));
    return better ? ["ADDRESS_MEANT", better] : [];
  }
  if (!["date", "edtf"].includes(node.format)) return [];
  const dates = datesFor(text, node.format === "date").filter((date) => !problemOf(node, date));
  return dates.length ? ["DATE_MEANT", alternatives(dates)] : [];
}

function alternatives(texts) {
  const [last, ...others] = texts.toReversed();
  return others.length ? gettext("%(first)s or %(last)s", { first: others.toReversed().join(", "), last }) : last;
}

/** Headings without words, and texts that are nothing but signs. Others take a parser of Markdown. */
function checkWords(text, path) {
  const [found] = text.match(NO_WORDS) ?? text.match(HEADING_WITHOUT_WORDS) ?? [];
  return found ? [{ message: "NO_WORDS", path, text: found.trim() }] : [];
}

function problemOf(node, text) {
  const fits = (pattern) => new RegExp(pattern, "u").test(text);
  const isTooLong = [...text].length > node.maxLength;
  if (node.enum) return node.enum.includes(text) ? undefined : "BAD_CHOICE";
  if (node.format in BY_FORMAT) {
    const isRight = fits(node.pattern) && !isTooLong && (BEYOND_PATTERNS[node.format]?.(text) ?? true);
    if (!isRight) return BY_FORMAT[node.format];
    return node.not?.anyOf.some((each) => each.enum.includes(text)) ? "RESERVED_ID" : undefined;
  }
  if (isTooLong) return "TOO_LONG";
  return node.not && fits(node.not.pattern) ? "QUOTATION_MARKS" : undefined;
}

/** Whether each day in the text is one of the calendar: patterns know no leap years. */
function areDays(text) {
  return (text.match(/\d{4}-\d{2}-\d{2}/g) ?? []).every((day) => {
    const date = new Date(day);
    return day > "0001" && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(day);
  });
}

/** Whether the last character is the right one: ISO/IEC 7064, MOD 11-2. */
function isChecked(orcid) {
  const digits = [...orcid.replaceAll("-", "").trim()];
  const total = digits.slice(0, -1).reduce((sum, digit) => ((sum + Number(digit)) * 2) % 11, 0);
  return "0123456789X"[(12 - total) % 11] === digits.at(-1);
}

function checkReference({ node, text, path }, ids, name) {
  const to = node["x-refers-to"];
  const [id, event] = to === "event" ? text.split("#") : [text, text];
  const find = (message) => [{ message, path, text }];
  if (!to) return [];
  if (id === name && UNKNOWN[to] === "UNKNOWN_BRIEF") return find("SELF_REFERENCE");
  if (!ids[to].has(id)) return find(UNKNOWN[to]);
  return event ? [] : find("UNKNOWN_EVENT");
}

/** What the site knows of an actor from other files than that of the brief, or nothing. */
export function describedElsewhere(known, name, id = "") {
  const actor = Object.hasOwn(known.actors, id) ? known.actors[id] : undefined;
  return actor?.only_in === name ? undefined : actor;
}

/** An actor that is new to the site has a name and a kind; any other has those that it has elsewhere. */
function checkActors(known, name, actors) {
  return actors.flatMap((actor, index) => {
    const isFirst = actors.findIndex(({ id }) => id === actor.id) === index;
    if (!actor.id || !isFirst) return [];
    const elsewhere = describedElsewhere(known, name, actor.id);
    return ["name", "kind"].flatMap((key) => {
      const path = ["actors", index, key];
      if (!elsewhere) return actor[key] ? [] : [{ message: "UNDEFINED_ACTOR", path }];
      const isSame = (actor[key] ?? elsewhere[key]) === elsewhere[key];
      return isSame ? [] : [{ message: "CONFLICTING_ACTOR", path, text: key === "kind" ? kindName(known, elsewhere[key]) : elsewhere[key] }];
    });
  });
}

const named = new WeakMap(); // for each site, its actors by their names

function folded(name) {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}

/** An actor without a profile has no name of another one with a profile, or in as many briefs. */
function checkNames(known, actors) {
  if (!named.has(known)) {
    const all = Object.entries(known.actors).flatMap(([id, { name, aliases = [] }]) =>
      [name, ...aliases].map((each) => [folded(each), id]),
    );
    named.set(known, Map.groupBy(all, ([name]) => name));
  }
  const briefs = (id) => (Object.hasOwn(known.actors, id) ? (known.actors[id].briefs ?? Infinity) : 1);
  return actors.flatMap(({ id, name }, index) => {
    if (!id || !name || briefs(id) === Infinity) return [];
    const elsewhere = (named.get(known).get(folded(name)) ?? []).map(([, other]) => other);
    const here = actors.filter((each) => each.name && folded(each.name) === folded(name)).map((each) => each.id);
    const [other] = [...elsewhere, ...here]
      .filter((each) => each && each !== id && briefs(each) >= briefs(id))
      .sort((one, two) => briefs(two) - briefs(one) || (one < two ? -1 : 1));
    return other ? [{ message: "SAME_NAME", path: ["actors", index, "name"], other }] : [];
  });
}

function checkIds(brief) {
  return NAMESPACES.flatMap((lists) => {
    const seen = new Set();
    return lists.flatMap((list) =>
      (brief[list] ?? []).flatMap(({ $key, id, $id }, index) => {
        const text = $key ?? id ?? $id;
        const isTaken = text !== undefined && seen.has(text);
        seen.add(text);
        const message = list === "actors" ? "LISTED_TWICE" : "DUPLICATE_ID";
        return isTaken ? [{ message, path: [list, index, $key ? "$key" : "id"], text }] : [];
      }),
    );
  });
}

/** Every event and relation has a source, and every source is used. Any mention counts: whether it is a citation is not for us. */
function checkEvidence(brief, texts) {
  const prose = texts.filter(({ node }) => isProse(node)).map(({ text }) => text);
  const referredTo = new Set(texts.filter(({ node }) => node["x-refers-to"] === "source").map(({ text }) => text));
  const isUsed = (id) => referredTo.has(id) || prose.some((text) => text.includes(`@${id}`));
  return [
    ...(brief.timeline ?? []).flatMap(({ sources }, index) =>
      sources ? [] : [{ message: "EVENT_WITHOUT_SOURCE", path: ["timeline", index, "sources"] }],
    ),
    ...(brief.relations ?? []).flatMap((relation, index) =>
      isDocumented(brief, relation) ? [] : [{ message: "RELATION_WITHOUT_SOURCE", path: ["relations", index, "sources"] }],
    ),
    ...(brief.sources ?? []).flatMap(({ $key }, index) =>
      isUsed($key) ? [] : [{ message: "UNUSED_SOURCE", path: ["sources", index] }],
    ),
  ];
}

/** Whether a relation has a source, or an event or another relation with one has both actors. */
function isDocumented({ relations = [], timeline = [] }, { from, to, sources }) {
  const pairs = [...timeline.map(({ actors = [], ...event }) => [actors, event]), ...relations.map((each) => [[each.from, each.to], each])];
  return Boolean(sources) || pairs.some(([actors, { sources: of }]) => of && actors.includes(from) && actors.includes(to));
}

/** Nothing is later than the brief, or than all sources that document it. */
function checkDates(schema, brief, texts) {
  const { date, updated, as_of: asOf, sources = [] } = brief;
  const dates = texts.filter(({ node, text }) => ["date", "edtf"].includes(node.format) && !problemOf(node, text));
  const valid = new Set(dates.map(({ text }) => text));
  const isDate = (text) => valid.has(text);
  const published = new Map(sources.map(({ $key, published: day }) => [$key, day]));
  const dated = ["timeline", "quotes"].flatMap((list) =>
    (brief[list] ?? []).map((entry, index) => ({ entry, path: [list, index, "date"] })),
  );
  const isBackward = isDate(date) && isDate(updated) && order(updated)[1] < order(date)[0];
  const ends = isDate(asOf) ? [asOf] : [date, updated].filter(isDate);
  const end = ends.reduce((one, other) => (order(other)[1] > order(one)[1] ? other : one), ends[0]);
  const label = schema.properties[isDate(asOf) ? "as_of" : "updated"].title;
  return [
    ...(isBackward ? [{ message: "UPDATED_BEFORE_DATE", path: ["updated"], date }] : []),
    ...dated.flatMap(({ entry, path }) => {
      if (!isDate(entry.date)) return [];
      if (entry.status === "planned") return [];
      const [earliest] = order(entry.date);
      const days = (entry.sources ?? [entry.source]).map((id) => published.get(id));
      if (days.length && days.every(isDate) && days.every((day) => earliest > dayAfter(order(day)[1]))) {
        return [{ message: "BEFORE_THE_EVIDENCE", path }];
      }
      const isLate = isDate(date) && !isBackward && earliest > order(end)[1];
      return isLate ? [{ message: "AFTER_THE_END", path, end, late: order(entry.date)[1], field: label }] : [];
    }),
  ];
}

/** An event may be a day later than its report, in another time zone. */
function dayAfter(day) {
  return day === "9999-12-31" ? day : new Date(Date.parse(day) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** High confidence takes several sources that do not depend on one another, and one source makes it low. */
function checkConfidence(brief, known) {
  const copies = new Map((brief.sources ?? []).map(({ $key, copy_of: original }) => [$key, original]));
  const origin = (id) => {
    const followed = new Set();
    for (let now = id; known.has(now) && !followed.has(now); now = copies.get(now)) followed.add(now);
    return [...followed].at(-1);
  };
  return (brief.key_judgements ?? []).flatMap((judgement, index) => {
    const { sources = [], confidence } = judgement;
    const cited = [...known].filter((id) => JSON.stringify(judgement).includes(`@${id}`));
    const isEnough = new Set([...sources, ...cited].map(origin)).size > 1;
    const isMore = ["moderate", "high"].includes(confidence) && !isEnough;
    return isMore ? [{ message: "CONFIDENCE", path: ["key_judgements", index, "confidence"] }] : [];
  });
}

function checkRows({ figures = [] }) {
  return figures.flatMap(({ series = [""], rows = [] }, index) =>
    rows.flatMap(({ values }, row) =>
      !values || values.length === series.length
        ? []
        : [{ message: "UNEVEN_ROWS", path: ["figures", index, "rows", row, "values"], number: series.length }],
    ),
  );
}
