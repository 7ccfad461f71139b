// Filters the list on a page by words, which are kept in the address, and passes filters on to the other pages of a list.

const form = document.querySelector("[data-filter-words]");
const list = document.querySelector("[data-list]");

/** The letters of a text that is searched: no case, no accents. */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{Mark}/gu, "").toLowerCase();
}

/** The entries of the list, each with the heading above it, if there is one. */
function entries() {
  let heading = null;
  const found = [];
  for (const element of list.querySelectorAll("h2, li, article.card, figure.quote")) {
    if (element.matches("h2:not(.card-title)")) heading = element;
    else if (!element.matches("h2")) found.push({ element, heading, text: plain(element.textContent) });
  }
  return found;
}

function show(all, text) {
  const words = plain(text).split(/\s+/);
  const shown = all.filter((each) => words.every((word) => each.text.includes(word)));
  for (const { element, heading } of all) {
    element.hidden = true;
    if (heading) heading.hidden = true;
  }
  for (const { element, heading } of shown) {
    element.hidden = false;
    if (heading) heading.hidden = false;
  }
  const noun = form.dataset.filterWords;
  form.querySelector("output").textContent =
    shown.length === all.length ? `${all.length} ${noun}` : `${shown.length} of ${all.length} ${noun}`;
}

function remember(text) {
  const address = new URL(location);
  if (text) address.searchParams.set("words", text);
  else address.searchParams.delete("words");
  history.replaceState(null, "", address);
}

/** Keep the filter of a list on its other pages. */
export function keepInLinks() {
  for (const link of document.querySelectorAll(".parts a")) link.search = location.search;
}

/** Lead on where an address names a place that was on the page before the list was divided. */
function leadOn() {
  const place = location.hash && document.querySelector(`.parts [id="${CSS.escape(location.hash.slice(1))}"]`);
  let next = place;
  while (next && !next.matches("a")) next = next.nextElementSibling;
  if (next) location.replace(next.href.replace(/#.*/, "") + location.hash);
}

if (form && list) {
  const all = entries();
  const field = form.elements.words;
  field.value = new URLSearchParams(location.search).get("words") ?? "";
  show(all, field.value);
  form.addEventListener("input", () => {
    show(all, field.value);
    remember(field.value);
    keepInLinks();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}
keepInLinks();
leadOn();
