/** Beside the form: the brief as readers will see it, the file, what is left to do, and how to propose the brief. */

import { copy, download } from "../../assets/saving.js";
import { button, goTo, make, outside } from "./dom.js";
import { gettext, ngettext, pgettext, pieces } from "./language.js";
import { isSame } from "./merging.js";
import { loadingText } from "./program.js";
import { render } from "./rendered.js";
import { toYaml } from "./yaml.js";

/** What is said of the check, by its state. */
const STATES = {
  waiting: () => gettext("Everything is checked once you begin to write."),
  loading: loadingText,
  ready: () => gettext("This is what the check of the pull request finds, too."),
  absent: () => gettext("Here, only what is missing is found. Everything else is checked once you propose the brief."),
};

const LONGEST_ADDRESS = 6000; // GitHub takes 8,000; other programs on the way take less
const NAMES = { github: ["filename", "value"], gitlab: ["file_name", "content"] };

/**
 * Where a new file is proposed: the address, and whether the text goes with it, as it does where it is short enough.
 *
 * GitLab is given the text too, but not every version of its editor shows it, so it does not count. No host takes the
 * text of a file that exists.
 */
function newFile({ create, kind }, name, text) {
  if (!create) return { address: "", isFilledIn: false };
  const [nameKey, textKey] = NAMES[kind];
  const named = `${create}?${nameKey}=${encodeURIComponent(`${name}.yml`)}`;
  const filled = `${named}&${textKey}=${encodeURIComponent(text)}`;
  if (filled.length > LONGEST_ADDRESS) return { address: named, isFilledIn: false };
  return { address: filled, isFilledIn: kind === "github" };
}

export class Panel {
  /**
   * `isOutdated` takes in what others have changed since, and tells whether there was anything; `settled` waits for the
   * check; `changedLines` compares two texts, or gives nothing where the program is absent.
   */
  constructor(form, repository, { announce, reset, isOutdated, settled, changedLines }) {
    Object.assign(this, { form, repository, announce, isOutdated, settled, changedLines, clashes: [] });
    this.heading = make("h2", { id: "write--to-do", tabindex: "-1" });
    this.toDo = make("ul", { class: "to-do" });
    this.steps = make("div", { class: "steps", hidden: true });
    this.preview = make("div", { class: "preview", tabindex: "0", role: "region", "aria-label": gettext("Preview") });
    this.state = make("p", { class: "hint" });
    this.previewed = make("section", { hidden: true }, make("h2", {}, gettext("Preview")), this.preview);
    this.fileName = make("code");
    this.file = make("pre", { tabindex: "0", role: "region", "aria-label": gettext("The file") }, make("code"));
    const request = repository.kind === "gitlab" ? gettext("Open merge request") : gettext("Open pull request");
    const fileHeading = pieces(gettext("The file %(name)s"), { name: this.fileName });
    this.element = make(
      "div",
      { class: "write-panel" },
      make(
        "div",
        { class: "buttons" },
        button(repository.create ? request : gettext("Propose changes"), () => this.propose(), { class: "main" }),
        button(pgettext("button", "Copy"), () => this.copy()),
        button(gettext("Download"), () => this.save()),
        button(gettext("Reset"), reset),
      ),
      this.steps,
      make("section", { "aria-labelledby": "write--to-do" }, this.heading, this.toDo, this.state),
      this.previewed,
      make("section", {}, make("h2", {}, ...fileHeading), this.file),
    );
  }

  /** Shows what is in the form. Where a file exists, the program writes its text, which `isRevised` waits for. */
  show({ value, name, isRevised }) {
    this.name = name || "brief";
    this.written = toYaml(this.form.record, value);
    if (this.original && isSame(value, this.original.value)) this.showText(this.original.text);
    else if (!isRevised) this.showText(this.written);
  }

  showText(text) {
    if (text !== this.text) this.steps.hidden = true;
    this.text = text;
    this.fileName.textContent = `briefs/${this.name}.yml`;
    this.file.firstChild.textContent = this.text;
    this.file.parentElement.hidden = !this.text.trim();
  }

  /** Shows what the program found, and the page that it made; it makes none of what it can't read. */
  showResult(findings, html) {
    this.form.distribute(findings);
    this.showToDo();
    if (html) render(html, this.preview);
    this.previewed.hidden &&= !html;
  }

  /** Shows how far the program is. */
  showState(state, share) {
    this.state.textContent = STATES[state](share);
  }

  /** Shows what is left to do; `isAnew` where the form was, so that links lead to what is there now. */
  showToDo(isAnew = false) {
    const clashes = this.clashes.map((theirs) => ({
      severity: "warning",
      text: gettext("others have changed this, too. Take over what is right: %(theirs)s", { theirs }),
      parts: [],
    }));
    const findings = [...clashes, ...this.form.allFindings()];
    const key = JSON.stringify(findings.map(({ text, parts }) => [text, ...this.form.namesOf(parts)]));
    if (key === this.toDoKey && !isAnew) return; // a link that is being clicked is not replaced
    this.toDoKey = key;
    const errors = findings.filter(({ severity }) => severity === "error").length;
    const others = findings.length - errors;
    const state = errors ? gettext("To do: %(number)s", { number: errors }) : gettext("Ready to propose");
    this.heading.textContent = others ? gettext("%(state)s, recommended: %(number)s", { state, number: others }) : state;
    this.toDo.replaceChildren(...findings.map((finding) => this.findingItem(finding)));
  }

  /** An entry of the list of what is left to do, which leads to the part of the form that it is about. */
  findingItem({ severity, text, parts }) {
    const part = parts.at(-1);
    let message = this.inPlace(text, parts);
    if (part) {
      const onclick = (event) => {
        event.preventDefault();
        part.touched = true;
        part.report(part.findings);
        goTo(part.target());
      };
      message = make("a", { href: `#${part.target()?.id ?? ""}`, onclick }, message);
    }
    if (severity !== "warning") return make("li", { class: severity }, message);
    return make("li", { class: severity }, ...pieces(gettext("Recommended: %(what)s"), { what: message }));
  }

  /** The message behind the labels of what it is about, but for one that the message begins with itself. */
  inPlace(text, parts) {
    const names = this.form.namesOf(parts);
    if (names.length && text.startsWith(names.at(-1))) names.pop();
    return names.length ? `${names.join(", ")}: ${text}` : text;
  }

  async copy() {
    await this.settled();
    const isCopied = await copy(this.text);
    this.announce(isCopied ? gettext("The file has been copied.") : gettext("The browser does not let this page copy. Download the file instead."));
  }

  /** Puts the file into the downloads. */
  async save() {
    await this.settled();
    download(`${this.name}.yml`, this.text, "application/yaml");
    this.announce(gettext("%(file)s is in your downloads.", { file: `${this.name}.yml` }));
  }

  /** Leads to the repository, or to what is left to fix. */
  async propose() {
    this.form.attempted = true; // from now on, everything is shown, also where nobody has been
    this.form.update();
    await this.settled();
    const isWrong = this.form.allFindings().some(({ severity }) => severity === "error");
    if (isWrong) return goTo(this.heading); // which says it; a notice would cover what is to do
    const { repository, name, original } = this;
    if (!original) return this.proposeNew();
    if (await this.isOutdated()) return undefined;
    if (this.text === original.text) return this.announce(gettext("Nothing has been changed yet."));
    const address = repository.edit && `${repository.edit}${encodeURIComponent(name)}.yml`;
    const blocks = await this.changedLines(original.text, this.text);
    if (address && blocks) return this.explain(this.changing(address, blocks));
    return this.explain(await this.replacing(address));
  }

  async proposeNew() {
    const { address, isFilledIn } = newFile(this.repository, this.name, this.text);
    if (isFilledIn) {
      open(address, "_blank", "noopener");
      const link = outside(address, gettext("The new file"));
      return this.explain([pieces(gettext("%(link)s has opened in the editor of the repository. Sign in if asked."), { link })]);
    }
    const link = outside(address, gettext("Open a new file in the repository"));
    const paste = pieces(gettext("%(link)s, sign in if asked, and paste the text if it is empty."), { link });
    const add = [gettext("In the folder “briefs” of the repository, add the file, or send it to the maintainers of this site.")];
    return this.explain([[await this.handOver()], address ? paste : add]);
  }

  /** Copies and saves the text, and says so. */
  async handOver() {
    const file = `${this.name}.yml`;
    const isCopied = await copy(this.text);
    await this.save();
    if (isCopied) return gettext("The text of the brief has been copied, and saved as %(file)s in your downloads.", { file });
    return gettext("The text of the brief has been saved as %(file)s in your downloads. Open that file, and copy all of it.", { file });
  }

  /** What to do for a change where nothing tells which lines differ, or where the repository is not known. */
  async replacing(address) {
    const link = outside(address, gettext("Open the file in the repository"));
    const paste = pieces(gettext("%(link)s, sign in if asked, and replace all of its text."), { link });
    const send = [gettext("In the folder “briefs” of the repository, replace the file, or send it to the maintainers of this site.")];
    return [[await this.handOver()], address ? paste : send];
  }

  /** What to do for a change: nothing is replaced but the lines that differ. */
  changing(address, blocks) {
    const link = outside(address, gettext("Open the file in the repository"));
    return [
      pieces(gettext("%(link)s, and sign in if asked."), { link }),
      [
        gettext("Change these lines there, in this order, so that their numbers stay right. If the file has others there, somebody has changed it: come back once this site shows that."),
        make("ul", { class: "changes" }, ...blocks.map((block) => this.blockItem(block))),
      ],
    ];
  }

  /** What to do with some of the lines: `above` is the line above them, in a list, to which new ones are added. */
  blockItem({ line, above, old: oldLines, new: newLines }) {
    const place = oldLines.length > 1 ? `${line}–${line + oldLines.length - 1}` : line;
    let instruction = ngettext("Replace line %(place)s", "Replace lines %(place)s", oldLines.length, { place });
    if (!newLines.length) instruction = ngettext("Delete line %(place)s", "Delete lines %(place)s", oldLines.length, { place });
    if (!oldLines.length) instruction = gettext("Below line %(number)s, add", { number: line - 1 });
    const shownLines = (tag, lines) => lines.length > 0 && make("pre", { tabindex: "0" }, make(tag, {}, lines.join("\n")));
    const copyLines = async () => {
      const isCopied = await copy(`${newLines.join("\n")}\n`);
      if (isCopied) this.announce(gettext("The lines have been copied."));
    };
    const label = gettext("Copy the new lines for line %(number)s", { number: line });
    const copying = newLines.length > 0 && button(pgettext("button", "Copy"), copyLines, { "aria-label": label });
    const present = oldLines.length ? shownLines("del", oldLines) : shownLines("span", above);
    return make("li", {}, make("p", {}, instruction, " ", copying), present, shownLines("ins", newLines));
  }

  explain(steps) {
    const commit =
      this.repository.kind === "gitlab"
        ? gettext("Choose “Commit changes”, a new branch, and then “Create merge request”.")
        : gettext("Choose “Commit changes”, then “Propose changes”, then “Create pull request”.");
    const heading = make("h3", { tabindex: "-1" }, gettext("Next steps"));
    this.steps.replaceChildren(
      heading,
      make("ol", {}, ...steps.map((step) => make("li", {}, ...step)), this.repository.create && make("li", {}, commit)),
      make("p", {}, gettext("Within minutes a check lists anything that is left to fix. Your draft stays here.")),
    );
    this.steps.hidden = false;
    heading.focus();
  }
}
