/** Whether everything that is named exists, and whether everything that exists is named once. */

import { readProse } from "./prose.js";
import { eachField, isProse } from "./schema.js";

/**
 * The findings. `known` is what the generator knows of other briefs; `place` is the file that is written, and
 * `eventsOf` gives the events of another brief, or nothing while they are on their way.
 */
export function checkReferences({ schema, words, known, slug, eventsOf }, brief) {
  const actors = new Set((brief.actors ?? []).map((actor) => actor.id));
  const sources = new Set((brief.sources ?? []).map(([id]) => id));
  const used = new Set();
  const findings = [];
  eachField(schema, schema, brief, [], (node, text, path) => {
    const unknown = (name, values) => findings.push(words.finding(name, path, { text, ...values }));
    switch (node["x-refers-to"]) {
      case "actor":
        if (!actors.has(text)) unknown("UNKNOWN_ACTOR");
        break;
      case "source":
        used.add(text);
        if (!sources.has(text)) unknown("UNKNOWN_SOURCE");
        break;
      case "topic":
        if (!(text in known.topics)) unknown("UNKNOWN_TOPIC");
        break;
      case "brief":
        if (text === slug) unknown("OWN_BRIEF");
        else if (!(text in known.briefs)) unknown("UNKNOWN_BRIEF");
        break;
      case "event":
        checkEvent(text, { known, slug, eventsOf }, unknown);
        break;
      default:
        if (!isProse(node)) break;
        for (const name of readProse(text).cited) {
          used.add(name);
          if (!sources.has(name)) unknown("UNKNOWN_CITATION", { text: name });
        }
    }
  });
  return [
    ...findings,
    ...checkEvidence(words, brief, used),
    ...checkCast(words, known, slug, brief.actors ?? []),
    ...checkIds(words, brief),
    ...checkFormerIds(words, known, slug, brief),
  ];
}

function checkEvent(text, { known, slug, eventsOf }, unknown) {
  const [name, event = ""] = text.split(/#(.*)/s);
  if (name === slug) {
    unknown("OWN_EVENT");
  } else if (!(name in known.briefs)) {
    unknown("UNKNOWN_BRIEF_OF_EVENT");
  } else {
    const events = eventsOf(name);
    if (events && !events.some((each) => each.id === event)) unknown("UNKNOWN_EVENT", { brief: name });
  }
}

function checkEvidence(words, brief, used) {
  const events = (brief.timeline ?? []).flatMap((event, index) => [
    ...(event.sources ? [] : [words.finding("EVENT_WITHOUT_SOURCE", ["timeline", index, "sources"])]),
    ...(event.status === "disputed" && !event.note
      ? [words.finding("DISPUTED_WITHOUT_NOTE", ["timeline", index, "note"])]
      : []),
  ]);
  const sources = (brief.sources ?? []).flatMap(([name], index) =>
    used.has(name) ? [] : [words.finding("UNUSED_SOURCE", ["sources", index], { name })],
  );
  return [...events, ...sources];
}

/** What other files than that of this brief say of an actor: the value of the field and a file that says so. */
export function saidElsewhere(known, slug, id, field) {
  const actor = Object.hasOwn(known.actors, id) ? known.actors[id] : undefined;
  const places = actor?.places[field] ?? [];
  const place = places.find((each) => each !== `briefs/${slug}.yml`);
  return actor && (place || !places.length) ? { value: actor[field], place: place ?? "another file" } : undefined;
}

function checkCast(words, known, slug, cast) {
  const first = new Map();
  return cast.flatMap((actor, index) => {
    const path = ["actors", index];
    if (actor.id === undefined) return [];
    const taken = first.get(actor.id);
    first.set(actor.id, taken ?? index);
    if (Object.hasOwn(known.former.actors, actor.id)) {
      const holder = `an old id of '${known.former.actors[actor.id]}'`;
      return [words.finding("BAD_ID", [...path, "id"], { text: actor.id, reason: `it is ${holder}` })];
    }
    if (taken !== undefined) {
      const place = `as actor ${taken + 1}`;
      return [words.finding("ACTOR_LISTED_TWICE", [...path, "id"], { id: actor.id, place })];
    }
    const elsewhere = (field) => saidElsewhere(known, slug, actor.id, field);
    const missing = ["name", "kind"].filter((field) => !actor[field] && !elsewhere(field));
    const conflicts = ["name", "kind"].filter((field) => {
      const value = actor[field]?.replace(/\s+/g, " ").trim();
      return value && elsewhere(field) && elsewhere(field).value !== value;
    });
    return [
      ...missing.slice(0, 1).map((field) =>
        words.finding("UNDEFINED_ACTOR", [...path, field], {
          actor: actor.id,
          fields: missing.join(" and the "),
          keys: missing.map((each) => `${each}: ...`).join("' and '"),
        }),
      ),
      ...conflicts.map((field) =>
        words.finding("CONFLICTING_ACTOR", [...path, field], {
          field,
          actor: actor.id,
          value: actor[field],
          known: elsewhere(field).value,
          place: elsewhere(field).place,
        }),
      ),
    ];
  });
}

const NOUNS = { timeline: "event", quotes: "quote", corrections: "correction" };

/** The events and quotes of a brief with their anchors. */
function anchored(brief) {
  return ["timeline", "quotes"].flatMap((list) =>
    (brief[list] ?? []).map((entry, index) => ({
      id: entry.id ?? entry.$id,
      name: `${NOUNS[list]} ${index + 1}`,
      path: [list, index, "id"],
      message: entry.id ? "DUPLICATE_ID" : "DUPLICATE_DERIVED_ID",
    })),
  );
}

/** Every old id leads to one thing only. */
function checkFormerIds(words, known, slug, brief) {
  const others = Object.entries(known.former.briefs).filter(([, other]) => other !== slug);
  const briefs = new Map([
    ...Object.keys(known.briefs).map((id) => [id, `that of briefs/${id}.yml now`]),
    ...others.map(([id, other]) => [id, `listed in briefs/${other}.yml already`]),
    [slug, `that of briefs/${slug}.yml now`],
  ]);
  const anchors = new Map(anchored(brief).map(({ id, name }) => [id, `that of ${name} now`]));
  const entries = Object.entries(NOUNS).flatMap(([list, noun]) =>
    (brief[list] ?? []).map(({ formerly = [] }, index) => [anchors, formerly, [list, index], `${noun} ${index + 1}`]),
  );
  return [[briefs, brief.formerly ?? [], [], "this brief"], ...entries].flatMap(([taken, ids, path, name]) =>
    ids.flatMap((id, index) => {
      const holder = taken.get(id);
      taken.set(id, holder ?? `listed in ${name} already`);
      return holder ? [words.finding("FORMER_ID_IN_USE", [...path, "formerly", index], { id, holder })] : [];
    }),
  );
}

/** Events and quotes share the anchors of a page; sources have a list of ids of their own. */
function checkIds(words, brief) {
  const sources = (brief.sources ?? []).map(([id], index) => ({
    id,
    name: `source ${index + 1}`,
    path: ["sources", index, "$key"],
    message: "DUPLICATE_ID",
  }));
  return [anchored(brief), sources].flatMap((entries) => {
    const first = new Map();
    return entries.flatMap(({ id, name, path, message }) => {
      const other = first.get(id);
      if (id) first.set(id, other ?? name);
      return id && other ? [words.finding(message, path, { id, other })] : [];
    });
  });
}
