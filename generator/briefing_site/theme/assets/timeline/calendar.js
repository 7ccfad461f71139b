// Events on a page as a calendar file: iCalendar, https://www.rfc-editor.org/rfc/rfc5545. They use full days.

import { gettext } from "../language.js";
import { download } from "../saving.js";

const LONGEST_LINE = 75; // bytes

const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

/** A line, divided so that no part is too long and no letter is cut. */
function folded(line) {
  const parts = [""];
  let size = 0;
  for (const letter of line) {
    const bytes = new TextEncoder().encode(letter).length;
    if (size + bytes > LONGEST_LINE) {
      parts.push(" ");
      size = 1;
    }
    parts[parts.length - 1] += letter;
    size += bytes;
  }
  return parts.join("\r\n");
}

/** A day as calendars write it, `later` days after. */
function day(text, later = 0) {
  const date = new Date(`${text}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + later);
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

function component(line, stamp) {
  const [first, last] = line.dataset.days.split(" ");
  const link = line.querySelector(":scope > a");
  const state = words(line.querySelector(":scope > .badge"));
  const text = line.cloneNode(true);
  text.querySelectorAll("a, time, .date, .badge, .aside, details").forEach((element) => element.remove());
  const title = line.dataset.inexact ? `${words(link)} (${line.dataset.inexact})` : words(link);
  const described = [
    line.dataset.inexact && `${gettext("When:")} ${words(line.querySelector(":scope > :is(time, .date)"))}`,
    state,
    words(text),
    link.href,
  ];
  return [
    "BEGIN:VEVENT",
    `UID:${link.href}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${day(first)}`,
    ...(last < "9999-12-31" ? [`DTEND;VALUE=DATE:${day(last, 1)}`] : []), // exclusive
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(described.filter(Boolean).join("\n\n"))}`,
    `STATUS:${state ? "TENTATIVE" : "CONFIRMED"}`,
    "TRANSP:TRANSPARENT",
    `URL:${link.href}`,
    "END:VEVENT",
  ];
}

/** Save the events of some lines as a file; `filter` says in words which they are. */
export function saveCalendar(lines, filter) {
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const site = words(document.querySelector(".site-name"));
  const name = escaped([filter || words(document.querySelector("h1")), site].join(" · "));
  const text = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Briefs//Briefs//EN",
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    ...lines.flatMap((line) => component(line, stamp)),
    "END:VCALENDAR",
  ].map((line) => `${folded(line)}\r\n`).join("");
  download("events.ics", text, "text/calendar;charset=utf-8");
}
