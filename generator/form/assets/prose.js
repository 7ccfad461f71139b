/**
 * Markdown as a tree, for the preview: what `generator/format/prose/parser.py` reads, without its findings.
 *
 * After https://spec.commonmark.org, for what contributors write. Blocks are `paragraph`, `heading`, `list` and
 * `quotation`; inside them are `text`, `code`, `break`, `em`, `strong`, `link` and `citation`.
 */

import { locator } from "./locators.js";

const ITEM = /^( {0,3})(?:([-+*])|(\d{1,9})([.)]))(?: {1,4}(?! )| (?= )|$)/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:(?:^|[ \t]+)#+)?[ \t]*$/;
const QUOTED = /^ {0,3}> ?/;
const CITED = String.raw`@[^\[\]\n;,]*(?:,[^\[\]\n;]*(?:\n[^\[\]\n;]*)?)?`;
const CITATION = new RegExp(String.raw`\[(${CITED}(?:;\s*${CITED})*)\]`, "y");
const DESTINATION = /\(\s*(?:<([^<>\n]*)>|((?:[^\s()\\]|\\.|\((?:[^\s()\\]|\\.)*\))*))(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)/y;
const AUTOLINK = /<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/iy;
const ENTITY = /&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]{1,31});/iy;
const PLAIN = /[^\\`*_[<&\n!\]]+/y;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/** How deep parts may lie within one another; the check refuses less. */
const DEEPEST = 20;

/** The blocks of a text. */
export function blocks(text) {
  return read(text.replaceAll("\t", "    ").split("\n"), 0);
}

/** The ids of the sources that a text cites. */
export function citations(text) {
  return blocks(text).flatMap(function inside(node) {
    if (node.type === "citation") return node.cited.map(({ source }) => source);
    return (node.items?.flat() ?? node.content ?? []).flatMap(inside);
  });
}

function read(lines, depth) {
  const found = [];
  let paragraph = [];
  const end = () => {
    if (paragraph.length) found.push({ type: "paragraph", content: inline(joined(paragraph)) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    if (!line.trim()) {
      end();
      at += 1;
    } else if (depth === DEEPEST || !begins(line, paragraph.length > 0)) {
      paragraph.push(line);
      at += 1;
    } else {
      end();
      const [block, next] = (HEADING.test(line) ? heading : QUOTED.test(line) ? quotation : list)(lines, at, depth + 1);
      found.push(block);
      at = next;
    }
  }
  end();
  return found;
}

/** Whether a block that is no paragraph begins; in a paragraph, some lists do not. */
function begins(line, isParagraph) {
  if (HEADING.test(line) || QUOTED.test(line)) return true;
  const item = line.match(ITEM);
  const mayInterrupt = item && line.length > item[0].length && (item[2] || item[3] === "1");
  return Boolean(isParagraph ? mayInterrupt : item);
}

function joined(lines) {
  return lines.map((line, index) => (index < lines.length - 1 ? line.trimStart() : line.trim())).join("\n");
}

function heading(lines, at) {
  const [, marks, text] = lines[at].match(HEADING);
  return [{ type: "heading", level: marks.length, content: inline(text.trim()) }, at + 1];
}

function quotation(lines, at, depth) {
  const inner = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    const isLazy = line.trim() && inner.at(-1)?.trim() && !begins(line, true);
    if (!QUOTED.test(line) && !isLazy) break;
    inner.push(line.replace(QUOTED, ""));
  }
  return [{ type: "quotation", content: read(inner, depth) }, next];
}

function list(lines, at, depth) {
  const first = lines[at].match(ITEM);
  const items = [];
  let width = 0;
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next];
    const item = line.match(ITEM);
    const isBlank = !line.trim();
    if (!isBlank && items.length && line.startsWith(" ".repeat(width))) {
      items.at(-1).push(line.slice(width));
    } else if (item && item[2] === first[2] && item[4] === first[4]) {
      width = item[0].length + (line.length === item[0].length && !item[0].endsWith(" ") ? 1 : 0);
      items.push([line.slice(width)]);
    } else if (isBlank || (items.at(-1).at(-1).trim() && !begins(line, true))) {
      items.at(-1).push(line);
    } else break;
  }
  return [{ type: "list", start: first[3] && Number(first[3]), items: items.map((item) => read(item, depth)) }, next];
}

/** The parts of running text; in a link there is no other link. */
function inline(text, isLink = false) {
  const parts = [];
  const add = (value) => {
    if (parts.at(-1)?.type === "text") parts.at(-1).text += value;
    else parts.push({ type: "text", text: value });
  };
  const matched = (pattern, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  for (let at = 0; at < text.length; ) {
    const character = text[at];
    let found;
    if ((found = matched(PLAIN, at))) add(found[0]);
    else if (character === "\\" && (found = matched(/\\(?:([!-/:-@[-`{-~])|\n *)/y, at))) {
      if (found[1]) parts.push({ type: "text", text: found[1] });
      else parts.push({ type: "break" });
    } else if (character === "`" && (found = matched(/(`+)(?!`)([^]*?[^`])\1(?!`)/y, at))) {
      const code = found[2].replaceAll("\n", " ");
      parts.push({ type: "code", text: /^ .*[^ ].* $/.test(code) ? code.slice(1, -1) : code });
    } else if (character === "`" && (found = matched(/`+/y, at))) add(found[0]);
    else if (character === "\n") {
      const before = parts.at(-1)?.type === "text" ? parts.at(-1) : undefined;
      const isBreak = before && /\S {2,}$/.test(before.text);
      if (before) before.text = before.text.trimEnd();
      if (isBreak) parts.push({ type: "break" });
      else add(" ");
      found = matched(/\n */y, at);
    } else if (character === "[" && (found = matched(CITATION, at))) {
      parts.push({ type: "citation", cited: found[1].split(";").map(cited) });
    } else if (character === "[" && !isLink && (found = linkAt(text, at))) {
      parts.push({ type: "link", address: found.address, content: inline(found.text, true) });
    } else if (character === "<" && (found = matched(AUTOLINK, at))) {
      parts.push({ type: "link", address: found[1], content: [{ type: "text", text: found[1] }] });
    } else if (character === "&" && (found = matched(ENTITY, at))) {
      parts.push({ type: "text", text: decoded(found[0]) });
    } else if ((character === "*" || character === "_") && (found = matched(character === "*" ? /\*+/y : /_+/y, at))) {
      parts.push(run(text, at, found[0]));
    } else {
      found = [character];
      add(character);
    }
    at += found[0].length;
  }
  return emphasized(parts);
}

/** The id of a source, and the place in it. */
function cited(text) {
  const [, id, place] = text.match(/^([^,]*)(?:,\s*(?!@)(\S[^]*))?$/) ?? [null, text];
  return { source: id.trim().replace(/^@/, ""), place: place && locator(place) };
}

/** The character that an entity stands for. */
function decoded(entity) {
  return new DOMParser().parseFromString(entity, "text/html").body.textContent;
}

/** The link whose text begins with the bracket, if there is one. */
function linkAt(text, start) {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "[") depth += 1;
    else if (text[at] === "]" && (depth -= 1) === 0) {
      DESTINATION.lastIndex = at + 1;
      const found = DESTINATION.exec(text);
      if (!found) return undefined;
      const address = (found[1] ?? found[2]).replace(/\\([!-/:-@[-`{-~])/g, "$1");
      return { 0: text.slice(start, DESTINATION.lastIndex), text: text.slice(start + 1, at), address };
    }
  }
  return undefined;
}

/** A run of asterisks or underscores, and whether it can open or close emphasis. */
function run(text, at, signs) {
  const next = at + signs.length;
  const left = [...text.slice(Math.max(at - 2, 0), at)].at(-1) ?? " ";
  const [right = " "] = text.slice(next, next + 2);
  const isSpace = (character) => /\s/u.test(character);
  const isSign = (character) => PUNCTUATION.test(character);
  const follows = !isSpace(right) && (!isSign(right) || isSpace(left) || isSign(left));
  const precedes = !isSpace(left) && (!isSign(left) || isSpace(right) || isSign(right));
  const isWithin = signs[0] === "_";
  return {
    type: "run",
    sign: signs[0],
    count: signs.length,
    written: signs.length,
    opens: follows && (!isWithin || !precedes || isSign(left)),
    closes: precedes && (!isWithin || !follows || isSign(right)),
  };
}

/** The parts with their runs made emphasis or text: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis. */
function emphasized(parts) {
  const list = [...parts];
  for (let closer = 0; closer < list.length; closer += 1) {
    const end = list[closer];
    if (!end.closes || !end.count) continue;
    const opener = list.findLastIndex(
      (each, index) =>
        index < closer &&
        each.opens &&
        each.count > 0 &&
        each.sign === end.sign &&
        !((each.closes || end.opens) && (each.written + end.written) % 3 === 0 && (each.written % 3 || end.written % 3)),
    );
    if (opener < 0) continue;
    const start = list[opener];
    const content = list.slice(opener + 1, closer).map(asText);
    const depth = content.reduce((deepest, each) => Math.max(deepest, each.depth ?? 0), 0) + 1;
    if (depth > DEEPEST) continue;
    const used = start.count > 1 && end.count > 1 ? 2 : 1;
    start.count -= used;
    end.count -= used;
    list.splice(opener + 1, closer - opener - 1, { type: used === 2 ? "strong" : "em", content, depth });
    closer = opener + 1; // the same run may close another one
  }
  return list.map(asText).filter((each) => each.type !== "text" || each.text);
}

function asText(part) {
  return part.type === "run" ? { type: "text", text: part.sign.repeat(part.count) } : part;
}
