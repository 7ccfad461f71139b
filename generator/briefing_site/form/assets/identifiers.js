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
  if (plain.length <= longest) return plain;
  const end = plain.lastIndexOf("-", longest);
  return plain.slice(0, end > 0 ? end : longest);
}

/** The wish, made an id that is neither taken nor reserved; a noun stands in where nothing is left of it. */
export function freeId(wish, noun, taken, { not }) {
  const isReserved = not.anyOf.some((reserved) => reserved.enum.includes(wish));
  const base = isReserved ? `${noun}-${wish}` : wish;
  if (base && !taken.has(base)) return base;
  let number = base ? 2 : 1;
  while (taken.has(`${base || noun}-${number}`)) number += 1;
  return `${base || noun}-${number}`;
}

/** By the name of a list, what the ids of its entries begin with that are made from nothing, and what they are made from. */
export const IDS = {
  actors: ["actor", ({ name = "" }) => slug(name, 60)],
  sources: ["source", ({ publisher = "", title, description = "" }) => slug(publisher, 40) || slug(title ?? description, 40)],
  timeline: ["event", ({ title = "" }) => slug(title, 60)],
  quotes: ["quote", ({ speaker_description: other = "", speaker = other, text = "" }) => slug(`${speaker} ${text.split(/\s+/, 6).join(" ")}`, 60)],
};
