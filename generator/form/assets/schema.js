/**
 * The JSON Schema of the format, as the form asks it.
 *
 * Values have the shape that the file will have, but a mapping with keys of one's own choice is a list of
 * pairs of key and value, so that its order stays and two entries may have the same key while one types.
 * Keys that begin with `$` are the form's own and are never written.
 */

/** Follows a reference to a definition. */
export function resolved(schema, node) {
  return node.$ref ? schema.definitions[node.$ref.split("/").pop()] : node;
}

/** What stands there: `map`, `records`, `list`, `choice` or `text`. */
export function shapeOf(node) {
  if (node.additionalProperties) return "map";
  if (node.items) return node.items.$ref ? "records" : "list";
  return node.enum ? "choice" : "text";
}

/** The record that the entries of a `map` or of `records` follow. */
export function recordOf(schema, node) {
  return resolved(schema, node.items ?? node.additionalProperties);
}

/** The keys that a record can have, each with what it holds and whether it is needed. */
export function fieldsOf(record) {
  const needed = new Set(record.required ?? []);
  return Object.entries(record.properties).map(([key, node]) => ({ key, node, needed: needed.has(key) }));
}

/** Whether the text is Markdown. */
export function isProse(node) {
  return node.format === "markdown";
}

/** Whether the text may be longer than a line. */
export function isLong(node) {
  return isProse(node) || node.maxLength > 300;
}

/** Calls back for every text in a value, with what the schema says of it and the way to it. */
export function eachText(schema, node, value, path, visit) {
  if (value === undefined) return;
  switch (shapeOf(node)) {
    case "map":
      value.forEach(([, entry], index) => eachField(schema, recordOf(schema, node), entry, [...path, index], visit));
      break;
    case "records":
      value.forEach((entry, index) => eachField(schema, recordOf(schema, node), entry, [...path, index], visit));
      break;
    case "list":
      value.forEach((text, index) => visit(node.items, text, [...path, index]));
      break;
    default:
      visit(node, value, path);
  }
}

/** Calls back for every text in a record. */
export function eachField(schema, record, value, path, visit) {
  for (const { key, node } of fieldsOf(record)) eachText(schema, node, value[key], [...path, key], visit);
}
