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

/** A record in the language of the site: its title and its fields; `key` describes the keys of a mapping of such records. */
export function recordOf(schema, definition = schema, key = undefined) {
  const properties = { ...(key && { $key: { ...key, ...KEY } }), ...definition.properties };
  const required = ["$key", ...(definition.required ?? [])];
  const fields = Object.entries(properties).map(([name, node]) => ({ ...fieldOf(schema, node), key: name, isRequired: required.includes(name) }));
  return { title: gettext(definition.title), fields };
}

/** A field: a `map` or `records` of a record, a `list`, a `choice` or a `text`. What its items are is said of the list. */
function fieldOf(schema, node) {
  const inner = node.additionalProperties || node.items;
  const definition = inner?.$ref && schema.definitions[inner.$ref.split("/").pop()];
  const said = (value) => (Array.isArray(value) ? value.map(said) : typeof value === "string" ? gettext(value) : value);
  const value = { ...node, ...inner };
  return {
    ...value,
    title: said(node.title),
    description: said(node.description),
    examples: said(node.examples ?? inner?.examples),
    shape: node.additionalProperties ? "map" : definition ? "records" : inner ? "list" : node.enum ? "choice" : "text",
    record: definition && recordOf(schema, definition, node.propertyNames),
    refersTo: value["x-refers-to"],
    isProse: value.format === "markdown",
    isLong: value.format === "markdown" || value.maxLength > 300,
  };
}
