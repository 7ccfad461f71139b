/** Groups of controls below a legend, and lists that grow. */

import { Control, hint } from "./control.js";
import { button, make, named, newId } from "./dom.js";

export class Group extends Control {
  constructor(form, field, list) {
    super(form, field.title);
    Object.assign(this, { field, list, isRequired: field.isRequired });
    const hintId = newId();
    this.element = make(
      "fieldset",
      { class: "group", "aria-describedby": `${hintId} ${this.messages.id}` },
      named("legend", field.title, field.isRequired),
      hint(field, hintId),
      list,
      this.messages,
    );
  }
}

/** Controls one below the other, to which more can be added. Those that are empty are no part of the value. */
export class List extends Group {
  constructor(form, field, list, adding) {
    super(form, field, list);
    this.items = [];
    this.adder = button(adding, () => this.addNew());
    this.element.append(this.adder);
  }

  target() {
    return this.adder;
  }

  children() {
    return this.items;
  }

  child(index) {
    return this.items.filter((item) => item.get() !== undefined)[index];
  }

  addNew() {
    const item = this.add();
    this.number();
    item.target().focus();
    this.form.changed();
    return item;
  }

  /** Puts a control at the end; its number has still to be given. */
  append(item) {
    this.items.push(item);
    this.list.append(item.element);
    return item;
  }

  /** Takes a control out, and gives the one that is now in its place, or nothing. */
  take(item) {
    const at = this.items.indexOf(item);
    this.items.splice(at, 1);
    item.element.remove();
    this.number();
    return this.items[at] ?? this.items[at - 1];
  }

  get() {
    const values = this.items.map((item) => item.get()).filter((value) => value !== undefined);
    return values.length ? values : undefined;
  }

  /** What is required begins with an empty one. */
  set(values = []) {
    this.items = [];
    this.list.replaceChildren();
    for (const value of values) this.add(value);
    if (this.isRequired && !values.length) this.add();
    this.number();
  }
}
