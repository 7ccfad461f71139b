// What a script adds to a page that is complete without it: copying quotes, events and citations, and telling an old brief.

const YEAR = 365.25 * 24 * 60 * 60 * 1000;
const LONG = 2; // years without a review, after which a reader should know

/** The text of an element without permalinks, buttons and source numbers. */
function words(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".headerlink, button, sup").forEach((each) => each.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** What the source is called that a number in the element leads to. */
function source(element) {
  const number = element.querySelector("sup a");
  const anchor = number && document.getElementById(decodeURIComponent(number.hash.slice(1)));
  return anchor ? ` Source: ${words(anchor.closest("li"))}.` : "";
}

const title = () => words(document.querySelector("h1"));

/** A quote with its citation, as one pastes it into a text of one's own. */
function quoted(figure) {
  const heading = figure.previousElementSibling;
  const permalink = heading?.querySelector(".headerlink") ?? figure.querySelector("figcaption a[href*='#']");
  const speaker = words(heading?.matches(".quote-heading") ? heading : figure.querySelector("figcaption"));
  return `${words(figure.querySelector("blockquote"))} (${speaker}.${source(figure)} Quoted in: ${title()}, ${permalink.href})`;
}

/** What happened and when, with the brief that tells it. */
function told(heading, evidence) {
  return `${words(heading)}.${source(evidence)} (${title()}, ${heading.querySelector(".headerlink").href})`;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here, or not over https
  }
}

/** A button at the end of a line that copies a text. */
function offer(line, name, text, before = " · ") {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", title: name });
  button.textContent = "Copy";
  button.setAttribute("aria-label", name);
  const state = document.createElement("span");
  state.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    state.textContent = (await copied(text())) ? " Copied." : " Could not copy; select the text instead.";
    setTimeout(() => (state.textContent = ""), 4000);
  });
  line.append(before, button, state);
}

for (const figure of document.querySelectorAll(".quotes figure.quote")) {
  offer(figure.querySelector(".quote-by"), "Copy quote with citation", () => quoted(figure));
}

for (const evidence of document.querySelectorAll(".rail > .evidence")) {
  let heading = evidence.previousElementSibling;
  while (!heading.matches(".event")) heading = heading.previousElementSibling;
  offer(evidence, "Copy event with citation", () => told(heading, evidence));
}

for (const citation of document.querySelectorAll(".take-away .citation")) {
  const text = words(citation);
  offer(citation, "Copy citation", () => text, " ");
}

for (const badge of document.querySelectorAll("[data-reviewed]")) {
  const years = Math.floor((Date.now() - Date.parse(badge.dataset.reviewed)) / YEAR);
  if (years >= LONG) {
    badge.textContent = `Not reviewed for ${years} years`;
    badge.hidden = false;
  }
}
