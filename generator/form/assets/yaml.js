/**
 * A brief as YAML, of which the reader of briefs takes back exactly what was given.
 *
 * Written as the briefs are: long texts folded, texts of several lines as blocks, short lists in one line.
 * https://yaml.org/spec/1.2.2/ says what has to be in quotation marks; some more texts are, so that no other
 * program takes them for a number, a date or a truth value.
 */

import { fieldsOf, isProse, recordOf, shapeOf } from "./schema.js";

/** Characters in a line, where there is a choice. */
const WIDTH = 119;

const NOT_FIRST = /^[-?:,[\]{}#&*!|>'"%@`=~.\s]/;
const NOT_WITHIN = /: | #|\t|:$|\s$/;
const NOT_IN_BRACKETS = /[,[\]{}:]/;
const OTHER_THAN_TEXT =
  /^(?:true|false|yes|no|on|off|y|n|null|none|<<|[-+]?[0-9.][0-9_.,:xXoOa-fA-F+-]*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[Tt ].*)$/i;
const DATES = new Set(["date", "edtf"]);

/** The text less characters that no reader can see; the pattern of those is the reader's own. */
export function clean(text, forbidden) {
  return text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n").replace(new RegExp(forbidden, "gu"), "");
}

/** The text as a line has it. */
export function oneLine(text) {
  return text.replace(/[ \t\n]+/g, " ").trim();
}

/** A record as the lines of a file. */
export function toYaml(schema, record, value) {
  return recordLines(schema, record, value, 0).join("\n") + "\n";
}

/** The lines of a record, indented. */
export function recordLines(schema, record, value, indent) {
  const fields = fieldsOf(record).filter(({ key }) => key !== "$key" && value[key] !== undefined);
  fields.sort((one, other) => (other.key === "id") - (one.key === "id")); // as people write it
  return fields.flatMap(({ key, node }) => fieldLines(schema, key, node, value[key], indent));
}

/** The lines of a field. */
export function fieldLines(schema, key, node, value, indent) {
  const start = `${" ".repeat(indent)}${key}:`;
  const shape = shapeOf(node);
  if (shape === "text" || shape === "choice") return scalar(start, node, value, indent);
  if (shape === "map" || shape === "records") {
    return [start, ...entryLines(schema, recordOf(schema, node), value, indent + 2, shape === "map")];
  }
  const short = `${start} [${value.map((text) => bracketed(text, node.items)).join(", ")}]`;
  const isShort = !isProse(node.items) && value.every((text) => !text.includes("\n")) && short.length <= WIDTH;
  if (isShort || !value.length) return [short];
  return [start, ...value.flatMap((text) => scalar(`${" ".repeat(indent + 2)}-`, node.items, text, indent + 2))];
}

/** The line with the key of an entry of a mapping. */
export function keyLine(key, indent) {
  return `${" ".repeat(indent)}${inline(key ?? "", {})}:`;
}

/** The lines of the entries of a list or a mapping. */
export function entryLines(schema, record, entries, indent, isMap) {
  if (isMap) {
    return entries.flatMap((entry) => [
      keyLine(entry.$key, indent),
      ...recordLines(schema, record, entry, indent + 2),
    ]);
  }
  return entries.flatMap((entry) => {
    const [first = "{}", ...lines] = recordLines(schema, record, entry, indent + 2);
    return [`${" ".repeat(indent)}- ${first.trimStart()}`, ...lines];
  });
}

/** A text behind `start`, which is a key with its colon or the hyphen of a list. */
function scalar(start, node, text, indent) {
  const value = isProse(node) ? text : oneLine(text);
  if (value.includes("\n")) return [...block(start, value, indent)];
  const line = `${start} ${inline(value, node)}`;
  const isFoldable = value.includes(" ") && !/^\s|\s$| {2}|\t/.test(value);
  if (line.length <= WIDTH || !isFoldable) return [line];
  return [`${start} >-`, ...folded(value, " ".repeat(indent + 2))];
}

function folded(text, space) {
  const lines = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line && space.length + line.length + 1 + word.length > WIDTH) {
      lines.push(space + line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return [...lines, space + line];
}

/** A text of several lines. The digit says how deep it stands where its own first line begins with a space. */
function block(start, text, indent) {
  const ends = text.match(/\n*$/)[0].length;
  const space = " ".repeat(indent + 2);
  const lines = (ends ? text.slice(0, -1) : text).split("\n").map((line) => (line ? space + line : ""));
  return [`${start} |${/^\s/.test(text) ? 2 : ""}${["-", ""][ends] ?? "+"}`, ...lines];
}

function inline(text, node) {
  const isDate = DATES.has(node.format) && /^[0-9][-0-9X~?%./]*$/.test(text);
  const isPlain = !NOT_FIRST.test(text) && !NOT_WITHIN.test(text) && !OTHER_THAN_TEXT.test(text);
  return text && (isDate || isPlain) ? text : quoted(text);
}

function bracketed(text, node) {
  const written = inline(text, node);
  return written === text && NOT_IN_BRACKETS.test(text) ? quoted(text) : written;
}

function quoted(text) {
  return /["\\\t]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}
