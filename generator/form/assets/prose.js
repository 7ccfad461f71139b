/**
 * What prose may not hold, and what it cites.
 *
 * The reader of briefs parses Markdown; this only looks at the signs. Where the two could differ it is
 * this that refuses, with a message that says how to write the sign as a sign.
 */

import { isWebAddress } from "./web_address.js";

const CITATION = /\[@([^\]\n;]*(?:;\s*@[^\]\n;]*)*)\]/y;
const AUTOLINK = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>/y;
const ENTITY = /&#?\w+;/;

/** The sources that the text cites, and the mistakes in it as `[message, values]`. */
export function readProse(text) {
  const cited = [];
  const mistakes = [];
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at, at + 2);
    if (/^\\[!-/:-@[-`{-~]/.test(rest)) {
      at += 2;
    } else if (text[at] === "<") {
      at = tag(text, at, mistakes);
    } else if (text[at] === "[") {
      at = citation(text, at, cited);
    } else if (rest === "](") {
      link(text, at, mistakes);
      at += 2;
    } else {
      at += 1;
    }
  }
  return { cited, mistakes };
}

function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function tag(text, at, mistakes) {
  const autolink = matchAt(AUTOLINK, text, at);
  if (autolink) {
    if (!isLinkable(autolink[1])) mistakes.push(["BAD_LINK", { address: autolink[1] }]);
    return at + autolink[0].length;
  }
  if (/[A-Za-z/!?]/.test(text[at + 1] ?? "")) mistakes.push(["RAW_HTML", {}]);
  return at + 1;
}

function citation(text, at, cited) {
  const found = matchAt(CITATION, text, at);
  if (!found) return at + 1;
  cited.push(...found[1].split(";").map((part) => part.trim().replace(/^@/, "")));
  return at + found[0].length;
}

/** A link whose text ends at the bracket. */
function link(text, bracket, mistakes) {
  const before = text.slice(0, bracket);
  if (before.includes("![") && (before[opening(before) - 1] === "!" || before.includes("`"))) {
    mistakes.push(["PICTURE", {}]);
  }
  const [, bracketed, bare] = text.slice(bracket + 2).match(/^\s*(?:<([^<>\n]*)>|(\S*))/);
  const address = bracketed ?? upToBracket(bare);
  if (!isLinkable(address)) mistakes.push(["BAD_LINK", { address }]);
}

function opening(before) {
  let depth = 1;
  for (let at = before.length - 1; at >= 0; at -= 1) {
    if (before[at - 1] === "\\") continue;
    if (before[at] === "]") depth += 1;
    if (before[at] === "[") depth -= 1;
    if (depth === 0) return at;
  }
  return 0;
}

function upToBracket(text) {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")") depth -= 1;
    if (depth < 0) return text.slice(0, at);
  }
  return text;
}

/** An entity could stand for any sign, so an address with one is none. */
function isLinkable(address) {
  return isWebAddress(address) && !ENTITY.test(address);
}
