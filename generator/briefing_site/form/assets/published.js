/** What the site publishes, and its briefs as their files have them. A file holds several, and is fetched once. */

import { unpacked } from "../../assets/search/files.js";

export const SITE = new URL("../..", import.meta.url);
const files = new Map();

/** The JSON at a path of the site. */
export const load = (path) => unpacked(new URL(path, SITE));

/** The brief that the address of the page asks for; empty where it is none. */
export function askedFor({ briefs }) {
  const name = new URLSearchParams(location.search).get("brief") ?? "";
  return Object.hasOwn(briefs, name) ? name : "";
}

/** A brief by its name, given the name of the first one in each file; `isFresh` asks for it again. */
export async function loadBrief(name, firsts, isFresh) {
  const first = firsts.findLast((slug) => slug <= name);
  const address = new URL(`contribute/briefs/${first}.pack`, SITE);
  if (isFresh || !files.has(first)) files.set(first, unpacked(address, "no-cache"));
  const { [name]: brief } = await files.get(first);
  if (!brief) throw new Error(`${first} is without ${name}`);
  return brief;
}
