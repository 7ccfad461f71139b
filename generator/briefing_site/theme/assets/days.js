// Shows what is new of the last days only, by the clock of the reader; the choice is kept in the address.

import { followFilter } from "./contents.js";
import { gettext, ngettext, written } from "./language.js";

const form = document.querySelector("[data-days]");

/** The day so many days ago, as it is written in an anchor. */
function daysAgo(number) {
  const day = new Date();
  day.setDate(day.getDate() - number);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

if (form) {
  const menu = form.elements.days;
  const parts = [...document.querySelectorAll(".news > *")];
  const lines = [...document.querySelectorAll("[data-news]")];
  const whole = ngettext("%(count)s change", "%(count)s changes", lines.length);

  function show() {
    const first = menu.value && `day--${daysAgo(menu.value - 1)}`;
    let day;
    for (const part of parts) {
      if (part.matches("h2")) day = part.id;
      part.hidden = day < first;
    }
    followFilter();
    const shown = lines.filter((line) => !line.closest("[hidden]")).length;
    form.querySelector("output").textContent =
      shown === lines.length ? whole : gettext("%(number)s of %(whole)s", { number: written(shown), whole });
  }

  /** A link to a day that is not shown shows all. */
  function lead() {
    const place = document.getElementById(location.hash.slice(1));
    if (!place?.hidden) return;
    menu.value = "";
    show();
    place.scrollIntoView();
  }

  menu.value = new URLSearchParams(location.search).get("days") ?? "";
  if (menu.selectedIndex < 0) menu.value = "";
  show();
  lead();
  addEventListener("hashchange", lead);
  form.addEventListener("submit", (event) => event.preventDefault());
  menu.addEventListener("change", () => {
    show();
    history.replaceState(null, "", menu.value ? `?days=${menu.value}` : location.pathname);
  });
}
