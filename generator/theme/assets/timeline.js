// Chooses events on a timeline by actor, topic and years. The choice stands in the address, so that it can be shared.

const NAMES = ["actor", "topic", "from", "to"];

const form = document.querySelector("[data-filter]");
const rail = document.querySelector("[data-timeline]");

/** The years of the rail: each heading with the list after it. */
function years() {
  return [...rail.querySelectorAll(".year")].map((heading) => ({
    heading,
    list: heading.nextElementSibling,
    year: Number(heading.id.replace("year--", "")),
  }));
}

function fits(line, year, choice) {
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
      const wanted = fits(line, year, choice);
      line.closest("li").hidden = !wanted;
      inYear += wanted ? 1 : 0;
      all += 1;
    }
    heading.hidden = list.hidden = inYear === 0;
    shown += inYear;
  }
  form.querySelector("output").textContent = shown === all ? `${all} events` : `${shown} of ${all} events`;
}

function chosen() {
  const choice = Object.fromEntries(NAMES.map((name) => [name, form.elements[name].value]));
  // from 2015 to 2010 are the same years as from 2010 to 2015
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
}

/** An overview has no events of its own; its parts keep the choice. */
function keepInLinks() {
  for (const link of document.querySelectorAll(".timeline-parts a")) link.search = location.search;
}

if (form && rail) {
  const wanted = new URLSearchParams(location.search);
  for (const name of NAMES) {
    const field = form.elements[name];
    const value = wanted.get(name) ?? "";
    // an actor that is not among those to choose from can still be asked for by address
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
} else {
  keepInLinks();
}
