// Filters the events of a timeline by words, actors, place, topic and years. The filter is kept in the address, to share it.
// The chart of years follows it; what is shown can be saved as a calendar or a table.

import { complete, remember, set, showOnly } from "./filter.js";
import { gettext, ngettext } from "./language.js";
import { plain } from "./search/dates.js";
import { saveCalendar } from "./timeline/calendar.js";
import { mountChart } from "./timeline/chart.js";
import { saveTable } from "./timeline/table.js";

/** What is chosen once for all events; `match` says whether all of several actors took part, or any of them. */
const SINGLE = ["words", "place", "topic", "status", "from", "to"];

const form = document.querySelector("[data-filter]");
const rail = document.querySelector("[data-timeline]");

/** The events on the page, each with the year that it is listed under. */
function events() {
  return [...rail.querySelectorAll(".year")].flatMap((heading) =>
    [...heading.nextElementSibling.querySelectorAll("[data-actors]")].map((line) => ({
      line,
      element: line.closest("li"),
      heading,
      year: Number(heading.id.replace("year--", "")),
      actors: line.dataset.actors.split(" "),
      places: line.dataset.places.split(" "),
      topics: line.dataset.topics.split(" "),
      status: line.dataset.status,
      text: plain(line.textContent),
    })),
  );
}

/** Whether an event has the words, the chosen actors, place and topic, whatever its year. */
function isAbout({ actors, places, topics, status, text }, choice) {
  const has = (actor) => actors.includes(actor);
  if (choice.match === "any" && choice.actors.length && !choice.actors.some(has)) return false;
  if (choice.match !== "any" && !choice.actors.every(has)) return false;
  if (choice.place && !places.includes(choice.place)) return false;
  if (choice.topic && !topics.includes(choice.topic)) return false;
  if (choice.status && choice.status !== status) return false;
  return plain(choice.words).trim().split(/\s+/).every((word) => text.includes(word));
}

const isWithin = ({ year }, { from, to }) => (!from || year >= Number(from)) && (!to || year <= Number(to));

const actorFields = () => [...form.querySelectorAll("select[name=actor]")];

function chosen() {
  const values = new FormData(form);
  const { match, words, place, topic, status, from, to } = Object.fromEntries(values);
  const actors = [...new Set(values.getAll("actor"))].filter(Boolean);
  // 2015 to 2010 means 2010 to 2015
  const ordered = from && to && Number(from) > Number(to) ? { from: to, to: from } : { from, to };
  return { actors, match, words, place, topic, status, ...ordered };
}

/** A menu for each actor that is chosen, and one more. */
function arrange(actors) {
  const [first, ...others] = actorFields();
  others.forEach((field) => field.closest("label").remove());
  set(first, actors[0] ?? "");
  let last = first.closest("label");
  for (const actor of actors.length ? [...actors.slice(1), ""] : []) {
    const label = last.cloneNode(true);
    label.firstChild.textContent = `${gettext("And actor")} `;
    label.querySelector("option").textContent = gettext("None");
    set(label.querySelector("select"), actor);
    last.after(label);
    last = label;
  }
  form.elements.match.closest("label").hidden = actors.length < 2;
}

/** Show the events that are chosen; returns those that would be if all years were. */
function show(all, choice) {
  const inAnyYear = all.filter((event) => isAbout(event, choice));
  const shown = new Set(inAnyYear.filter((event) => isWithin(event, choice)));
  showOnly(form, shown, all, ngettext("%(count)s event", "%(count)s events", all.length));
  for (const { heading } of all) heading.nextElementSibling.hidden = heading.hidden;
  for (const button of form.querySelectorAll("[data-calendar], [data-table]")) button.disabled = !shown.size;
  return inAnyYear;
}

/** The filter in words, for the name of a calendar. */
function inWords({ actors, match, words, place, topic, status, from, to }) {
  const label = (name, value) => {
    const field = form.querySelector(`select[name=${name}]`);
    return [...field.options].find((option) => option.value === value)?.text ?? value;
  };
  const conjunction = match === "any" ? gettext("or") : gettext("and");
  const parts = [words, actors.map((actor) => label("actor", actor)).join(` ${conjunction} `)];
  if (place) parts.push(label("place", place));
  if (topic) parts.push(label("topic", topic));
  if (status) parts.push(label("status", status));
  if (from || to) parts.push(`${from}–${to}`);
  return parts.filter(Boolean).join(", ");
}

function mount() {
  let all = events();
  const drawing = document.querySelector("figure.histogram svg");
  const chart = drawing && mountChart(drawing);

  async function update() {
    if (rail.dataset.parts) {
      await complete(rail);
      all = events();
    }
    const choice = chosen();
    const inAnyYear = show(all, choice);
    chart?.(inAnyYear.map((event) => event.year), choice);
  }

  function follow() {
    update();
    const choice = chosen();
    const match = choice.actors.length > 1 && choice.match === "any" ? "any" : "";
    const actors = choice.actors.map((actor) => ["actor", actor]);
    remember(form, [...actors, ["match", match], ...SINGLE.map((name) => [name, choice[name]])]);
  }

  const requested = new URLSearchParams(location.search);
  const early = chosen(); // before this script was there
  for (const name of ["match", ...SINGLE].filter((name) => name in form.elements)) {
    set(form.elements[name], requested.get(name) ?? early[name]);
  }
  arrange(requested.has("actor") ? requested.getAll("actor").filter(Boolean) : early.actors);
  if (location.search || early.actors.length || SINGLE.some((name) => early[name]) || !rail.dataset.parts) follow();
  form.addEventListener("input", ({ target }) => {
    const place = actorFields().indexOf(target);
    if (place >= 0) {
      arrange(chosen().actors);
      actorFields()[Math.min(place, actorFields().length - 1)].focus();
    }
    follow();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    setTimeout(() => {
      arrange([]);
      follow();
    });
  });
  async function shownLines() {
    await update(); // an overview has only the newest events until then
    return all.filter(({ element }) => !element.hidden).map(({ line }) => line);
  }
  form.querySelector("[data-calendar]").addEventListener("click", async () => saveCalendar(await shownLines(), inWords(chosen())));
  form.querySelector("[data-table]").addEventListener("click", async () => saveTable(await shownLines()));
}

if (form && rail) mount();
