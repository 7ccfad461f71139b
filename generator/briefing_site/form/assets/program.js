/** The program in a worker, which is started by the first call. Each call is answered by a promise. */

const calls = new Map();
const listeners = new Set();
const encoder = new TextEncoder();
let worker;
let number = 0;

/** Have a function called with the bytes that are loaded, and those in all. */
export const onProgress = (listener) => listeners.add(listener);

/** Start it before the first call if the browser has kept it; if it has changed since, it waits for that call. */
export async function prepare() {
  if (await self.caches?.has("program").catch(() => false)) worker ??= start();
}

function call(name, ...values) {
  worker ??= start();
  number += 1;
  worker.postMessage({ id: number, call: name, values });
  return new Promise((resolve, reject) => calls.set(number, { resolve, reject }));
}

function start() {
  const { href } = new URL("worker.js", import.meta.url);
  const policy = self.trustedTypes?.createPolicy("program", { createScriptURL: () => href });
  const made = new Worker(policy ? policy.createScriptURL("") : href, { type: "module" });
  made.onmessage = ({ data: { id, result, error, loaded, total } }) => {
    if (!id) {
      for (const each of listeners) each(loaded, total);
      return;
    }
    const { resolve, reject } = calls.get(id);
    calls.delete(id);
    if (error) reject(new Error(error));
    else resolve(result);
  };
  made.onerror = (event) => {
    event.preventDefault();
    for (const { reject } of calls.values()) reject(new Error(event.message));
    calls.clear();
  };
  return made;
}

const inBytes = (files) =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path, typeof content === "string" ? encoder.encode(content) : content]),
  );

const today = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** A function that has another one called with what it was given last, one call after another, until that is done. */
export function oneByOne(run) {
  let [next, running] = [];
  const isLast = () => !next;
  const all = async () => {
    while (next) {
      const given = next;
      next = undefined;
      await run(given, isLast);
    }
    running = undefined;
  };
  return (given) => {
    next = given;
    return (running ??= all());
  };
}

/** The problems of files, given by path as texts or bytes: what `briefs check` reports. */
export const check = async (files, day = today()) => JSON.parse(await call("check", inBytes(files), day));

/** The problems of a brief in the words of the form: its file, and the path of the field that each is about. */
export async function checkInForm(path, content) {
  await call("check", inBytes({ [path]: content }), today());
  return JSON.parse(await call("in_form", path));
}

/** The page of a brief of those that were checked last, as HTML without what has errors; empty without a title. */
export const page = (path) => call("page", path);

/** The text of a file with the values that `written`, the file written anew, has: other lines stay as they are. */
export const revised = (path, text, written) => call("revised", path, text, written);

/** The files after every edit that `briefs check --fix` makes. */
export const corrected = async (files) => JSON.parse(await call("corrected", inBytes(files)));
