// Loads the files that generator/briefing_site/search/index.py writes. Nothing is loaded before the first search.

const folder = new URL("../../search-index/", import.meta.url);
const loads = new Map();

/** A function that has another one called once; after a failure it can be called again. */
export function once(run) {
  let result;
  return () => {
    result ??= run().catch((error) => {
      result = undefined;
      throw error;
    });
    return result;
  };
}

/** The contents of a file. */
export function load(name) {
  if (!loads.has(name)) loads.set(name, once(() => unpacked(new URL(name, folder))));
  return loads.get(name)();
}

/** The catalogue of all other files, whose names change with their contents. */
export const catalogue = () => load("catalogue.json");

/** The JSON at an address, whether it is compressed or not. */
export async function unpacked(address, cache = address.pathname.endsWith(".json") ? "no-cache" : "default") {
  const response = await fetch(address, { cache });
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  return new Response(unpackedStream(bytes)).json();
}

/** The bytes of a file as a stream, decompressed unless a server has done so already. */
export function unpackedStream(bytes) {
  const stream = new Blob([bytes]).stream();
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return isPacked ? stream.pipeThrough(new DecompressionStream("gzip")) : stream;
}
