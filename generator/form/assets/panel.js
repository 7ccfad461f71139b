/** Beside the form: the file as it will be, what is still to do, and how to hand it in. */

import { button, goTo, make } from "./dom.js";
import { copy, download, handIn } from "./handover.js";
import { toYaml } from "./yaml.js";

export class Panel {
  constructor(form, known, announce, startAnew) {
    Object.assign(this, { form, known, announce });
    this.heading = make("h2", { id: "write--to-do", tabindex: "-1" }, "To do");
    this.toDo = make("ul", { class: "to-do" });
    this.steps = make("div", { class: "steps", hidden: true });
    this.fileName = make("code");
    this.file = make("pre", { tabindex: "0", role: "region", "aria-label": "The file" }, make("code"));
    const kind = known.repository.kind === "gitlab" ? "merge request" : "pull request";
    this.element = make(
      "div",
      { class: "write-panel" },
      make(
        "div",
        { class: "buttons" },
        button(known.repository.create ? `Open a ${kind}` : "Hand in", () => this.handIn(), { class: "main" }),
        button("Copy", () => this.copy()),
        button("Download", () => this.download()),
        button("Start anew", startAnew),
      ),
      this.steps,
      make("section", { "aria-labelledby": "write--to-do" }, this.heading, this.toDo),
      make("section", {}, make("h2", {}, "The file ", this.fileName), this.file),
    );
  }

  show({ value, name, findings }) {
    this.name = name || "brief";
    const text = toYaml(this.form.schema, this.form.schema, value);
    if (text !== this.text) this.steps.hidden = true;
    this.text = text;
    this.fileName.textContent = `briefs/${this.name}.yml`;
    this.file.firstChild.textContent = this.text;
    this.showToDo(findings);
  }

  showToDo(findings) {
    const key = JSON.stringify(findings);
    if (key === this.toDoKey) return;
    this.toDoKey = key;
    const errors = findings.filter(({ severity }) => severity === "error").length;
    this.heading.textContent = errors ? `To do: ${errors}` : "Nothing is missing or wrong";
    this.toDo.replaceChildren(
      ...findings.map((finding) => {
        const { severity, message, help } = finding;
        const control = this.form.at(finding.path);
        const target = control.target();
        const link = make("a", { href: `#${target?.id ?? ""}` }, `${this.placeOf(finding.path)}: ${message}`);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          control.touched = true;
          this.form.update();
          goTo(this.form.at(finding.path).target());
        });
        return make("li", { class: severity }, severity === "warning" && "Better: ", link, ` – ${help}`);
      }),
    );
  }

  /** The way to a finding, in the words of the labels. */
  placeOf(path) {
    const names = path.map((_, depth) => this.form.at(path.slice(0, depth + 1)));
    const labels = [...new Set(names)].map((control) => control.name ?? control.label);
    return labels.slice(names[0]?.entries && labels.length > 1 ? 1 : 0).join(", ");
  }

  async copy() {
    if (await copy(this.text)) {
      this.announce("The file is in the clipboard.");
    } else {
      getSelection().selectAllChildren(this.file);
      this.file.focus();
      this.announce("The browser does not let this page copy. The file is selected: press Ctrl+C or ⌘C.");
    }
  }

  download() {
    download(this.name, this.text);
    this.announce(`${this.name}.yml is in your downloads.`);
  }

  /** Leads to the repository, or says what is in the way. */
  async handIn() {
    if (!this.form.attempt()) {
      goTo(this.heading);
      this.announce(this.heading.textContent);
      return;
    }
    const { address, isFilledIn } = handIn(this.known.repository, this.name, this.text, this.form.file.existing);
    if (isFilledIn) {
      open(address, "_blank", "noopener");
      this.explain(address, isFilledIn);
      return;
    }
    const isCopied = await copy(this.text);
    download(this.name, this.text);
    this.explain(address, isFilledIn, isCopied);
  }

  explain(address, isFilledIn, isCopied) {
    const isGitLab = this.known.repository.kind === "gitlab";
    const editor = (words) => make("a", { href: address, target: "_blank", rel: "noopener" }, words);
    const isExisting = Boolean(this.form.file.existing);
    const heading = make("h3", { tabindex: "-1" }, "Next steps");
    const taken = `The file was saved as ${this.name}.yml in your downloads${isCopied ? ", and its text copied" : ""}.`;
    const paste = isExisting
      ? [editor("Open the file in the repository"), ", sign in if it asks, and paste the new text over the old; comments in that are lost."]
      : [editor("Open a new file in the repository"), ", sign in if it asks, and paste the text if it is empty."];
    const act = isExisting ? "replace" : "add";
    const unknown = `In the folder “briefs” of the repository, ${act} the file, or send it to those who keep this site.`;
    const steps = isFilledIn
      ? [[editor("The new file"), " has opened in the editor of the repository; sign in if it asks."]]
      : [[taken], address ? paste : [unknown]];
    const propose = isGitLab
      ? "There choose “Commit changes”, a new branch, and “Create merge request”."
      : "There choose “Commit changes”, “Propose changes”, and “Create pull request”.";
    this.steps.replaceChildren(
      heading,
      make("ol", {}, ...steps.map((step) => make("li", {}, ...step)), address && make("li", {}, propose)),
      make("p", {}, "The check then tells within minutes whether anything is left to mend. Your draft stays here."),
    );
    this.steps.hidden = false;
    heading.focus();
  }
}
