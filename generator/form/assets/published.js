/** The briefs of the site as their files have them. A file holds several, one after another, and is fetched once. */

import { unpacked } from "../../assets/search/files.js";

const SITE = new URL("../..", import.meta.url);
const files = new Map();

/** A brief by its name, given the name of the first one in each file; `isFresh` asks for it again. */
export async function loadBrief(name, firsts, isFresh) {
  const first = firsts.findLast((each) => each <= name);
  const address = new URL(`contribute/briefs/${first}.pack`, SITE);
  if (isFresh || !files.has(first)) files.set(first, unpacked(address, "no-cache"));
  const { [name]: brief } = await files.get(first);
  if (!brief) throw new Error(`${first} is without ${name}`);
  return brief;
}
