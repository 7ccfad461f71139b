/** Puts the check on the page: /contribute/check/, or /contribute/check/?brief=<name> for a brief of the site. */

import { copy, download } from "../../assets/saving.js";
import { briefMenu, button, explained, make, outside } from "./dom.js";
import { gettext, ngettext, pgettext } from "./language.js";
import { check, corrected, loadingText, oneByOne, onProgress, page } from "./program.js";
import { askedFor, load, loadBrief } from "./published.js";
import { render } from "./rendered.js";

/** Milliseconds without a key before the text is checked. */
const PAUSE = 250;
/** Characters; browsers take a second for each 20,000 that they can undo. */
const LONGEST_UNDONE = 5000;
const NEW = "new-brief";
const NOT_BEGUN = gettext("Everything is checked once you begin to write.");
const SEVERITIES = { error: gettext("Error"), warning: gettext("Warning") };

/** A message as a sentence begins. */
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** The index in a line of a character, which Python counts whole where scripts count halves. */
const indexIn = (line, column) => [...line].slice(0, column - 1).join("").length;

/** The index in a text of a line and a column, both counted from 1. */
function indexOf(text, line, column) {
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  return Math.min(text.length, start + indexIn(lines[line - 1] ?? "", column));
}

/** How many problems there are, in words. */
function summaryOf(problems) {
  if (!problems.length) return gettext("Nothing is wrong.");
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  const counts = [];
  if (errors) counts.push(ngettext("%(count)s error", "%(count)s errors", errors));
  if (warnings) counts.push(ngettext("%(count)s warning", "%(count)s warnings", warnings));
  return counts.join(", ");
}

class Check {
  constructor(place, known) {
    this.known = known;
    this.name = make("input", { type: "text", id: "check--name", value: NEW, spellcheck: "false", autocapitalize: "off", oninput: () => this.later() });
    this.numbers = make("div", { class: "check-numbers", "aria-hidden": "true" });
    this.text = make("textarea", {
      id: "check--text",
      spellcheck: "false",
      autocapitalize: "off",
      wrap: "off",
      placeholder: "title: …",
      "aria-describedby": "check--state",
      oninput: () => this.later(),
      onscroll: () => (this.numbers.scrollTop = this.text.scrollTop),
    });
    this.state = make("p", { id: "check--state", role: "status" });
    this.fixAll = button(gettext("Fix everything that is certain"), () => this.correct(), { hidden: true, class: "main" });
    this.list = make("ol", { class: "check-found" });
    this.preview = make("div", { class: "preview check-page", tabindex: "0", role: "region", "aria-label": gettext("Preview"), hidden: true });
    this.whenShown = make("p", { class: "hint" }, gettext("The page appears here once the brief has a title, a summary and a date. What has errors is left out of it."));
    const editor = make("div", { class: "check-editor" }, this.numbers, this.text);
    const heading = make("h2", { id: "check--heading", tabindex: "-1" }, gettext("What the check says"));
    const side = make("section", { class: "check-side", "aria-labelledby": "check--heading" }, heading, this.state, this.fixAll, this.list);
    place.replaceChildren(
      this.opening(),
      make(
        "div",
        { class: "check-columns" },
        make("div", {}, make("label", { for: this.text.id, class: "check-label" }, gettext("Text of the brief")), editor, this.buttons()),
        side,
      ),
      make("section", {}, make("h2", {}, gettext("Preview")), this.whenShown, this.preview),
    );
    this.run = oneByOne((files, isLast) => this.ask(files, isLast));
    onProgress((share) => this.isChecking && this.announce(loadingText(share)));
    this.number();
    this.announce(NOT_BEGUN);
  }

  opening() {
    this.choice = briefMenu(this.known, "check--brief");
    const file = make("input", { type: "file", accept: ".yml,.yaml,.txt", hidden: true, onchange: () => this.read(file.files[0]) });
    return make(
      "div",
      { class: "write-opening" },
      make("label", { for: this.choice.id }, gettext("Brief")),
      this.choice,
      button(pgettext("button", "Open"), () => this.open(this.choice.value)),
      button(gettext("Open a file"), () => file.click()),
      file,
      make("span", { class: "check-name" }, make("label", { for: this.name.id }, gettext("File name")), "briefs/", this.name, ".yml"),
    );
  }

  buttons() {
    const { repository } = this.known;
    return make(
      "div",
      { class: "buttons" },
      button(pgettext("button", "Copy"), () => this.copy()),
      button(gettext("Download"), () => download(`${this.name.value || NEW}.yml`, this.text.value, "application/yaml")),
      repository.create && outside(repository.create, gettext("Add a file in the repository")),
    );
  }

  async copy() {
    const isCopied = await copy(this.text.value);
    this.announce(isCopied ? gettext("The text has been copied.") : gettext("This browser does not allow it: select the text, and copy it."));
  }

  get path() {
    return `briefs/${this.name.value.trim().replace(/\.yml$/, "") || NEW}.yml`;
  }

  get files() {
    return { [this.path]: this.text.value };
  }

  announce(text) {
    this.state.textContent = text;
  }

  async open(slug) {
    const { $text = "" } = slug ? await loadBrief(slug, this.known.files) : {};
    this.name.value = slug || NEW;
    this.put(0, this.text.value.length, $text);
    history.replaceState(null, "", slug ? `?brief=${slug}` : location.pathname);
  }

  async read(file) {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    this.name.value = file.name.replace(/\.[^.]*$/, "");
    const text = new TextDecoder().decode(bytes);
    this.put(0, this.text.value.length, text.replace(/\r\n?/g, "\n"));
    // the bytes themselves, of which a text box can't show all
    if (text.includes("\ufffd")) await this.check({ [this.path]: bytes });
  }

  /** Writes a text in place of another; the browser can undo it unless it is long, such as another brief. */
  put(start, end, text) {
    const old = this.text.value.slice(start, end);
    const shortest = Math.min(old.length, text.length);
    let head = 0;
    while (head < shortest && old[head] === text[head]) head += 1;
    let tail = 0;
    while (tail < shortest - head && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
    const removed = old.slice(head, old.length - tail);
    const inserted = text.slice(head, text.length - tail);
    this.text.focus();
    this.text.setSelectionRange(start + head, end - tail);
    if (Math.max(inserted.length, removed.length) > LONGEST_UNDONE) this.text.setRangeText(inserted, start + head, end - tail, "end");
    else if (inserted) document.execCommand("insertText", false, inserted);
    else if (removed) document.execCommand("delete");
    this.later(0);
  }

  later(pause = PAUSE) {
    this.number();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.check(), pause);
  }

  number() {
    const lines = this.text.value.split("\n").length;
    if (lines === this.lines) return;
    this.lines = lines;
    this.numbers.textContent = Array.from({ length: lines }, (_, index) => index + 1).join("\n");
  }

  check(files = this.files) {
    clearTimeout(this.waiting);
    return this.run(files);
  }

  async ask(files, isLast) {
    const [[path, content]] = Object.entries(files);
    this.isChecking = true;
    try {
      this.show(content.length ? await check(files) : []);
      if (!content.length) this.announce(NOT_BEGUN);
      if (isLast()) await this.showPage(content.length ? path : "");
    } catch (error) {
      console.warn(error);
      this.announce(gettext("The check does not run in this browser. Propose the file: the check of the pull request lists what is wrong."));
    }
    this.isChecking = false;
  }

  show(problems) {
    this.announce(summaryOf(problems));
    this.fixAll.hidden = !problems.some(({ edits }) => edits.length);
    const key = JSON.stringify(problems);
    if (key === this.key) return; // a button that is being pressed is not replaced
    this.key = key;
    this.list.replaceChildren(...problems.map((problem) => this.entry(problem)));
    for (const pre of this.list.querySelectorAll("pre")) {
      const [line, carets] = pre.textContent.split("\n");
      // as far that the carets are in the middle, where the line is wider than its box
      pre.scrollLeft = (pre.scrollWidth * carets.indexOf("^")) / line.length - pre.clientWidth / 2;
    }
  }

  entry({ path, code, severity, line, column, end_line: endLine, end_column: endColumn, message, help, excerpt, edits }) {
    const isHere = path === this.path;
    const place = isHere
      ? gettext("Line %(line)s, column %(column)s", { line, column })
      : gettext("%(file)s, line %(line)s", { file: path, line });
    return make(
      "li",
      { class: severity },
      make(
        "p",
        { class: "check-place" },
        make("strong", { class: "check-severity" }, SEVERITIES[severity]),
        " ",
        isHere ? button(place, () => this.select(line, column, endLine, endColumn), { class: "link" }) : place,
        " ",
        make("code", {}, code),
      ),
      make("p", { class: "check-message" }, capital(message)),
      excerpt && make("pre", { tabindex: "0", role: "region", "aria-label": gettext("The line") }, excerpt),
      make("p", {}, ...explained(capital(help))),
      isHere && edits.length > 0 && button(gettext("Fix this"), () => this.apply(edits), { "aria-label": `${gettext("Fix this")}: ${place}` }),
    );
  }

  /** Shows a place in the text. */
  select(line, column, endLine, endColumn) {
    const { value } = this.text;
    this.text.focus();
    this.text.setSelectionRange(indexOf(value, line, column), indexOf(value, endLine, endColumn));
    const height = this.text.scrollHeight / this.lines;
    this.text.scrollTop = Math.max(0, (line - 4) * height);
  }

  apply(edits) {
    const fromTheEnd = edits.toSorted(([line, column], [otherLine, otherColumn]) => otherLine - line || otherColumn - column);
    for (const [line, column, endLine, endColumn, text] of fromTheEnd) {
      const { value } = this.text;
      this.put(indexOf(value, line, column), indexOf(value, endLine, endColumn), text);
    }
  }

  async correct() {
    const { path } = this;
    const { [path]: text } = await corrected(this.files);
    if (text !== undefined) this.put(0, this.text.value.length, text);
  }

  async showPage(path) {
    const html = path ? await page(path).catch(() => "") : "";
    this.whenShown.hidden = Boolean(html);
    this.preview.hidden = !html;
    if (html) await render(html, this.preview);
  }
}

// where this fails, the page says what else to do
const known = await load("contribute/form.json");
const view = new Check(document.getElementById("write"), known);
view.choice.value = askedFor(known);
if (view.choice.value) await view.open(view.choice.value);
