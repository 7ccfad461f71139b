/** Beside the form: the brief as readers will see it, the file, what is left to do, and how to propose the brief. */

import { copy, download } from "../../assets/saving.js";
import { differences } from "./difference.js";
import { button, goTo, make } from "./dom.js";
import { gettext, locale, ngettext, pgettext, pieces } from "./language.js";
import { isSame } from "./merging.js";
import { render } from "./rendered.js";
import { toYaml } from "./yaml.js";

/** What is said of the check, by its state. */
const STATES = {
  waiting: () => gettext("Everything is checked once you begin to write."),
  loading: (share) =>
    share < 1
      ? gettext("The check is being loaded: %(share)s. A brief that you propose before is checked then.", { share: share.toLocaleString(locale, { style: "percent" }) })
      : gettext("Starting the check …"),
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
  return filled.length > LONGEST_ADDRESS ? { address: named, isFilledIn: false } : { address: filled, isFilledIn: kind === "github" };
}

export class Panel {
  /** `isOutdated` takes in what others have changed since, and tells whether there was anything. */
  constructor(form, repository, { announce, reset, isOutdated, settled }) {
    Object.assign(this, { form, repository, announce, isOutdated, settled, clashes: [] });
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
    this.toDo.replaceChildren(
      ...findings.map((finding) => {
        const { parts, severity } = finding;
        const part = parts.at(-1);
        const onclick = (event) => {
          event.preventDefault();
          part.touched = true;
          part.report(part.findings);
          goTo(part.target());
        };
        const words = this.inPlace(finding, parts);
        const link = part ? make("a", { href: `#${part.target()?.id ?? ""}`, onclick }, words) : words;
        const what = severity === "warning" ? pieces(gettext("Recommended: %(what)s"), { what: link }) : [link];
        return make("li", { class: severity }, ...what);
      }),
    );
  }

  /** The message behind the labels of what it is about, but for one that the message begins with itself. */
  inPlace({ text }, parts) {
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
    if (original) {
      if (await this.isOutdated()) return undefined;
      const blocks = differences(original.text, this.text);
      if (!blocks.length) return this.announce(gettext("Nothing has been changed yet."));
      if (repository.edit) return this.explain(this.replacing(`${repository.edit}${encodeURIComponent(name)}.yml`, blocks));
    }
    const { address, isFilledIn } = newFile(repository, name, this.text);
    const isCopied = !isFilledIn && (await copy(this.text));
    if (isFilledIn) open(address, "_blank", "noopener");
    else await this.save();
    return this.explain(this.adding(address, isFilledIn, isCopied));
  }

  /** What to do for a new file, and for any file in a repository that nobody knows. */
  adding(address, isFilledIn, isCopied) {
    if (isFilledIn) {
      return [pieces(gettext("%(link)s has opened in the editor of the repository. Sign in if asked."), { link: outside(address, gettext("The new file")) })];
    }
    const file = `${this.name}.yml`;
    const said = isCopied
      ? gettext("The text of the brief has been copied, and saved as %(file)s in your downloads.", { file })
      : gettext("The text of the brief has been saved as %(file)s in your downloads. Open that file, and copy all of it.", { file });
    const paste = pieces(gettext("%(link)s, sign in if asked, and paste the text if it is empty."), {
      link: outside(address, gettext("Open a new file in the repository")),
    });
    const elsewhere = this.original
      ? gettext("In the folder “briefs” of the repository, replace the file, or send it to the maintainers of this site.")
      : gettext("In the folder “briefs” of the repository, add the file, or send it to the maintainers of this site.");
    return [[said], address ? paste : [elsewhere]];
  }

  /** What to do for a change: nothing is replaced but the lines that differ. */
  replacing(address, blocks) {
    const link = outside(address, gettext("Open the file in the repository"));
    const lines = (tag, texts) => texts.length > 0 && make("pre", { tabindex: "0" }, make(tag, {}, texts.join("\n")));
    const shown = blocks.map(({ line, above, old, now }) => {
      const place = old.length > 1 ? `${line}–${line + old.length - 1}` : line;
      const what = !old.length
        ? gettext("Below line %(number)s, add", { number: line - 1 })
        : now.length
          ? ngettext("Replace line %(place)s", "Replace lines %(place)s", old.length, { place })
          : ngettext("Delete line %(place)s", "Delete lines %(place)s", old.length, { place });
      const label = gettext("Copy the new lines for line %(number)s", { number: line });
      const done = () => this.announce(gettext("The lines have been copied."));
      const copying = now.length > 0 && button(pgettext("button", "Copy"), async () => (await copy(`${now.join("\n")}\n`)) && done(), { "aria-label": label });
      return make("li", {}, make("p", {}, what, " ", copying), ...(old.length ? [lines("del", old)] : above !== undefined ? [lines("span", [above])] : []), lines("ins", now));
    });
    return [
      pieces(gettext("%(link)s, and sign in if asked."), { link }),
      [
        gettext("Change these lines there, in this order, so that their numbers stay right. If the file has others there, somebody has changed it: come back once this site shows that."),
        make("ul", { class: "changes" }, ...shown),
      ],
    ];
  }

  explain(steps) {
    const commit =
      this.repository.kind === "gitlab"
        ? gettext("Choose “Commit changes”, a new branch, and then “Create merge request”.")
        : gettext("Choose “Commit changes”, then “Propose changes”, then “Create pull request”.");
    const heading = make("h3", { tabindex: "-1" }, gettext("Next steps"));
    this.steps.replaceChildren(
      heading,
      make("ol", {}, ...[...steps, ...(this.repository.create ? [[commit]] : [])].map((step) => make("li", {}, ...step))),
      make("p", {}, gettext("Within minutes a check lists anything that is left to fix. Your draft stays here.")),
    );
    this.steps.hidden = false;
    heading.focus();
  }
}

function outside(address, text) {
  return make("a", { href: address, target: "_blank", rel: "noopener" }, text);
}
