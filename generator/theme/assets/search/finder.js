// Finds records. Pagefind says which records have the words; what a result shows comes from the packs next to its
// index, which generator/search/bundle.py writes. Nothing is loaded before the first search.

const bundle = new URL("../../pagefind/", import.meta.url);
const site = new URL("../../", import.meta.url);

const KINDS = ["brief", "event", "quote", "actor", "topic", "page"];
const NEIGHBOURS = 32; // records in a pack

// Stop words: searching for them is slow and finds nearly everything.
const COMMON = new Set(
  "a an and are as at be but by for from had has have in is it its of on or that the their this to was were with".split(" "),
);

// Scripts without spaces between words: each character is a word of the index, as in generator/search/record.py.
const IDEOGRAPHS = "\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const BETWEEN = new RegExp(`(?<=[${IDEOGRAPHS}])(?=[\\p{L}\\p{N}])|(?<=[\\p{L}\\p{N}])(?=[${IDEOGRAPHS}])`, "gu");
const ONE_RUN = new RegExp(`^[${IDEOGRAPHS}]{2,}$`, "u");

let pagefind;

/** Load Pagefind and its list of records, once. Rejects if that fails, and can then be retried. */
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
 * The query for Pagefind: the words without stop words, or a phrase unchanged. Empty if nothing is left.
 */
export function terms(query) {
  const text = query.trim().replace(/[“”„«»]/g, '"').replace(/[‐‑]/g, "-").replace(/[‒-―…·/]/g, " ");
  if (ONE_RUN.test(text)) return `"${[...text].join(" ")}"`;
  const words = text.replace(BETWEEN, " ").split(/\s+/).filter(Boolean);
  if (/^".+"$/.test(text)) return words.join(" ");
  return words.filter((word) => !isCommon(word)).join(" ");
}

/** Also the beginning of such a word, as it is being typed; but IT and WHO may be names. */
function isCommon(word) {
  if (word.length > 1 && word !== word.toLowerCase()) return false;
  return COMMON.has(word) || (/^[a-z]{1,2}$/i.test(word) && [...COMMON].some((each) => each.startsWith(word)));
}

/** All records that match, best first; all records if the query is empty. */
export async function find(query) {
  const { results } = await (await ready()).search(terms(query) || null);
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

/** All actors as [id, name], and for each record of each page the indices of its actors among them. */
export function actors() {
  cast ??= unpacked("actors.pack", { cache: "no-cache" }); // the other packs have content hashes in their names
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
