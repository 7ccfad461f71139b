// Events on a page as a table: CSV (RFC 4180) that opens right in a spreadsheet, as `site/spreadsheet.py` says.

import { textOf } from "../elements.js";
import { gettext } from "../language.js";
import { download } from "../saving.js";

const MARK = "\ufeff"; // of UTF-8, without which Excel takes it for something else
const FORMULA = /(^|[;\t\r\n])(?=[ \t]*[-=+@＝＋－＠])/g;

/** A value in quotation marks, with an apostrophe before what a spreadsheet would take for a formula. */
const cell = (text) => `"${text.replace(FORMULA, "$1'").replaceAll('"', '""')}"`;

function rowOf(line) {
  const link = line.querySelector(":scope > a");
  const date = textOf(line.querySelector(":scope > :is(time, .date)"));
  const text = textOf(line, "a", "time", ".date", ".badge", ".aside", "details");
  const [first, last] = line.dataset.days.split(" ");
  return [date, first, last, textOf(link), text, line.dataset.status, link.href];
}

/** Save the events of some lines as a file. */
export function saveTable(lines) {
  const names = [gettext("Date"), gettext("From"), gettext("To"), gettext("Title"), gettext("Text"), gettext("Status"), gettext("Address")];
  const rows = [names, ...lines.map(rowOf)];
  const content = rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
  download("events.csv", MARK + content, "text/csv;charset=utf-8");
}
