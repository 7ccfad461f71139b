/** What is wrong with a value by itself: missing, too long, no date, no id, no address. */

import { readDate } from "./dates.js";
import { readProse } from "./prose.js";
import { fieldsOf, recordOf, shapeOf } from "./schema.js";
import { isWebAddress } from "./web_address.js";

/** The findings in a record and in those inside it. */
export function checkRecord(context, record, value, path = []) {
  const { schema, words } = context;
  const around = path.length ? `this entry of '${path[0]}'` : "the file";
  return fieldsOf(record).flatMap(({ key, node, needed }) => {
    const inner = value[key];
    const place = [...path, key];
    if (inner === undefined) {
      if (!needed) return [];
      const isSource = path.length === 2 && path[0] === "quotes" && key === "source";
      return [words.finding(isSource ? "QUOTE_WITHOUT_SOURCE" : "MISSING_FIELD", place, { around, field: key })];
    }
    const checkEntry = (entry, index) => checkRecord(context, recordOf(schema, node), entry, [...place, index]);
    switch (shapeOf(node)) {
      case "map":
        return inner.flatMap(([id, entry], index) => [
          ...checkText(context, node.propertyNames, id, [...place, index, "$key"], `'${id}'`),
          ...checkEntry(entry, index),
        ]);
      case "records":
        return inner.flatMap(checkEntry);
      case "list":
        return inner.flatMap((text, index) =>
          checkText(context, node.items, text, [...place, index], `each entry of '${key}'`),
        );
      default:
        return checkText(context, node, inner, place, `'${key}'`);
    }
  });
}

/** The findings in one text. `subject` is what a message calls it. */
export function checkText({ words, languages, datePattern }, node, text, path, subject) {
  const found = (name, values) => [words.finding(name, path, values)];
  const trimmed = text.trim();
  const checkLength = (shown) => {
    const length = [...shown].length;
    return node.maxLength < length ? found("TOO_LONG", { subject, length, limit: node.maxLength }) : undefined;
  };
  switch (node.format) {
    case "id": {
      const reason = objection(words, node, text);
      return reason ? found("BAD_ID", { text, reason }) : [];
    }
    case "date":
    case "edtf": {
      const { problem, reason, values, isDay } = readDate(text, datePattern);
      const isOfDay = node.format === "date";
      const name = isOfDay && problem === "BAD_DATE" ? "BAD_DAY" : problem;
      if (problem) return found(name, { text: trimmed, reason: words.reason(reason, values) });
      return isOfDay && !isDay ? found("NOT_A_DAY", { text: trimmed }) : [];
    }
    case "web-address":
      return isWebAddress(trimmed) ? [] : found("BAD_ADDRESS", { text: trimmed });
    case "language":
      return languages.has(trimmed.toLowerCase()) ? [] : found("BAD_LANGUAGE", { text: trimmed });
    case "markdown":
      return checkLength(text) ?? readProse(text).mistakes.flatMap(([name, values]) => found(name, values));
    default: {
      const isMarked = node.not && new RegExp(node.not.pattern, "u").test(text);
      return checkLength(trimmed.replace(/\s+/g, " ")) ?? (isMarked ? found("QUOTATION_MARKS") : []);
    }
  }
}

/** Why the text can't be an id, or nothing if it can. */
function objection(words, node, text) {
  if (text.length > node.maxLength) return words.reason("ID_TOO_LONG", { length: text.length, limit: node.maxLength });
  if (!new RegExp(node.pattern, "u").test(text)) return words.reason("ID_CHARACTERS");
  return node.not.anyOf.find((each) => each.enum.includes(text))?.description;
}
