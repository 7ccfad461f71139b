// Finds records. Pagefind tells which words are where; what a result shows comes from the packs beside its
// index, which generator/search/bundle.py makes. Nothing is loaded before somebody searches.

const bundle = new URL("../../pagefind/", import.meta.url);
const site = new URL("../../", import.meta.url);

const KINDS = ["brief", "event", "quote", "actor", "topic", "page"];
const NEIGHBOURS = 4; // records in a pack

// Words that are nearly everywhere: looking for them takes long and tells nothing.
const COMMON = new Set(
  "a an and are as at be but by for from had has have in is it its of on or that the their this to was were with".split(" "),
);

// Scripts without spaces between words. Each character is a word of the index, as in generator/search/record.py.
const IDEOGRAPHS = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const BETWEEN = new RegExp(`(?<=[${IDEOGRAPHS}])(?=[\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}])(?=[${IDEOGRAPHS}])`, "gu");
const ONE_RUN = new RegExp(`^[${IDEOGRAPHS}]{2,}$`, "u");

let pagefind;

/** Load the index's program and its list of records, once. Rejects where that fails, and then can be tried again. */
export function ready() {
  pagefind ??= start().catch((error) => {
    pagefind = undefined;
    throw error;
  });
  return pagefind;
}

async function start() {
  const module = await import(new URL("pagefind.js", bundle));
  await module.init();
  return module;
}

/**
 * What Pagefind is asked for: the words without those that are nearly everywhere, or a phrase as it is.
 * Empty where nothing is left to look for.
 */
export function asked(query) {
  const text = query.trim().replace(/[“”„«»]/g, '"').replace(/[‐‑]/g, "-").replace(/[‒-―…·/]/g, " ");
  if (ONE_RUN.test(text)) return `"${[...text].join(" ")}"`;
  const words = text.replace(BETWEEN, " ").split(/\s+/).filter(Boolean);
  if (/^".+"$/.test(text)) return words.join(" ");
  return words.filter((word) => !isCommon(word)).join(" ");
}

/** Also what may become such a word when it is typed on; but IT and WHO may be names. */
function isCommon(word) {
  if (word.length > 1 && word !== word.toLowerCase()) return false;
  return COMMON.has(word) || (/^[a-z]{1,2}$/i.test(word) && [...COMMON].some((each) => each.startsWith(word)));
}

/** All records with the words, the best first; without words all records. */
export async function find(query) {
  const { results } = await (await ready()).search(asked(query) || null);
  return results.map(({ id, words }) => {
    const [page, topics, kind, number] = id.split("-");
    return {
      page,
      number: Number(number),
      kind: KINDS.find((each) => each[0] === kind[0]),
      year: kind.slice(1),
      topics: topics.match(/.{3}/g)?.map((code) => parseInt(code, 16)) ?? [],
      words,
    };
  });
}

const packs = new Map();

/** What a result shows. */
export async function shown({ page, number, kind, words }) {
  const name = `records/${page}-${Math.floor(number / NEIGHBOURS)}.pack`;
  if (!packs.has(name)) packs.set(name, unpacked(name));
  const [address, title, date, context, state, text] = (await packs.get(name))[number % NEIGHBOURS];
  return { kind, address: new URL(address, site).href, title, date, context, state, text, words };
}

let cast;

/** All actors as [id, name], and for each record of each page the places of its actors among them. */
export function actors() {
  cast ??= unpacked("actors.pack", { cache: "no-cache" }); // the other packs have names that change with them
  return cast;
}

async function unpacked(name, options) {
  const response = await fetch(new URL(name, bundle), options);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b; // unless a server has unpacked it already
  const stream = new Blob([bytes]).stream();
  return new Response(packed ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).json();
}
