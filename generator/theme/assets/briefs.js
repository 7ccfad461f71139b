// Adds to pages that are complete without it: Copy buttons for quotes, events and citations, and a badge on old briefs.

const YEAR = 365.25 * 24 * 60 * 60 * 1000;
const REVIEW_AFTER = 2; // years without a review

/** The text of an element without permalinks, buttons and source numbers. */
function textOf(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".headerlink, button, sup").forEach((each) => each.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** The title of the source that a number in the element links to. */
function sourceOf(element) {
  const number = element.querySelector("sup a");
  const anchor = number && document.getElementById(decodeURIComponent(number.hash.slice(1)));
  return anchor ? ` Source: ${textOf(anchor.closest("li"))}.` : "";
}

const title = () => textOf(document.querySelector("h1"));

/** A quote with its citation, ready to paste. */
function citedQuote(figure) {
  const heading = figure.previousElementSibling;
  const permalink = heading?.querySelector(".headerlink") ?? figure.querySelector("figcaption a[href*='#']");
  const speaker = textOf(heading?.matches(".quote-heading") ? heading : figure.querySelector("figcaption"));
  return `${textOf(figure.querySelector("blockquote"))} (${speaker}.${sourceOf(figure)} Quoted in: ${title()}, ${permalink.href})`;
}

/** An event with its date and citation, ready to paste. */
function citedEvent(heading, evidence) {
  return `${textOf(heading)}.${sourceOf(evidence)} (${title()}, ${heading.querySelector(".headerlink").href})`;
}

/** Whether the text is on the clipboard now. */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here, or not served over https
  }
}

/** Add a button to the end of a line that copies a text. */
function addCopyButton(line, name, text, before = " · ") {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", title: name });
  button.textContent = "Copy";
  button.setAttribute("aria-label", name);
  const state = document.createElement("span");
  state.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    state.textContent = (await copy(text())) ? " Copied" : " Could not copy. Select the text instead.";
    setTimeout(() => (state.textContent = ""), 4000);
  });
  line.append(before, button, state);
}

for (const figure of document.querySelectorAll(".quotes figure.quote")) {
  addCopyButton(figure.querySelector(".quote-by"), "Copy quote with citation", () => citedQuote(figure));
}

for (const evidence of document.querySelectorAll(".rail > .evidence")) {
  let heading = evidence.previousElementSibling;
  while (!heading.matches(".event")) heading = heading.previousElementSibling;
  addCopyButton(evidence, "Copy event with citation", () => citedEvent(heading, evidence));
}

for (const citation of document.querySelectorAll(".downloads .citation")) {
  const text = textOf(citation);
  addCopyButton(citation, "Copy citation", () => text, " ");
}

for (const badge of document.querySelectorAll("[data-reviewed]")) {
  const years = Math.floor((Date.now() - Date.parse(badge.dataset.reviewed)) / YEAR);
  if (years >= REVIEW_AFTER) {
    badge.textContent = `Not reviewed for ${years} years`;
    badge.hidden = false;
  }
}
