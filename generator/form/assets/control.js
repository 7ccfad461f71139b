/** What all parts of the form have in common: a value, parts of their own, and what is wrong with them. */

import { explained, make, newId } from "./dom.js";

export class Control {
  /** `form` is told of every change; `label` is what a person calls this. */
  constructor(form, label) {
    this.form = form;
    this.label = label;
    this.touched = false;
    this.findings = [];
    this.told = make("div", { class: "told", id: newId() });
  }

  /** The parts that it is made of. */
  children() {
    return [];
  }

  /** The part that a step of a path leads to. */
  child() {
    return undefined;
  }

  /** Where the cursor goes that looks for it. */
  target() {
    return this.element;
  }

  /** Takes what is wrong here, and shows it once somebody has been here. */
  tell(findings) {
    this.findings = findings;
    const shown = this.shown();
    const key = JSON.stringify(shown);
    if (key === this.shownKey) return;
    this.shownKey = key;
    this.told.replaceChildren(
      ...shown.map(({ severity, message, help }) =>
        make("p", { class: `finding ${severity}` }, make("strong", {}, message), ` – ${help}`),
      ),
    );
    this.mark(shown.some(({ severity }) => severity === "error"));
  }

  /** Lets programs that read the page aloud know that something is wrong here. */
  mark() {}

  shown() {
    return this.touched || this.form.attempted ? this.findings : [];
  }

  /** All that is shown here and in its parts. */
  allShown() {
    return [...this.shown(), ...this.children().flatMap((child) => child.allShown())];
  }
}

/** A sentence about a field, with an example. */
export function help(node, id) {
  const example = node.examples?.[0] ?? node.items?.examples?.[0];
  const isShort = typeof example === "string" || (Array.isArray(example) && typeof example[0] === "string");
  return make(
    "p",
    { class: "help", id },
    ...explained(node.description ?? ""),
    isShort && " Such as: ",
    isShort && make("q", {}, [example].flat().join(", ")),
  );
}
