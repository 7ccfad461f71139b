/**
 * The file of a brief with only those lines changed whose values are.
 *
 * A file is cut at the lines where its fields and entries begin. Comments, empty lines, order and the way of writing
 * stay. What can't be cut like that, such as an entry in braces, is written anew where its value has changed.
 */

import { fieldsOf, recordOf, shapeOf } from "./schema.js";
import { entryLines, fieldLines, keyLine, recordLines } from "./yaml.js";

/** The text with the values of a brief, given that it has held others before. */
export function edited(schema, text, before, now) {
  const lines = text.replace(/\n$/, "").split("\n");
  const changed = text.includes("\r") ? undefined : editedRecord(schema, schema, lines, before, now, 0);
  return `${(changed ?? recordLines(schema, schema, now, 0)).join("\n")}\n`;
}

const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isEmpty = (line) => /^\s*(?:#.*)?$/.test(line);

/** What precedes the first line that begins a part, and the parts; comments above such a line belong to it. */
function cut(lines, begins) {
  const starts = lines.flatMap((line, index) => (begins.test(line) ? [index] : []));
  const heads = starts.map((start, number) => {
    let head = start;
    while (number && head > starts[number - 1] + 1 && isEmpty(lines[head - 1])) head -= 1;
    return head;
  });
  const first = heads[0] ?? lines.length;
  const parts = starts.map((start, number) => ({
    above: lines.slice(heads[number], start),
    lines: lines.slice(start, heads[number + 1] ?? lines.length),
  }));
  return { top: lines.slice(0, first), parts };
}

/** The lines of a record, or nothing if they can't be cut into its fields. */
function editedRecord(schema, record, lines, before, now, indent) {
  const fields = fieldsOf(record).filter(({ key }) => !key.startsWith("$"));
  const { top, parts } = cut(lines, new RegExp(`^ {${indent}}[a-z_]+:(?= |$)`));
  const keys = parts.map((part) => part.lines[0].trim().split(":")[0]);
  const written = fields.map(({ key }) => key).filter((key) => before[key] !== undefined);
  if (!top.every(isEmpty) || !isSame([...keys].sort(), [...written].sort())) return undefined;
  const byKey = new Map(parts.map((part, number) => [keys[number], part]));
  for (const { key, node } of fields) {
    const part = byKey.get(key);
    if (part && now[key] === undefined) byKey.delete(key);
    else if (part && !isSame(before[key], now[key])) {
      part.lines = editedField(schema, key, node, part.lines, before[key], now[key], indent);
    }
  }
  const order = [...byKey.keys()];
  for (const [number, { key, node }] of fields.entries()) {
    if (byKey.has(key) || now[key] === undefined) continue;
    byKey.set(key, { above: [], lines: fieldLines(schema, key, node, now[key], indent) });
    const above = fields.slice(0, number).findLast((each) => order.includes(each.key));
    order.splice(above ? order.indexOf(above.key) + 1 : 0, 0, key);
  }
  return [...top, ...order.flatMap((key) => [...byKey.get(key).above, ...byKey.get(key).lines])];
}

function editedField(schema, key, node, lines, before, now, indent) {
  const shape = shapeOf(node);
  const isList = shape === "records" || shape === "map";
  const entries = isList && /^ *[a-z_]+:\s*(?:#.*)?$/.test(lines[0]);
  const inside = entries && editedEntries(schema, node, lines.slice(1), before, now, shape === "map");
  return inside ? [lines[0], ...inside] : fieldLines(schema, key, node, now, indent);
}

/** The lines of a list or a mapping of records, or nothing if they can't be cut into its entries. */
function editedEntries(schema, node, lines, before, now, isMap) {
  const record = recordOf(schema, node);
  const first = lines.find((line) => !isEmpty(line)) ?? "";
  const indent = first.length - first.trimStart().length;
  const { top, parts } = cut(lines, new RegExp(isMap ? `^ {${indent}}[^ #'"]+:(?= |$)` : `^ {${indent}}- +(?=\\S)`));
  if (!top.every(isEmpty) || parts.length !== before.length) return undefined;
  const free = new Set(before.keys());
  const same = now.map((entry) => {
    const found = [...free].find((index) => isSame(before[index], entry));
    free.delete(found);
    return found;
  });
  const written = now.flatMap((entry, number) => {
    if (same[number] !== undefined) return [...parts[same[number]].above, ...parts[same[number]].lines];
    const old = [...free].find((index) => isAlike(before[index], entry, index === number && now.length === before.length));
    free.delete(old);
    const part = parts[old];
    const changed = part && editedEntry(schema, record, part.lines, before[old], entry, indent, isMap);
    return [...(part?.above ?? []), ...(changed ?? entryLines(schema, record, [entry], indent, isMap))];
  });
  return [...top, ...written];
}

/** Whether an entry is the other one after a change. */
function isAlike(one, other, isInPlace) {
  const names = ["$key", "id", "$id"].filter((key) => one[key] !== undefined);
  return isInPlace || names.some((key) => one[key] === other[key]);
}

function editedEntry(schema, record, lines, before, now, indent, isMap) {
  if (isMap) {
    if (!/^ *[^ ]+:\s*(?:#.*)?$/.test(lines[0])) return undefined;
    const first = lines.slice(1).find((line) => !isEmpty(line)) ?? "";
    const inner = editedRecord(schema, record, lines.slice(1), before, now, first.length - first.trimStart().length);
    const key = before.$key === now.$key ? lines[0] : keyLine(now.$key, indent);
    return inner && [key, ...inner];
  }
  const [mark] = lines[0].match(/^ *- +/);
  const inner = [" ".repeat(mark.length) + lines[0].slice(mark.length), ...lines.slice(1)];
  const changed = editedRecord(schema, record, inner, before, now, mark.length);
  return changed?.[0].startsWith(" ".repeat(mark.length)) && !isEmpty(changed[0])
    ? [mark + changed[0].slice(mark.length), ...changed.slice(1)]
    : undefined;
}
