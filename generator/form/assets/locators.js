/** Places in sources, such as “p. 4”: see `generator/format/locators.py`. */

const ABBREVIATIONS = {
  page: ["p.", "pp."],
  chapter: ["ch.", "chs."],
  section: ["sec.", "secs."],
  paragraph: ["para.", "paras."],
  article: ["art.", "arts."],
  appendix: ["app.", "apps."],
  book: ["bk.", "bks."],
  column: ["col.", "cols."],
  figure: ["fig.", "figs."],
  folio: ["fol.", "fols."],
  line: ["l.", "ll."],
  note: ["n.", "nn."],
  number: ["no.", "nos."],
  opus: ["op.", "opp."],
  part: ["pt.", "pts."],
  verse: ["v.", "vv."],
  volume: ["vol.", "vols."],
  "sub verbo": ["s.v.", "s.vv."],
  "§": ["§", "§§"],
  "¶": ["¶", "¶¶"],
};
const NAMES = new Map(
  Object.entries(ABBREVIATIONS).flatMap(([label, names]) =>
    [label, `${label}s`, ...names.map((name) => name.replace(/\.$/, ""))].map((name) => [name, label]),
  ),
);
for (const [name, label] of Object.entries({ chap: "chapter", chaps: "chapter", appendices: "appendix" })) NAMES.set(name, label);
const TERM = /^([§¶]{1,2}|s\.vv?|sub verbo|\p{L}+)\.?\s*(.*)$/iu;
const VALUE = /^[\p{L}\p{N}][\p{L}\p{N} .,:/&'’()–—-]{0,59}$/u;
const NUMBER = /^(?:[0-9]|[ivxlcdm]+(?:$|[,–—-]))/i;
const SEVERAL = /[&–—]|[0-9]-[0-9]|, ?[0-9]| and /;

/** The place as readers see it; nothing if it is not written as one. */
export function locator(text) {
  const written = text.trim().replace(/\s+/g, " ");
  const [, term, rest = ""] = written.match(TERM) ?? [];
  const label = VALUE.test(rest) && NAMES.get(term.toLowerCase());
  if (!label && !(NUMBER.test(written) && VALUE.test(written))) return undefined;
  const value = label ? rest : written;
  return `${ABBREVIATIONS[label || "page"][Number(SEVERAL.test(value))]} ${value}`;
}
