// Events on a page as a calendar file: iCalendar, https://www.rfc-editor.org/rfc/rfc5545. They use full days.

import { textOf } from "../elements.js";
import { gettext } from "../language.js";
import { download } from "../saving.js";

const LONGEST_LINE = 75; // bytes
const LAST_DAY = "9999-12-31";

function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");
}

/** A line, divided so that no part is too long and no letter is cut. */
function folded(line) {
  const encoder = new TextEncoder();
  let text = "";
  let size = 0;
  for (const letter of line) {
    const bytes = encoder.encode(letter).length;
    if (size + bytes > LONGEST_LINE) {
      text += "\r\n ";
      size = 1; // the space
    }
    text += letter;
    size += bytes;
  }
  return text;
}

function dayAfter(day) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** A day such as 2010-10-28 as calendars write it. */
function compact(day) {
  return day.replaceAll("-", "");
}

/** What a calendar says of an event besides its title, from its line on the page. */
function description(line) {
  const paragraphs = [];
  if (line.dataset.inexact) paragraphs.push(`${gettext("When:")} ${textOf(line.querySelector(":scope > :is(time, .date)"))}`);
  const badge = line.querySelector(":scope > .badge");
  if (badge) paragraphs.push(textOf(badge));
  paragraphs.push(textOf(line, "a", "time", ".date", ".badge", ".aside", "details"));
  paragraphs.push(line.querySelector(":scope > a").href);
  return paragraphs.filter(Boolean).join("\n\n");
}

function eventLines(line, stamp) {
  const [first, last] = line.dataset.days.split(" ");
  const link = line.querySelector(":scope > a");
  let title = textOf(link);
  if (line.dataset.inexact) title += ` (${line.dataset.inexact})`;
  const lines = ["BEGIN:VEVENT", `UID:${link.href}`, `DTSTAMP:${stamp}`, `DTSTART;VALUE=DATE:${compact(first)}`];
  if (last < LAST_DAY) lines.push(`DTEND;VALUE=DATE:${compact(dayAfter(last))}`); // exclusive
  lines.push(
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(description(line))}`,
    `STATUS:${line.dataset.status === "confirmed" ? "CONFIRMED" : "TENTATIVE"}`,
    "TRANSP:TRANSPARENT",
    `URL:${link.href}`,
    "END:VEVENT",
  );
  return lines;
}

/** Save the events of some lines as a file; `filter` says in words which they are. */
export function saveCalendar(lines, filter) {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const site = textOf(document.querySelector(".site-name"));
  const name = escaped(`${filter || textOf(document.querySelector("h1"))} · ${site}`);
  const content = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Briefs//Briefs//EN",
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    ...lines.flatMap((line) => eventLines(line, stamp)),
    "END:VCALENDAR",
  ];
  const text = content.map((line) => `${folded(line)}\r\n`).join("");
  download("events.ics", text, "text/calendar;charset=utf-8");
}
