// What a script adds to a page that is complete without it: copying a quote, and telling an old brief.

const YEAR = 365.25 * 24 * 60 * 60 * 1000;
const LONG = 2; // years without a review, after which a reader should know

/** The text of an element without permalinks, buttons and source numbers. */
function words(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".headerlink, button, sup").forEach((each) => each.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/** A quote with its citation, as one pastes it into a text of one's own. */
function citation(figure) {
  const heading = figure.previousElementSibling;
  const permalink = heading?.querySelector(".headerlink") ?? figure.querySelector("figcaption a[href*='#']");
  const number = figure.querySelector("sup a");
  const anchor = number && document.getElementById(decodeURIComponent(number.hash.slice(1)));
  const source = anchor ? ` Source: ${words(anchor.closest("li"))}.` : "";
  const speaker = heading?.matches(".quote-heading") ? words(heading) : words(figure.querySelector("figcaption"));
  const page = document.querySelector("h1") ? words(document.querySelector("h1")) : document.title;
  return `${words(figure.querySelector("blockquote"))} (${speaker}.${source} Quoted in: ${page}, ${permalink.href})`;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here, or not over https
  }
}

for (const figure of document.querySelectorAll(".quotes figure.quote")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy with citation";
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    told.textContent = (await copied(citation(figure))) ? " Copied." : " Could not copy; select the text instead.";
    setTimeout(() => (told.textContent = ""), 4000);
  });
  figure.querySelector(".quote-by").append(" · ", button, told);
}

for (const badge of document.querySelectorAll("[data-reviewed]")) {
  const years = Math.floor((Date.now() - Date.parse(badge.dataset.reviewed)) / YEAR);
  if (years >= LONG) {
    badge.textContent = `Not reviewed for ${years} years`;
    badge.hidden = false;
  }
}
