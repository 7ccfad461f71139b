/** Fields with several texts, one below the other. */

import { button, make } from "./dom.js";
import { Text } from "./fields.js";
import { List } from "./groups.js";
import { gettext, within } from "./language.js";

export class Lines extends List {
  constructor(form, node, isRequired) {
    super(form, node, isRequired, make("div"), gettext("Add to %(field)s", { field: within(node.title) }));
    this.set();
  }

  add(text) {
    const line = new Text(this.form, this.node.items, false, `${this.label} ${this.items.length + 1}`);
    line.set(text);
    line.removal = button(gettext("Remove"), () => {
      (this.take(line) ?? this).target().focus();
      this.form.changed();
    });
    line.messages.before(line.removal);
    line.element.classList.add("line");
    return this.append(line);
  }

  number() {
    for (const [index, line] of this.items.entries()) {
      line.label = `${this.label} ${index + 1}`;
      line.element.querySelector("label").textContent = line.label;
      line.removal.setAttribute("aria-label", gettext("Remove %(name)s", { name: within(line.label) }));
    }
  }
}
