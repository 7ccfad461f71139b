/**
 * The brief as readers will see it, as far as a browser can say: without the diagram, history and downloads.
 *
 * Sections and entries that have a form of their own here look as on the page; any other field of the format is
 * shown under its title.
 */

import { inWords, order, year } from "./dates.js";
import { make } from "./dom.js";
import { gettext, locale, pieces } from "./language.js";
import { blocks, citations } from "./prose.js";
import { fieldsOf, isProse, kindName, recordOf, shapeOf } from "./schema.js";

/** Fields that the page shows elsewhere than in a section of their own, or not as text. */
const ELSEWHERE = ["title", "summary", "date", "updated", "status", "topics", "formerly"];
/** Fields whose section is made by the method of the same name. */
const OWN = ["key_judgements", "actors", "relations", "timeline", "quotes", "sources", "corrections", "see_also"];
const SOURCE_KINDS = { primary: "Primary source", wire: "News agency", reference: "Reference work" };
const STATES = { reported: gettext("Unconfirmed."), disputed: gettext("What is disputed.") };

/** The parts of the page; `names` says what an actor is called. */
export function preview({ schema, known, brief, nameOf }) {
  const page = new Page(schema, known, brief, nameOf);
  return page.parts();
}

class Page {
  constructor(schema, known, brief, nameOf) {
    const byDate = (entries) => entries?.toSorted((one, other) => compare(order(one.date ?? ""), order(other.date ?? "")));
    this.brief = { ...brief, timeline: byDate(brief.timeline), quotes: byDate(brief.quotes) };
    Object.assign(this, { schema, known, nameOf });
    const sources = (brief.sources ?? []).map(({ $key }) => $key);
    this.numbers = new Map(
      [...new Set([...cited(schema, schema, this.brief), ...sources.toSorted()])]
        .filter((id) => sources.includes(id))
        .map((id, index) => [id, index + 1]),
    );
  }

  parts() {
    const { title = gettext("Title"), summary, date, updated, topics = [] } = this.brief;
    const facts = [
      date && gettext("As of %(date)s", { date: inWords(date) }),
      updated && gettext("updated %(date)s", { date: inWords(updated) }),
    ].filter(Boolean);
    const sections = fieldsOf(this.schema).filter(({ key }) => this.brief[key] && !ELSEWHERE.includes(key));
    return [
      topics.length > 0 && make("p", { class: "topics" }, topics.map((id) => this.known.topics[id] ?? id).join(" · ")),
      make("h3", { class: "brief-title" }, title),
      summary && make("p", { class: "standfirst" }, summary),
      facts.length > 0 && make("p", { class: "facts" }, facts.join(" · ")),
      ...sections.flatMap((field) => this.section(field)),
    ].filter(Boolean);
  }

  section({ key, node }) {
    const value = this.brief[key];
    const content = OWN.includes(key) ? this[key](value) : this.plainly(node, value);
    return content.length ? [make("h4", {}, node.title), ...content] : [];
  }

  key_judgements(judgements) {
    const items = judgements.map((each) => {
      const { confidence, likelihood, text = "", sources, basis, alternatives = [], would_change: changes = [] } = each;
      const level = `${confidence} confidence`;
      const mark = make("strong", { class: `confidence confidence--${confidence}` }, capital(gettext(level)));
      const likely = likelihood && [make("strong", { class: "likelihood" }, capital(gettext(likelihood))), " "];
      const notes = [
        ...(basis ? [[gettext("Why this confidence."), basis]] : []),
        ...alternatives.map((words) => [gettext("Alternative."), words]),
        ...changes.map((words) => [gettext("Would change it."), words]),
      ].flatMap(([name, words]) => [
        " ",
        make("span", { class: "judgement-note" }, make("strong", {}, name), " ", ...this.line(words)),
      ]);
      return make("li", {}, confidence && mark, " ", ...(likely || []), ...this.line(text), this.cite(sources), ...notes);
    });
    return [make("div", { class: "judgements" }, make("ul", {}, ...items))];
  }

  actors(actors) {
    const items = actors.map((each) => {
      const kind = each.kind ?? this.known.actors[each.id]?.kind;
      const rest = this.rest("CastMember", each);
      return make("li", {}, make("strong", {}, this.nameOf(each.id) ?? ""), " ", make("span", { class: "kind" }, kind ? kindName(this.known, kind) : ""), ` ${each.role ?? ""}`, ...rest);
    });
    return [make("div", { class: "cast" }, make("ul", {}, ...items))];
  }

  relations(relations) {
    const items = relations.map((each) => {
      const ends = [this.nameOf(each.from) ?? "…", each.label ?? "…", this.nameOf(each.to) ?? "…"];
      return make("li", {}, ends.join(" "), ...this.rest("Relation", each));
    });
    return [make("ul", {}, ...items)];
  }

  timeline(events) {
    const parts = [];
    let last;
    for (const each of events) {
      const { date = "", title = gettext("Untitled"), text, status = "confirmed", note, actors = [], sources } = each;
      const heading = year(date) || gettext("Undated");
      if (heading !== last) parts.push(make("h5", { class: "year" }, heading));
      last = heading;
      const state = status !== "confirmed" && make("strong", { class: `badge badge--${status}` }, capital(gettext(status)));
      const names = actors.map((id) => this.nameOf(id)).join(", ");
      const remark = note ? this.line(note) : [gettext("No second source found.")];
      const isMarked = note || status === "reported";
      const prefix = note && make("strong", {}, `${STATES[status] ?? gettext("Note.")} `);
      parts.push(
        make("h6", { class: "event" }, make("time", { class: "date" }, inWords(date)), ` ${title} `, state),
        ...(text ? this.blocks(text) : []),
        isMarked ? make("p", { class: "note" }, prefix || false, ...remark) : "",
        make("p", { class: "evidence" }, names, this.cite(sources), ...this.rest("Event", each)),
      );
    }
    return [make("div", { class: "rail" }, ...parts)];
  }

  quotes(quotes) {
    const figures = quotes.map((each) => {
      const { text = "", speaker, speaker_description: description, date = "", context, source } = each;
      const said = speaker ? [this.nameOf(speaker), description] : [capital(description)];
      const by = [`${said.filter(Boolean).join(", ")}, ${inWords(date)}`, this.cite(source && [source])];
      const caption = make("figcaption", {}, make("p", { class: "quote-by" }, ...by), context && make("p", {}, ...this.line(context)), ...this.rest("Quote", each));
      return make("figure", { class: "quote" }, make("blockquote", {}, make("p", {}, gettext("“%(text)s”", { text }))), caption);
    });
    return [make("div", { class: "quotes" }, ...figures)];
  }

  sources(sources) {
    const byId = new Map(sources.map((each) => [each.$key, each]));
    const items = [...this.numbers.keys()].map((id) => {
      const each = byId.get(id);
      const { description, authors = [], publisher, published, language, url, kind, copy_of: original, note } = each;
      const described = description && `[${description}]`;
      const title = each.title ?? described ?? id;
      const work = isWeb(url) ? make("a", { href: url, rel: "noopener", target: "_blank" }, title) : make("cite", {}, title);
      const after = [publisher, published && inWords(published)].filter(Boolean).map((part) => `, ${part}`);
      const name = language && language.split("-")[0] !== locale.split("-")[0] && (this.known.languages[language] ?? language);
      const spoken = gettext("in %(language)s", { language: name });
      const by = authors.length > 0 && `${authors.join(", ")}: `;
      const more = [
        each.title && described && ` ${described}`,
        each.accessed && [", ", gettext("accessed %(date)s", { date: inWords(each.accessed) })],
        isWeb(each.archived) && [" · ", make("a", { href: each.archived, rel: "noopener", target: "_blank" }, gettext("archived copy"))],
        kind && [" ", make("span", { class: "source-kind" }, gettext(SOURCE_KINDS[kind] ?? capital(kind.replace("-", " "))))],
        original && [" ", make("span", { class: "source-note" }, ...pieces(gettext("The same as %(number)s: both count as one source."), { number: this.cite([original]) }))],
        note && [" ", make("span", { class: "source-note" }, ...this.line(note))],
      ].flat();
      const notes = (this.brief.corrections ?? [])
        .filter(({ source }) => source === id)
        .map(({ date = "", text = "" }) => make("span", { class: "source-note" }, make("strong", {}, gettext("Note")), ` (${inWords(date)}): `, ...this.line(text)));
      return make("li", {}, by, work, more[0], ...after, name && ` (${spoken})`, ...more.slice(1), ...notes);
    });
    return [make("div", { class: "sources" }, make("ol", {}, ...items))];
  }

  corrections(corrections) {
    const own = corrections.filter(({ source }) => !source);
    const items = own.map(({ date = "", text = "" }) => make("li", {}, `${inWords(date)}: `, ...this.line(text)));
    return items.length ? [make("ul", {}, ...items)] : [];
  }

  see_also(slugs) {
    return [make("ul", {}, ...slugs.map((slug) => make("li", {}, this.known.briefs[slug] ?? slug)))];
  }

  /** A field of the brief that has no form of its own here. */
  plainly(node, value) {
    if (isProse(node)) return this.blocks(value);
    const record = ["map", "records"].includes(shapeOf(node)) && recordOf(this.schema, node);
    const entries = [value].flat();
    if (!record && node.items === undefined) return [make("p", {}, String(value))];
    return [make("ul", {}, ...entries.map((each) => make("li", {}, ...(record ? this.labelled(record, each, []) : this.line(each)))))];
  }

  /** What an entry says beyond what the sections above show. */
  rest(name, entry) {
    return this.labelled(this.schema.definitions[name], entry, SHOWN[name]);
  }

  labelled(record, entry, shown) {
    return fieldsOf(record)
      .filter(({ key }) => entry[key] !== undefined && !shown.includes(key))
      .map(({ key, node }) => {
        const inner = ["map", "records"].includes(shapeOf(node)) && recordOf(this.schema, node);
        const isCited = (node.items ?? node)["x-refers-to"] === "source";
        const values = [entry[key]].flat();
        const said = isCited
          ? [this.cite(values)]
          : values.flatMap((each) => [" ", ...(inner ? this.labelled(inner, each, []) : this.line(node.enum ? gettext(each) : String(each)))]);
        return make("span", { class: "field" }, !isCited && make("strong", {}, `${node.title}:`), ...said, " ");
      });
  }

  /** The numbers of sources. */
  cite(ids = []) {
    const known = ids.map((id) => this.numbers.get(id) ?? "?");
    const numbers = [...new Set(known)].sort((one, other) => one - other);
    return numbers.length ? make("sup", {}, ` ${numbers.map((number) => `[${number}]`).join(" ")}`) : "";
  }

  /** A citation in prose, with places in the sources. */
  citation(cited) {
    const marks = cited.map(({ source, place }) => `[${[this.numbers.get(source) ?? "?", place].filter(Boolean).join(", ")}]`);
    return make("sup", {}, ` ${marks.join(" ")}`);
  }

  blocks(text) {
    return blocks(text).map((block) => this.block(block));
  }

  block({ type, content, items, start }) {
    const inside = (parts) => parts.map((each) => this.block(each));
    if (type === "list") return make(start === undefined ? "ul" : "ol", { start }, ...items.map((item) => make("li", {}, ...inside(item))));
    if (type === "quotation") return make("blockquote", {}, ...inside(content));
    return make(type === "heading" ? "h5" : "p", {}, ...this.inline(content));
  }

  /** Prose on one line. */
  line(text) {
    const flat = ({ content, items, type }) => {
      if (type === "list") return items.flatMap((item) => item.flatMap(flat));
      return type === "quotation" ? content.flatMap(flat) : [this.inline(content)];
    };
    return blocks(text)
      .flatMap(flat)
      .flatMap((parts, index) => (index ? [" ", ...parts] : parts));
  }

  inline(parts) {
    return parts.map(({ type, text, content, address, cited }) => {
      if (type === "text") return text;
      if (type === "citation") return this.citation(cited);
      if (type === "break") return make("br");
      if (type === "code") return make("code", {}, text);
      const inside = this.inline(content);
      if (type !== "link") return make(type, {}, ...inside);
      if (!isWeb(address)) return make("span", {}, ...inside);
      return make("a", { href: address, rel: "noopener", target: "_blank" }, ...(inside.length ? inside : [address]));
    });
  }
}

/** The fields of an entry that its section shows, or that readers do not see. */
const SHOWN = {
  CastMember: ["id", "name", "kind", "role"],
  Relation: ["from", "to", "label"],
  Event: ["date", "title", "text", "actors", "sources", "status", "note", "id", "same_as", "formerly"],
  Quote: ["text", "speaker", "speaker_description", "date", "context", "source", "id", "formerly"],
};

/** The ids of the sources that a record refers to, in the order of the page: see `cited` in `format/traversal.py`. */
function* cited(schema, record, value) {
  const named = [];
  for (const { key, node } of fieldsOf(record)) {
    const inner = value[key];
    if (inner === undefined) continue;
    if (["map", "records"].includes(shapeOf(node))) {
      for (const entry of inner) yield* cited(schema, recordOf(schema, node), entry);
      continue;
    }
    const target = node.items ?? node;
    for (const text of [inner].flat()) {
      if (isProse(target)) yield* citations(text);
      else if (target["x-refers-to"] === "source") named.push(text);
    }
  }
  yield* named;
}

function compare(one, other) {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}

function capital(word = "") {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function isWeb(address = "") {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}
