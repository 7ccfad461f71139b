/** All checks of a brief: what a value is by itself, what names what, and what happened when. */

import { checkChronology } from "./chronology.js";
import { checkReferences } from "./references.js";
import { resolved } from "./schema.js";
import { checkRecord } from "./shape.js";
import { Words } from "./words.js";

/** What the checks have to know: the schema, and what the generator hands over. */
export function contextOf(schema, known, eventsOf) {
  const languages = new Set(Object.keys(known.languages).map((code) => code.toLowerCase()));
  const { pattern } = resolved(schema, schema.properties.timeline.items).properties.date;
  return { schema, known, eventsOf, languages, datePattern: pattern, words: new Words(known) };
}

/** Everything that is wrong with a brief whose file has the name. */
export function check(context, slug, brief) {
  const here = { ...context, slug };
  return [
    ...checkRecord(here, here.schema, brief),
    ...checkReferences(here, brief),
    ...checkChronology(here, brief),
  ];
}
