/** What all parts of the form share: a value, parts of their own, and the messages about them. */

import { explained, make, newId } from "./dom.js";
import { gettext, pieces } from "./language.js";

export class Control {
  /** `form` is notified of every change; `label` is the name that people see. */
  constructor(form, label) {
    this.form = form;
    this.label = label;
    this.touched = false;
    this.findings = [];
    this.messages = make("div", { class: "messages", id: newId() });
  }

  /** The parts that it is made of. */
  children() {
    return [];
  }

  /** The part that a step of a path leads to. */
  child() {
    return undefined;
  }

  /** This part and all within it. */
  *all() {
    yield this;
    for (const child of this.children()) yield* child.all();
  }

  /** What gets the focus of somebody who looks for it. */
  target() {
    return this.input;
  }

  /** What is shown here: nothing before somebody has been here, or has tried to propose the brief. */
  shown() {
    return this.touched || this.form.attempted ? this.findings : [];
  }

  /** Takes the findings about this part. */
  report(findings) {
    this.findings = findings;
    const shown = this.shown();
    this.messages.replaceChildren(...shown.map(({ severity, text }) => make("p", { class: severity }, text)));
    this.input?.setAttribute("aria-invalid", shown.some(({ severity }) => severity === "error"));
  }
}

/** What a field is, with an example. */
export function hint({ description = "", examples }, id) {
  const example = [examples?.[0]].flat();
  const hintElement = make("p", { class: "hint", id }, ...explained(description));
  if (typeof example[0] === "string") {
    hintElement.append(" ", ...pieces(gettext("Example: %(text)s"), { text: make("q", {}, example.join(", ")) }));
  }
  return hintElement;
}
