// The links and the menu of one entry, and those of the contents, are one stop for the Tab key; the arrow keys move
// between them, as a sign beside them says. The links stay links, for pointers, screen readers, and wherever scripts are off.

const GROUPS = [
  ".rail > .evidence",
  ".quote figcaption",
  ".sources li",
  ".rail--lines > ul > li",
  "[data-list] > ul > li",
  ".cast > ul > li",
  "figure.graph svg",
  "figure.histogram svg",
  ".md-nav__list",
];
const CITATIONS = "article sup a"; // of a paragraph, elsewhere

const stops = new Map(); // of each link, all of its group

function group(element, links) {
  if (links.length < 2) return;
  (element.closest("figure:not(.quote)") ?? element).classList.add("stops");
  links.forEach((link, index) => {
    link.tabIndex = index ? -1 : 0;
    stops.set(link, links);
  });
}

// those in panels that are closed are no stops, and those in open ones are few
for (const element of document.querySelectorAll(GROUPS.join())) {
  const own = (link) => !link.closest("details > :not(summary)");
  group(element, [...element.querySelectorAll("a[href], summary")].filter(own));
}
const paragraphs = new Map();
for (const link of document.querySelectorAll(CITATIONS)) {
  const paragraph = link.closest("p, li > span, li, td, dd");
  if (paragraph && !stops.has(link)) paragraphs.set(paragraph, [...(paragraphs.get(paragraph) ?? []), link]);
}
for (const [paragraph, links] of paragraphs) group(paragraph, links);

document.addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const links = stops.get(event.target);
  if (!step || !links || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const next = links[links.indexOf(event.target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});
// where the focus was last is where it comes back to
document.addEventListener("focusin", ({ target }) => {
  const links = stops.get(target);
  if (links) for (const link of links) link.tabIndex = link === target ? 0 : -1;
});
