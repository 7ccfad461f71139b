/** The program in a worker, which is started by the first call. Each call is answered by a promise. */

import { gettext, locale } from "./language.js";

const calls = new Map();
const encoder = new TextEncoder();
let worker;
let lastId = 0;
let reportProgress = () => {};

/** Have a function called with the share of the program that is loaded, from 0 to 1. */
export function onProgress(listener) {
  reportProgress = listener;
}

/** What is said while the program is being loaded. */
export function loadingText(share) {
  if (share === 1) return gettext("Starting the check …");
  return gettext("The check is being loaded: %(share)s.", { share: share.toLocaleString(locale, { style: "percent" }) });
}

function call(name, ...values) {
  worker ??= start();
  lastId += 1;
  worker.postMessage({ id: lastId, call: name, values });
  return new Promise((resolve, reject) => calls.set(lastId, { resolve, reject }));
}

function start() {
  const { href } = new URL("worker.js", import.meta.url);
  const policy = self.trustedTypes?.createPolicy("program", { createScriptURL: () => href });
  const address = policy ? policy.createScriptURL("") : href;
  const newWorker = new Worker(address, { type: "module" });
  newWorker.onmessage = ({ data }) => {
    if (data.id) answer(data);
    else reportProgress(data.share);
  };
  newWorker.onerror = (event) => {
    event.preventDefault();
    for (const { reject } of calls.values()) reject(new Error(event.message));
    calls.clear();
  };
  return newWorker;
}

function answer({ id, result, error }) {
  const { resolve, reject } = calls.get(id);
  calls.delete(id);
  if (error) reject(new Error(error));
  else resolve(result);
}

function inBytes(files) {
  const contents = {};
  for (const [path, content] of Object.entries(files)) {
    contents[path] = typeof content === "string" ? encoder.encode(content) : content;
  }
  return contents;
}

/** The day of the reader's clock, such as 2024-05-31; Swedish writes it so. */
const today = () => new Date().toLocaleDateString("sv");

/** A function that runs another one with the latest argument, one run after another, until that is done. */
export function oneByOne(run) {
  let next;
  let running;
  const isLast = () => next === undefined;
  const runAll = async () => {
    while (next !== undefined) {
      const argument = next;
      next = undefined;
      await run(argument, isLast);
    }
    running = undefined;
  };
  return (argument) => {
    next = argument;
    running ??= runAll();
    return running;
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

/** The blocks of lines in which a text differs from the published one, from its end to its beginning. */
export const changedLines = async (published, text) => JSON.parse(await call("changed_lines", published, text));

/** The files after every edit that `briefs check --fix` makes. */
export const corrected = async (files) => JSON.parse(await call("corrected", inBytes(files)));
