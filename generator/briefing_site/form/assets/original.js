/**
 * The file of a brief with only those lines changed whose values are.
 *
 * A file is cut at the lines where its fields and entries begin. Comments, empty lines, order and the way of writing
 * stay. What can't be cut like that, such as an entry in braces, is written anew where its value has changed.
 */

import { isSame } from "./merging.js";
import { entryLines, fieldLines, keyLine, recordLines } from "./yaml.js";

/** The text with the values of a brief, given that it has held others before. */
export function edited(record, text, before, now) {
  const lines = text.replace(/\n$/, "").split("\n");
  const changed = text.includes("\r") ? undefined : editedRecord(record, lines, before, now, 0);
  return `${(changed ?? recordLines(record, now, 0)).join("\n")}\n`;
}

const isEmpty = (line) => /^\s*(?:#.*)?$/.test(line);

/** What precedes the first line that begins a part, and the parts; comments above such a line belong to it. */
function cut(lines, begins) {
  const [top, parts] = [[], []];
  let above = [];
  for (const line of lines) {
    if (begins.test(line)) parts.push({ above, lines: [line] });
    else if (!parts.length) top.push(line);
    else if (isEmpty(line)) {
      above.push(line);
      continue;
    } else parts.at(-1).lines.push(...above, line);
    above = [];
  }
  parts.at(-1)?.lines.push(...above);
  return { top, parts };
}

/** How far the first line that is not empty stands to the right. */
function indentOf(lines) {
  return lines.find((line) => !isEmpty(line))?.search(/\S/) ?? 0;
}

/** The lines of a record, or nothing if they can't be cut into its fields. */
function editedRecord(record, lines, before, now, indent) {
  const fields = record.fields.filter(({ key }) => !key.startsWith("$"));
  const { top, parts } = cut(lines, new RegExp(`^ {${indent}}[a-z_]+:(?= |$)`));
  const keys = parts.map((part) => part.lines[0].trim().split(":")[0]);
  const written = fields.map(({ key }) => key).filter((key) => before[key] !== undefined);
  if (!top.every(isEmpty) || !isSame([...keys].sort(), [...written].sort())) return undefined;
  const byKey = new Map(parts.map((part, number) => [keys[number], part]));
  for (const field of fields) {
    const part = byKey.get(field.key);
    const [was, is] = [before[field.key], now[field.key]];
    if (part && is === undefined) byKey.delete(field.key);
    else if (part && !isSame(was, is)) part.lines = editedField(field, part.lines, was, is, indent);
  }
  const order = [...byKey.keys()];
  for (const [number, field] of fields.entries()) {
    const { key } = field;
    if (byKey.has(key) || now[key] === undefined) continue;
    byKey.set(key, { above: [], lines: fieldLines(field, now[key], indent) });
    const above = fields.slice(0, number).findLast((each) => order.includes(each.key));
    order.splice(above ? order.indexOf(above.key) + 1 : 0, 0, key);
  }
  return [...top, ...order.flatMap((key) => [...byKey.get(key).above, ...byKey.get(key).lines])];
}

function editedField(field, lines, before, now, indent) {
  const entries = field.record && /^ *[a-z_]+:\s*(?:#.*)?$/.test(lines[0]);
  const inside = entries && editedEntries(field, lines.slice(1), before, now);
  return inside ? [lines[0], ...inside] : fieldLines(field, now, indent);
}

/** The lines of a list or a mapping of records, or nothing if they can't be cut into its entries. */
function editedEntries(field, lines, before, now) {
  const indent = indentOf(lines);
  const { top, parts } = cut(lines, new RegExp(field.shape === "map" ? `^ {${indent}}[^ #'"]+:(?= |$)` : `^ {${indent}}- +(?=\\S)`));
  if (!top.every(isEmpty) || parts.length !== before.length) return undefined;
  const free = new Set(before.keys());
  const taken = (isWanted) => {
    const found = [...free].find(isWanted);
    free.delete(found);
    return found;
  };
  const same = now.map((entry) => taken((index) => isSame(before[index], entry)));
  const written = now.flatMap((entry, number) => {
    if (same[number] !== undefined) return [...parts[same[number]].above, ...parts[same[number]].lines];
    const isInPlace = (index) => index === number && now.length === before.length;
    const isNamed = (index) => ["$key", "id", "$id"].some((key) => entry[key] && before[index][key] === entry[key]);
    const old = taken((index) => isInPlace(index) || isNamed(index));
    const { above = [], lines } = parts[old] ?? {};
    const changed = lines && editedEntry(field, lines, before[old], entry, indent);
    return [...above, ...(changed ?? entryLines(field, entry, indent))];
  });
  return [...top, ...written];
}

function editedEntry({ shape, record }, lines, before, now, indent) {
  if (shape === "map") {
    if (!/^ *[^ ]+:\s*(?:#.*)?$/.test(lines[0])) return undefined;
    const inner = editedRecord(record, lines.slice(1), before, now, indentOf(lines.slice(1)));
    const key = before.$key === now.$key ? lines[0] : keyLine(now.$key, indent);
    return inner && [key, ...inner];
  }
  const [mark] = lines[0].match(/^ *- +/);
  const inner = [" ".repeat(mark.length) + lines[0].slice(mark.length), ...lines.slice(1)];
  const changed = editedRecord(record, inner, before, now, mark.length);
  return changed?.[0].startsWith(" ".repeat(mark.length)) && !isEmpty(changed[0])
    ? [mark + changed[0].slice(mark.length), ...changed.slice(1)]
    : undefined;
}
