// Filters the events of a timeline by actor, topic and years. The filter is kept in the address, to share it.

import { keepInLinks } from "./filter.js";

const NAMES = ["actor", "topic", "from", "to"];

const form = document.querySelector("[data-filter]");
const rail = document.querySelector("[data-timeline]");

/** The years on the page: each heading with the list after it. */
function years() {
  return [...rail.querySelectorAll(".year")].map((heading) => ({
    heading,
    list: heading.nextElementSibling,
    year: Number(heading.id.replace("year--", "")),
  }));
}

function matches(line, year, choice) {
  return (
    (!choice.actor || line.dataset.actors.split(" ").includes(choice.actor)) &&
    (!choice.topic || line.dataset.topics.split(" ").includes(choice.topic)) &&
    (!choice.from || year >= Number(choice.from)) &&
    (!choice.to || year <= Number(choice.to))
  );
}

function show(choice) {
  let shown = 0;
  let all = 0;
  for (const { heading, list, year } of years()) {
    let inYear = 0;
    for (const line of list.querySelectorAll(".event-line")) {
      const isShown = matches(line, year, choice);
      line.closest("li").hidden = !isShown;
      inYear += isShown ? 1 : 0;
      all += 1;
    }
    heading.hidden = list.hidden = inYear === 0;
    shown += inYear;
  }
  form.querySelector("output").textContent = shown === all ? `${all} events` : `${shown} of ${all} events`;
}

function chosen() {
  const choice = Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value]));
  // 2015 to 2010 means 2010 to 2015
  const [from, to] = [choice.from, choice.to];
  return from && to && Number(from) > Number(to) ? { ...choice, from: to, to: from } : choice;
}

function remember(choice) {
  const address = new URL(location);
  for (const name of NAMES) {
    if (choice[name]) address.searchParams.set(name, choice[name]);
    else address.searchParams.delete(name);
  }
  history.replaceState(null, "", address);
  keepInLinks();
}

if (form && rail) {
  const requested = new URLSearchParams(location.search);
  for (const name of NAMES) {
    const field = form.elements[name];
    const value = requested.get(name) ?? "";
    // an actor that the menu leaves out can still be requested by address
    if (value && field.matches("select") && ![...field.options].some((option) => option.value === value)) {
      field.add(new Option(value, value));
    }
    field.value = value;
  }
  show(chosen());
  form.addEventListener("input", () => {
    show(chosen());
    remember(chosen());
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    setTimeout(() => {
      for (const name of NAMES) form.elements[name].value = "";
      show(chosen());
      remember(chosen());
    });
  });
}
