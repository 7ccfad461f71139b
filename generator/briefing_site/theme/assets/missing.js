// Suggests the page whose address is closest to one that leads nowhere; the map of the site lists them all.

import { loadPage, make } from "./elements.js";
import { gettext, pieces } from "./language.js";
import { distance } from "./search/words.js";

const FARTHEST = 0.4; // changed characters for each character of the address

const notice = document.querySelector("[data-missing]");
const root = new URL(".", new URL(notice.dataset.missing, location.href)).pathname;

/** The parts of an address below the root of the site, without what servers and people add to it. */
function parts(path) {
  const plain = path.startsWith(root) ? path.slice(root.length) : path;
  return plain.toLowerCase().replace(/(index)?\.html?$/, "").split("/").filter(Boolean);
}

/** How far apart two addresses are: as a whole, or, a little further, in their last parts only. */
function distanceOf(wanted, present) {
  const ofAll = distance(wanted.join("/"), present.join("/"), Infinity);
  const ofLast = distance(wanted.at(-1), present.at(-1), Infinity);
  return Math.min(ofAll, ofLast + 1);
}

async function suggest() {
  const wanted = parts(decodeURIComponent(location.pathname));
  if (!wanted.length) return;
  const map = await loadPage(notice.dataset.missing, "text/xml");
  let nearest;
  for (const { textContent } of map.querySelectorAll("loc")) {
    const { pathname } = new URL(textContent);
    const present = parts(decodeURIComponent(pathname));
    if (!present.length) continue;
    const away = distanceOf(wanted, present);
    if (!nearest || away < nearest.away) nearest = { away, pathname, present };
  }
  if (!nearest || nearest.away > Math.max(2, FARTHEST * nearest.present.at(-1).length)) return;
  const link = make("a", { href: nearest.pathname }, nearest.present.join("/"));
  notice.append(...pieces(gettext("Did you mean %(words)s?"), { words: link }));
  notice.hidden = false;
}

suggest().catch(() => {}); // the lists on the page remain
