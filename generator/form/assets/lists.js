/** Fields that hold several texts: lines, or a choice of several. */

import { Control, hint } from "./control.js";
import { button, make, newId } from "./dom.js";
import { textControl } from "./fields.js";

/** The control for a list of texts. */
export function listControl(form, node) {
  return new (node.items["x-refers-to"] in form.options ? Picks : Lines)(form, node);
}

class Group extends Control {
  constructor(form, node) {
    super(form, node.title);
    this.node = node;
    this.list = make("div", { class: "choices" });
    const id = newId();
    this.element = make(
      "fieldset",
      { class: "group", "aria-describedby": `${id} ${this.messages.id}` },
      make("legend", {}, node.title),
      hint(node, id),
      this.list,
      this.messages,
    );
  }
}

/** Checkboxes: some of the actors, sources or topics, in the order in which they were chosen. */
class Picks extends Group {
  constructor(form, node) {
    super(form, node);
    this.kind = node.items["x-refers-to"];
    this.set();
  }

  target() {
    return this.list.querySelector("input") ?? this.form.adder(this.kind);
  }

  get() {
    return this.picked.length ? [...this.picked] : undefined;
  }

  set(ids = []) {
    this.picked = [...ids];
    this.refresh();
  }

  rename(kind, from, to) {
    if (kind === this.kind) this.set(this.picked.map((id) => (id === from ? to : id)));
  }

  refresh() {
    const options = this.form.options[this.kind];
    const unknown = this.picked.filter((picked) => !options.some(({ id }) => id === picked));
    const boxes = [...options, ...unknown.map((id) => ({ id, label: `${id} (not in this brief)` }))].map((option) => {
      const { id, label } = option;
      const input = make("input", { type: "checkbox", value: id, checked: this.picked.includes(id) });
      input.addEventListener("change", () => {
        this.picked = this.picked.filter((each) => each !== id).concat(input.checked ? [id] : []);
        this.touched = true;
        this.form.changed();
      });
      return make("label", { class: "pick" }, input, make("span", {}, label));
    });
    const none = make("p", { class: "none" }, `Add the ${this.kind} first.`);
    this.list.replaceChildren(...(boxes.length ? boxes : [none]));
  }
}

/** Texts one below the other. */
class Lines extends Group {
  constructor(form, node) {
    super(form, node);
    this.lines = [];
    this.adder = button(`Add to ${node.title.toLowerCase()}`, () => {
      this.add().target().focus();
      form.changed();
    });
    this.list.after(this.adder);
  }

  target() {
    return this.lines[0]?.target() ?? this.adder;
  }

  children() {
    return this.lines;
  }

  /** Empty lines are no part of the value, and so are not counted. */
  child(index) {
    return this.lines.filter((line) => line.get() !== undefined)[index];
  }

  add(text) {
    const line = textControl(this.form, this.node.items, false, `${this.label} ${this.lines.length + 1}`);
    line.set(text);
    line.removal = button("Remove", () => {
      const at = this.lines.indexOf(line);
      this.remove(line);
      (this.lines[at] ?? this.lines[at - 1] ?? this).target().focus();
      this.form.changed();
    });
    line.messages.before(line.removal);
    line.element.classList.add("line");
    this.lines.push(line);
    this.list.append(line.element);
    this.number();
    return line;
  }

  remove(line) {
    this.lines.splice(this.lines.indexOf(line), 1);
    line.element.remove();
    this.number();
  }

  /** Takes a text in, or out. */
  toggle(text, isWanted) {
    const line = this.lines.find((each) => each.get() === text);
    if (isWanted && !line) this.add(text);
    if (!isWanted && line) this.remove(line);
  }

  number() {
    for (const [index, line] of this.lines.entries()) {
      line.label = `${this.label} ${index + 1}`;
      line.element.querySelector("label").textContent = line.label;
      line.removal.setAttribute("aria-label", `Remove ${line.label.toLowerCase()}`);
    }
  }

  get() {
    const texts = this.lines.map((line) => line.get()).filter((text) => text !== undefined);
    return texts.length ? texts : undefined;
  }

  set(texts = []) {
    this.lines = [];
    this.list.replaceChildren();
    for (const text of texts) this.add(text);
  }
}
