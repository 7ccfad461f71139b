// Marks what is new since the reader's last visit. What was there then is kept in this browser only.

import { make } from "./elements.js";
import { gettext, ngettext } from "./language.js";
import { store, stored } from "./saving.js";

const KEY = "news";
const list = document.querySelector(".news");
const note = make("p", { class: "notice news-note", hidden: true });

/** The changes that a storage has, as a list; other sites of the host may store something else under the same name. */
function read(storage) {
  const names = stored(storage, KEY);
  return Array.isArray(names) ? names : undefined;
}

if (list) {
  list.before(note);
  const lines = [...list.querySelectorAll("[data-news]")];
  const names = lines.map((line) => line.dataset.news);
  // the last visit ends with the tab, so that reloading a page keeps its marks
  const before = read("sessionStorage") ?? read("localStorage");
  const seen = new Set([...names, ...(read("localStorage") ?? [])]);
  const isSaved = store("localStorage", KEY, [...seen].slice(0, 500));
  if (before) {
    store("sessionStorage", KEY, before);
    const newLines = lines.filter((line) => !before.includes(line.dataset.news));
    for (const line of newLines) line.prepend(make("strong", { class: "badge badge--new" }, gettext("New for you")), " ");
    note.textContent = gettext("Nothing has changed since your last visit.");
    if (newLines.length) {
      note.textContent = ngettext(
        "%(count)s change since your last visit, marked below.",
        "%(count)s changes since your last visit, marked below.",
        newLines.length,
      );
    }
  } else if (isSaved) {
    store("sessionStorage", KEY, names);
    note.textContent = gettext("From your next visit on, what is new to you is marked here. Only this browser remembers what you have seen.");
  }
  note.hidden = !note.textContent;
}
