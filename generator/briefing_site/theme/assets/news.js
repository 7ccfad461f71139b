// Marks what is new since the reader's last visit. What was there then is kept in this browser only.

import { gettext, ngettext } from "./language.js";

const KEY = "news";
const list = document.querySelector(".news");
const note = Object.assign(document.createElement("p"), { className: "notice news-note", hidden: true });

/** What a storage of the browser holds, as a list; none if it is blocked or holds something else. */
function read(storage) {
  try {
    const known = JSON.parse(storage().getItem(KEY));
    return Array.isArray(known) ? known : null;
  } catch {
    return null;
  }
}

function keep(storage, known) {
  try {
    storage().setItem(KEY, JSON.stringify(known));
    return true;
  } catch {
    return false; // blocked, or full
  }
}

// the last visit ends with the tab, so that reloading a page keeps its marks
const session = () => sessionStorage;
const local = () => localStorage;

if (list) {
  list.before(note);
  const lines = [...list.querySelectorAll("[data-news]")];
  const names = lines.map((line) => line.dataset.news);
  const before = read(session) ?? read(local);
  const isKept = keep(local, [...new Set([...names, ...(read(local) ?? [])])].slice(0, 500));
  if (before) {
    keep(session, before);
    const fresh = lines.filter((line) => !before.includes(line.dataset.news));
    for (const line of fresh) {
      const mark = Object.assign(document.createElement("strong"), { className: "badge badge--new", textContent: gettext("New for you") });
      line.prepend(mark, " ");
    }
    note.textContent = fresh.length
      ? ngettext(
          "%(count)s change since your last visit, marked below.",
          "%(count)s changes since your last visit, marked below.",
          fresh.length,
        )
      : gettext("Nothing has changed since your last visit.");
  } else if (isKept) {
    keep(session, names);
    note.textContent = gettext("From your next visit on, what is new to you is marked here. Only this browser remembers what you have seen.");
  }
  note.hidden = !note.textContent;
}
