/** Ids that the form suggests; people can write others. */

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** The nearest thing to the text that is an id; empty where the text has no Latin letter and no digit. */
export function slug(text, longest) {
  const plain = text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}|['’]/gu, "")
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter])
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const cut = plain.slice(0, longest + 1);
  return plain.length <= longest ? plain : cut.slice(0, Math.max(cut.lastIndexOf("-"), 0)) || plain.slice(0, longest);
}

/** The wish, made an id that is neither taken nor reserved; a noun stands in where nothing is left of it. */
export function freeId(wish, noun, taken, node) {
  const isReserved = node.not.anyOf.some((each) => each.enum.includes(wish));
  const base = isReserved ? `${noun}-${wish}` : wish;
  if (base && !taken.has(base)) return base;
  let number = base ? 2 : 1;
  while (taken.has(`${base || noun}-${number}`)) number += 1;
  return `${base || noun}-${number}`;
}

/** What ids of entries of a list begin with that are made from nothing, by the name of the list. */
export const BASES = { actors: "actor", sources: "source", timeline: "event", quotes: "quote" };

/** What the id of an entry of a list is made from, by the name of the list. */
export const WISHES = {
  actors: ({ name = "" }) => slug(name, 60),
  sources: ({ publisher = "", title, description = "" }) => slug(publisher, 40) || slug(title ?? description, 40),
  timeline: ({ title = "" }) => slug(title, 60),
  quotes: ({ speaker_description: other = "", speaker = other, text = "" }) => slug(`${speaker} ${text.split(/\s+/).slice(0, 6).join(" ")}`, 60),
};
