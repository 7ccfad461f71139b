/** Fields that hold several texts: lines of their own, or some of what there is to choose from. */

import { Control, help } from "./control.js";
import { button, make, newId } from "./dom.js";
import { textControl } from "./fields.js";

const CHOSEN = new Set(["actor", "source", "topic"]);

/** The control for a list of texts. */
export function listControl(form, key, node) {
  return CHOSEN.has(node.items["x-refers-to"]) ? new Picks(form, node) : new Lines(form, key, node);
}

class Group extends Control {
  constructor(form, node) {
    super(form, node.title);
    this.node = node;
    this.list = make("div", { class: "choices" });
    const id = newId();
    this.element = make(
      "fieldset",
      { class: "group", "aria-describedby": `${id} ${this.told.id}` },
      make("legend", {}, node.title),
      help(node, id),
      this.list,
      this.told,
    );
  }
}

/** Boxes to tick: some of the actors, sources or topics, in the order in which they were ticked. */
class Picks extends Group {
  constructor(form, node) {
    super(form, node);
    this.kind = node.items["x-refers-to"];
    this.options = [];
    this.picked = [];
    this.draw();
  }

  target() {
    return this.list.querySelector("input") ?? this.form.adder(this.kind);
  }

  get() {
    return this.picked.length ? [...this.picked] : undefined;
  }

  set(ids = []) {
    this.picked = [...ids];
    this.draw();
  }

  offer(kind, options) {
    if (kind !== this.kind) return;
    this.options = options;
    this.draw();
  }

  rename(kind, from, to) {
    if (kind !== this.kind) return;
    this.picked = this.picked.map((id) => (id === from ? to : id));
    this.draw();
  }

  draw() {
    const known = new Set(this.options.map(({ id }) => id));
    const missing = this.picked.filter((id) => !known.has(id));
    const options = [...this.options, ...missing.map((id) => ({ id, label: `${id} (not in this brief)` }))];
    const boxes = options.map(({ id, label }) => {
      const input = make("input", {
        type: "checkbox",
        value: id,
        checked: this.picked.includes(id),
        onchange: () => {
          this.picked = this.picked.filter((each) => each !== id).concat(input.checked ? [id] : []);
          this.touched = true;
          this.form.changed();
        },
      });
      return make("label", { class: "pick" }, input, make("span", {}, label));
    });
    const none = make("p", { class: "none" }, `There is no ${this.kind} to choose yet.`);
    this.list.replaceChildren(...(boxes.length ? boxes : [none]));
  }
}

/** Texts one below the other. */
class Lines extends Group {
  constructor(form, key, node) {
    super(form, node);
    this.key = key;
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

  /** Lines that are empty are no part of the value, and so are not counted. */
  child(index) {
    return this.lines.filter((line) => line.get() !== undefined)[index];
  }

  add(text) {
    const line = textControl(this.form, this.key, this.node.items, false, `${this.label} ${this.lines.length + 1}`);
    line.set(text);
    this.form.introduce(line);
    line.removal = button("Remove", () => {
      const at = this.lines.indexOf(line);
      this.remove(line);
      (this.lines[at] ?? this.lines[at - 1] ?? this).target().focus();
      this.form.changed();
    });
    line.told.before(line.removal);
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
    const lines = this.lines.filter((line) => line.get() === text);
    if (isWanted && !lines.length) this.add(text);
    if (!isWanted) lines.forEach((line) => this.remove(line));
  }

  number() {
    this.lines.forEach((line, index) => {
      line.label = `${this.label} ${index + 1}`;
      line.element.querySelector("label").textContent = line.label;
      line.removal.setAttribute("aria-label", `Remove ${line.label.toLowerCase()}`);
    });
  }

  get() {
    const texts = this.lines.map((line) => line.get()).filter((text) => text !== undefined);
    return texts.length ? texts : undefined;
  }

  set(texts = []) {
    this.lines = [];
    this.list.replaceChildren();
    texts.forEach((text) => this.add(text));
  }
}
