/**
 * The program itself, in Python: a worker that checks briefs and makes their pages.
 *
 * It loads only files of its own host, keeps them in the browser's cache by their version, and can reach no host at all
 * once they are there. Each message `{ id, call, values }` is answered by `{ id, result }` or `{ id, error }`; while
 * files are loading, there are messages `{ loaded, total }` in bytes.
 */

import { unpacked } from "../../assets/search/files.js";

const SITE = new URL("../../", import.meta.url);
const PROGRAM = new URL("contribute/program/", SITE);
const CACHE = "program";
/** Milliseconds without a call, after which it is time for other things. */
const REST = 2000;

const text = new TextDecoder();

/** The bytes of a file, decompressed unless a server has done so already. */
function stream(bytes) {
  const packed = new Blob([bytes]).stream();
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? packed.pipeThrough(new DecompressionStream("gzip")) : packed;
}

const bytesOf = async (bytes) => new Uint8Array(await new Response(stream(bytes)).arrayBuffer());

/** The browser's cache; nothing where it has none, as in private windows. */
const opened = self.caches?.open(CACHE).catch(() => undefined);

/** The files of an archive in the format of tar, as pairs of path and bytes. */
function* untarred(bytes) {
  const field = (at, length) => text.decode(bytes.subarray(at, at + length)).replace(/\0.*/s, "");
  for (let at = 0; bytes[at]; ) {
    const prefix = field(at + 345, 155);
    const size = parseInt(field(at + 124, 12), 8);
    yield [(prefix && `${prefix}/`) + field(at, 100), bytes.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/** Writes a file of no age, by which Python tells whether what it compiled is of this text. */
function write(fs, path, bytes) {
  fs.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  fs.writeFile(path, bytes);
  fs.utime(path, 0, 0);
}

/** Each file of the program by name, as a promise. */
function loadFiles(listed) {
  const sizes = new Map();
  const total = Object.values(listed).reduce((sum, [, size]) => sum + size, 0);
  const load = async (name) => {
    const [version, size] = listed[name];
    const address = new URL(`${name}?${version}`, PROGRAM);
    const cache = await opened;
    let response = await cache?.match(address);
    if (!response) {
      response = await fetch(address);
      if (!response.ok) throw new Error(`${address}: ${response.status}`);
      const kept = cache?.put(address, response.clone());
      kept?.catch(() => {}); // a full disk is no reason to stop
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    sizes.set(name, size);
    postMessage({ loaded: [...sizes.values()].reduce((sum, each) => sum + each, 0), total });
    return bytes;
  };
  const files = Object.fromEntries(Object.keys(listed).map((name) => [name, load(name)]));
  for (const each of Object.values(files)) each.catch(() => {}); // whoever waits for one hears of it
  return files;
}

/** Forgets files of other versions. */
async function forget(current) {
  const cache = await opened;
  for (const request of (await cache?.keys()) ?? []) {
    if (request.url.startsWith(PROGRAM.href) && !current.has(request.url)) await cache.delete(request);
  }
}

/** Writes the modules that an earlier visit has compiled; tells whether there are any. */
async function restore(fs, address) {
  const response = await (await opened)?.match(address);
  if (!response) return false;
  const parts = (await response.formData()).getAll("module");
  for (const part of parts) write(fs, part.name, new Uint8Array(await part.arrayBuffer()));
  return true;
}

/** Keeps for the next visit what Python has compiled. */
async function keep(python, address) {
  const paths = python.pyimport("briefing_site.form.check").compiled().toJs();
  const form = new FormData();
  for (const path of paths) form.append("module", new File([python.FS.readFile(path)], path));
  await (await opened)?.put(address, new Response(form));
}

/** What the site publishes of its files, as text. */
async function loadKnown() {
  const load = (path) => unpacked(new URL(path, SITE));
  const known = await load("contribute/known/all.pack");
  const parts = await Promise.all(known.briefs.map(load));
  return JSON.stringify({ ...known, files: Object.assign({}, known.files, ...parts) });
}

/** Whether the browser has each file of the program, so that none is loaded before somebody writes. */
async function areKept(listed) {
  const cache = await opened;
  const kept = Object.entries(listed).map(([name, [version]]) => cache?.match(new URL(`${name}?${version}`, PROGRAM)));
  return (await Promise.all(kept)).every(Boolean);
}

async function start() {
  const { files: listed, standard_library: standardLibrary, core, lock } = await unpacked(new URL("index.json", PROGRAM));
  if (!(await areKept(listed))) await asked;
  const known = loadKnown();
  known.catch(() => {});
  const files = loadFiles(listed);
  const compiled = new URL(`compiled?${listed["packages.pack"][0]}`, PROGRAM);
  let isCompiled = false;
  const module = async (name) => URL.createObjectURL(new Blob([await bytesOf(await files[name])], { type: "text/javascript" }));
  const [{ loadPyodide }, { default: createPyodideModule }] = await Promise.all([
    import(new URL(`pyodide.mjs?${listed["pyodide.mjs"][0]}`, PROGRAM)),
    module("pyodide.asm.mjs.pack").then((address) => import(address)),
  ]);
  const load = self.fetch;
  self.fetch = async (address, options) => {
    const isProgram = String(address).endsWith("pyodide.asm.wasm");
    if (!isProgram) return load(address, options);
    return new Response(stream(await files["pyodide.asm.wasm.pack"]), { headers: { "Content-Type": "application/wasm" } });
  };
  const python = await loadPyodide({
    createPyodideModule,
    indexURL: PROGRAM.href,
    lockFileContents: lock,
    stdLibURL: URL.createObjectURL(new Blob([])), // a file in whose place the packages have a folder
    fsInit: async (fs) => {
      const restored = restore(fs, compiled);
      while (!fs.analyzePath(standardLibrary).exists) await new Promise((resolve) => setTimeout(resolve, 1));
      fs.unlink(standardLibrary);
      for (const [path, bytes] of untarred(await bytesOf(await files["packages.pack"]))) write(fs, `/${path}`, bytes);
      write(fs, core, await bytesOf(await files["core.pack"]));
      isCompiled = await restored;
    },
  });
  python.runPython("import sys; sys.dont_write_bytecode = False");
  const session = python.pyimport("briefing_site.form.check").Session(await known);
  for (const name of ["fetch", "XMLHttpRequest", "WebSocket", "EventSource", "WebTransport"]) self[name] = undefined;
  const addresses = Object.entries(listed).map(([name, [version]]) => new URL(`${name}?${version}`, PROGRAM).href);
  forget(new Set([...addresses, compiled.href]));
  later = isCompiled ? undefined : () => keep(python, compiled);
  return {
    check: (files, day) => session.check(python.toPy(files), day),
    corrected: (files) => session.corrected(python.toPy(files)),
    in_form: (path) => python.pyimport("briefing_site.form.messages").in_form(session, path),
    revised: python.pyimport("briefing_site.reading.revision").revised,
    page: (path) => python.pyimport("briefing_site.form.brief_page").page(session, path),
  };
}

/** What is left to do when nobody asks for anything. */
let later;
let resting;
let ask;
const asked = new Promise((resolve) => (ask = resolve));
const started = start();
started.catch(() => {}); // whoever calls hears of it

self.onmessage = async ({ data: { id, call, values } }) => {
  clearTimeout(resting);
  ask();
  try {
    const program = await started;
    postMessage({ id, result: program[call](...values) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
  resting = setTimeout(() => {
    later?.().catch(() => {}); // a full disk only makes the next visit slower
    later = undefined;
  }, REST);
};
