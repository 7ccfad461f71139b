// Suggests the page whose address is closest to one that leads nowhere; the map of the site lists them all.

import { gettext, pieces } from "./language.js";

const FARTHEST = 0.4; // changed characters for each character of the address

const notice = document.querySelector("[data-missing]");
const root = new URL(".", new URL(notice.dataset.missing, location.href)).pathname;

/** The number of characters to insert, delete or replace: the distance of Levenshtein. */
function distance(from, to) {
  let row = [...Array(to.length + 1).keys()];
  for (let i = 1; i <= from.length; i += 1) {
    const above = row;
    row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1));
    }
  }
  return row[to.length];
}

/** The parts of an address below the root of the site, without what servers and people add to it. */
function parts(path) {
  const plain = path.startsWith(root) ? path.slice(root.length) : path;
  return plain.toLowerCase().replace(/(index)?\.html?$/, "").split("/").filter(Boolean);
}

/** How far apart two addresses are: as a whole, or, a little further, in their last parts only. */
function apart(wanted, known) {
  return Math.min(
    distance(wanted.join("/"), known.join("/")),
    1 + distance(wanted.at(-1), known.at(-1)),
  );
}

async function suggest() {
  const wanted = parts(decodeURIComponent(location.pathname));
  const response = await fetch(notice.dataset.missing);
  if (!wanted.length || !response.ok) return;
  const map = new DOMParser().parseFromString(await response.text(), "text/xml");
  let best;
  for (const { textContent } of map.querySelectorAll("loc")) {
    const { pathname } = new URL(textContent);
    const known = parts(decodeURIComponent(pathname));
    if (!known.length) continue;
    const far = apart(wanted, known);
    if (!best || far < best.far) best = { far, pathname, known };
  }
  if (!best || best.far > Math.max(2, FARTHEST * best.known.at(-1).length)) return;
  const link = Object.assign(document.createElement("a"), { href: best.pathname, textContent: best.known.join("/") });
  notice.append(...pieces(gettext("Did you mean %(words)s?"), { words: link }));
  notice.hidden = false;
}

suggest().catch(() => {}); // the lists on the page remain
