/**
 * A brief as YAML, of which the reader of briefs takes back exactly what was given.
 *
 * Written as the briefs are: long texts folded, texts of several lines as blocks, short lists in one line.
 * https://yaml.org/spec/1.2.2/ says what has to be in quotation marks; some more texts are, so that no other
 * program takes them for a number, a date or a truth value.
 */

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
export function toYaml(record, value) {
  return `${recordLines(record, value, 0).join("\n")}\n`;
}

/** The lines of a record, indented. */
function recordLines({ fields }, value, indent) {
  const written = fields.filter(({ key }) => key !== "$key" && value[key] !== undefined);
  const isId = ({ key }) => key === "id";
  const idFirst = [...written.filter(isId), ...written.filter((field) => !isId(field))]; // as people write it
  return idFirst.flatMap((field) => fieldLines(field, value[field.key], indent));
}

/** The lines of a field. */
function fieldLines(field, value, indent) {
  const { key, shape, record, isProse } = field;
  const start = `${" ".repeat(indent)}${key}:`;
  if (record) return [start, ...value.flatMap((entry) => entryLines(field, entry, indent + 2))];
  if (shape !== "list") return scalar(start, field, value, indent);
  const short = `${start} [${value.map((text) => bracketed(text, field)).join(", ")}]`;
  const isShort = !isProse && value.every((text) => !text.includes("\n")) && short.length <= WIDTH;
  if (isShort || !value.length) return [short];
  return [start, ...value.flatMap((text) => scalar(`${" ".repeat(indent + 2)}-`, field, text, indent + 2))];
}

/** The lines of an entry of a list or a mapping. */
function entryLines({ shape, record }, entry, indent) {
  const lines = recordLines(record, entry, indent + 2);
  if (shape === "map") return [`${" ".repeat(indent)}${inline(entry.$key ?? "", {})}:`, ...lines];
  const [first = "{}", ...others] = lines;
  return [`${" ".repeat(indent)}- ${first.trimStart()}`, ...others];
}

/** A text behind `start`, which is a key with its colon or the hyphen of a list. */
function scalar(start, field, text, indent) {
  const value = field.isProse ? text : oneLine(text);
  if (value.includes("\n")) return block(start, value, indent);
  const line = `${start} ${inline(value, field)}`;
  const isFoldable = value.includes(" ") && !/^\s|\s$| {2}|\t/.test(value);
  if (line.length <= WIDTH || !isFoldable) return [line];
  const space = " ".repeat(indent + 2);
  const pieces = value.match(new RegExp(`\\S(?:.{0,${WIDTH - space.length - 2}}\\S)?(?= |$)|\\S+`, "g"));
  return [`${start} >-`, ...pieces.map((piece) => space + piece)];
}

/** A text of several lines. The digit says how deep it stands where its own first line begins with a space. */
function block(start, text, indent) {
  const ends = text.match(/\n*$/)[0].length;
  const space = " ".repeat(indent + 2);
  const lines = (ends ? text.slice(0, -1) : text).split("\n").map((line) => (line ? space + line : ""));
  return [`${start} |${/^\s/.test(text) ? 2 : ""}${["-", ""][ends] ?? "+"}`, ...lines];
}

function inline(text, { format }) {
  const isDate = DATES.has(format) && /^[0-9][-0-9X~?%./]*$/.test(text);
  const isPlain = !NOT_FIRST.test(text) && !NOT_WITHIN.test(text) && !OTHER_THAN_TEXT.test(text);
  return text && (isDate || isPlain) ? text : quoted(text);
}

function bracketed(text, field) {
  const written = inline(text, field);
  return written === text && NOT_IN_BRACKETS.test(text) ? quoted(text) : written;
}

function quoted(text) {
  return /["\\\t]/.test(text) ? `'${text.replaceAll("'", "''")}'` : `"${text}"`;
}
