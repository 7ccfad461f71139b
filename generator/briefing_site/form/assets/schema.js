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
  const value = { ...node, ...inner };
  return {
    ...value,
    title: translated(node.title),
    description: translated(node.description),
    examples: translated(node.examples ?? inner?.examples),
    shape: shapeOf(node, inner, definition),
    record: definition && recordOf(schema, definition, node.propertyNames),
    refersTo: value["x-refers-to"],
    isProse: value.format === "markdown",
    isLong: value.format === "markdown" || value.maxLength > 300,
  };
}

function shapeOf(node, inner, definition) {
  if (node.additionalProperties) return "map";
  if (definition) return "records";
  if (inner) return "list";
  return node.enum ? "choice" : "text";
}

function translated(value) {
  if (Array.isArray(value)) return value.map(translated);
  return typeof value === "string" ? gettext(value) : value;
}
