/** Fields that are chosen from the choices of the format, or from the actors, sources and topics that there are. */

import { make, newId, outside } from "./dom.js";
import { Group } from "./groups.js";
import { gettext, pieces } from "./language.js";

const NONE_YET = {
  actor: gettext("Add the actor first."),
  source: gettext("Add the source first."),
  topic: gettext("Add the topic first."),
};

/**
 * One of several choices, or some of them in the order in which they were chosen. There are no buttons before they can
 * be seen: a long brief would have a hundred thousand.
 */
export class Choices extends Group {
  constructor(form, field) {
    super(form, { ...field, examples: [] }, make("div", { class: "choices" }));
    this.isOne = field.shape !== "list";
    this.kind = field.refersTo;
    this.choice = newId();
    if (this.isOne) {
      this.input = this.element;
      this.element.setAttribute("role", "radiogroup");
      if (field.isRequired) this.element.setAttribute("aria-required", true);
    }
    const { topics } = form.known.repository;
    if (this.kind === "topic" && topics) {
      const link = outside(topics, gettext("Propose a new topic"));
      const proposal = gettext("None fits? %(link)s in the list of topics, with a title and a summary.");
      this.messages.before(make("p", { class: "hint" }, ...pieces(proposal, { link })));
    }
    this.set();
  }

  target() {
    this.reveal();
    return this.list.querySelector("input") ?? this.form.child(`${this.kind}s`)?.target();
  }

  /** The entry that it is in is being unfolded. */
  reveal() {
    if (this.isRevealed) return;
    this.isRevealed = true;
    this.refresh();
  }

  get() {
    if (this.isOne) return this.picked[0];
    return this.picked.length ? [...this.picked] : undefined;
  }

  set(value = []) {
    this.picked = [value].flat();
    this.refresh();
  }

  choose(id) {
    this.set(id);
    this.form.used.push(id);
  }

  rename(kind, from, to) {
    if (kind === this.kind) this.set(this.picked.map((id) => (id === from ? to : id)));
  }

  /** What there is to choose from. What is chosen although it is no choice, or none any more, is kept, and reported. */
  options() {
    const choices = this.form.choicesOf(this.field);
    const options = [...choices];
    for (const id of this.picked) {
      const isKnown = choices.some((choice) => choice.id === id);
      if (!isKnown) options.push({ id, label: gettext("%(choice)s (unknown)", { choice: id }) });
    }
    const isOptional = this.isOne && !this.isRequired && !this.field.default;
    if (isOptional && choices.length) options.push({ id: "", label: gettext("Not given") });
    return options;
  }

  refresh() {
    if (!this.isRevealed) return;
    const boxes = this.options().map((option) => this.box(option));
    if (!boxes.length) boxes.push(make("p", { class: "none" }, NONE_YET[this.kind]));
    this.list.replaceChildren(...boxes);
  }

  /** A button for an option, with its label. */
  box({ id, label }) {
    const isDefault = this.isOne && id === (this.field.default ?? "");
    const isPicked = this.picked.includes(id) || (isDefault && !this.picked.length);
    const input = make("input", { type: this.isOne ? "radio" : "checkbox", name: this.choice, value: id, checked: isPicked });
    input.addEventListener("change", () => {
      this.picked = this.isOne ? [] : this.picked.filter((other) => other !== id);
      if (input.checked && !isDefault) this.picked.push(id);
      this.touched = true;
      this.form.used.push(id);
      this.form.changed();
    });
    return make("label", { class: "pick" }, input, make("span", {}, label));
  }
}
