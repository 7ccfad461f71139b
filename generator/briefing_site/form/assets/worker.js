/**
 * The program itself, in Python: a worker that checks briefs and makes their pages.
 *
 * It loads only files of its own host, keeps them in the browser's cache by their version, and can reach no host at all
 * once they are there. Each message `{ id, call, values }` is answered by `{ id, result }` or `{ id, error }`; while
 * files are loading, there are messages `{ share }` of how much is loaded, from 0 to 1.
 */

import { unpacked, unpackedStream } from "../../assets/search/files.js";

const SITE = new URL("../../", import.meta.url);
const PROGRAM = new URL("contribute/program/", SITE);

const unpackedBytes = async (bytes) => new Uint8Array(await new Response(unpackedStream(bytes)).arrayBuffer());

/** The browser's cache; nothing where it has none, as in private windows. */
const opened = self.caches?.open("program").catch(() => undefined);

/** Where a file of the program is; the address changes with its content. */
const addressOf = (name, [version]) => new URL(`${name}?${version}`, PROGRAM);

/** A file of the program, from the cache if it is there. */
async function loadFile(address) {
  const cache = await opened;
  const cached = await cache?.match(address);
  if (cached) return new Uint8Array(await cached.arrayBuffer());
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  cache?.put(address, response.clone()).catch(() => {}); // a full disk is no reason to stop
  return new Uint8Array(await response.arrayBuffer());
}

/** Each file of the program by name, as a promise. */
function loadFiles(listed) {
  const files = {};
  let total = 0;
  let loaded = 0;
  for (const [name, entry] of Object.entries(listed)) {
    const [, size] = entry;
    total += size;
    files[name] = loadFile(addressOf(name, entry));
    files[name]
      .then(() => {
        loaded += size;
        postMessage({ share: loaded / total });
      })
      .catch(() => {}); // whoever waits for the file gets the error
  }
  return files;
}

/** Forgets files of other versions. */
async function forget(current) {
  const cache = await opened;
  for (const request of (await cache?.keys()) ?? []) {
    if (request.url.startsWith(PROGRAM.href) && !current.includes(request.url)) await cache.delete(request);
  }
}

/** What the site publishes of its files, as text. */
async function loadKnown() {
  const load = (path) => unpacked(new URL(path, SITE));
  const known = await load("contribute/known/all.pack");
  const parts = await Promise.all(known.briefs.map(load));
  return JSON.stringify({ ...known, files: Object.assign({}, known.files, ...parts) });
}

/** Python, which takes its program from the files instead of loading that, too. */
async function loadPython(listed, files, lock) {
  const bytes = await unpackedBytes(await files["pyodide.asm.mjs.pack"]);
  const address = URL.createObjectURL(new Blob([bytes], { type: "text/javascript" }));
  const { default: createPyodideModule } = await import(address);
  const { loadPyodide } = await import(addressOf("pyodide.mjs", listed["pyodide.mjs"]));
  const load = self.fetch;
  self.fetch = async (wanted, options) => {
    const isProgram = String(wanted).endsWith("pyodide.asm.wasm");
    if (!isProgram) return load(wanted, options);
    const stream = unpackedStream(await files["pyodide.asm.wasm.pack"]);
    return new Response(stream, { headers: { "Content-Type": "application/wasm" } });
  };
  return loadPyodide({
    createPyodideModule,
    indexURL: PROGRAM.href,
    lockFileContents: lock,
    stdLibURL: URL.createObjectURL(new Blob([await files["python.zip"]])),
  });
}

async function start() {
  const { files: listed, packages, lock } = await unpacked(new URL("index.json", PROGRAM));
  const known = loadKnown();
  known.catch(() => {}); // thrown again where it is awaited
  const files = loadFiles(listed);
  const python = await loadPython(listed, files, lock);
  python.unpackArchive(await unpackedBytes(await files["packages.pack"]), "tar", { extractDir: packages });
  const session = python.pyimport("briefing_site.form.check").Session(await known);
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport"]) self[name] = undefined;
  forget(Object.entries(listed).map(([name, entry]) => addressOf(name, entry).href));
  return {
    check: (contents, day) => session.check(python.toPy(contents), day),
    corrected: (contents) => session.corrected(python.toPy(contents)),
    in_form: (path) => python.pyimport("briefing_site.form.messages").in_form(session, path),
    changed_lines: python.pyimport("briefing_site.form.changed_lines").changed_lines,
    revised: python.pyimport("briefing_site.reading.revision").revised,
    page: (path) => python.pyimport("briefing_site.form.brief_page").page(session, path),
  };
}

let started;

self.onmessage = async ({ data: { id, call, values } }) => {
  started ??= start();
  try {
    const program = await started;
    postMessage({ id, result: program[call](...values) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
};
