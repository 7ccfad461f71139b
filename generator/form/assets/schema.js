/**
 * The JSON Schema of the format, as the form reads it.
 *
 * Values have the shape of the file, but a mapping with keys of the writer's choice is a list of records with
 * the key under `$key`: its order stays, and two entries may have the same key while one is being typed.
 * Keys that begin with `$` belong to the form and are never written as fields.
 */

import { gettext } from "./language.js";

const KEY = {
  title: gettext("Id"),
  description: gettext("What other entries and citations call it. It is made for you if you leave it alone."),
};

/** The schema with its titles, descriptions and examples in the language of the site. */
export function inLanguage(node) {
  if (Array.isArray(node)) return node.map(inLanguage);
  if (typeof node !== "object" || node === null) return node;
  const said = (key, value) => (["title", "description"].includes(key) && typeof value === "string" ? gettext(value) : inLanguage(value));
  const told = (value) => (typeof value === "string" ? gettext(value) : Array.isArray(value) ? value.map(told) : value);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, key === "examples" ? told(value) : said(key, value)]));
}

/** What stands there: `map`, `records`, `list`, `choice` or `text`. */
export function shapeOf(node) {
  if (node.additionalProperties) return "map";
  if (node.items) return node.items.$ref ? "records" : "list";
  return node.enum ? "choice" : "text";
}

/** What a choice is called in the language of the site, which has names of its own for kinds of actors. */
export function choiceName(node, id, known) {
  return node.format === "actor-kind" ? kindName(known, id) : gettext(id);
}

/** What the site calls a kind of actors; a kind that it does not have is called by its id. */
export function kindName({ actor_kinds: names }, id) {
  return Object.hasOwn(names, id) ? names[id] : id;
}

/** The record that the entries of a `map` or of `records` follow. */
export function recordOf(schema, node) {
  const { $ref } = node.items ?? node.additionalProperties;
  const record = schema.definitions[$ref.split("/").pop()];
  if (shapeOf(node) !== "map") return record;
  const $key = { ...node.propertyNames, ...KEY };
  return { ...record, properties: { $key, ...record.properties }, required: ["$key", ...(record.required ?? [])] };
}

/** The keys that a record can have, each with what it holds and whether it is required. */
export function fieldsOf(record) {
  return Object.entries(record.properties).map(([key, node]) => ({
    key,
    node,
    isRequired: Boolean(record.required?.includes(key)),
  }));
}

/** Whether the text is Markdown. */
export function isProse(node) {
  return node.format === "markdown";
}

/** Whether the text may be longer than a line. */
export function isLong(node) {
  return isProse(node) || node.maxLength > 300;
}
