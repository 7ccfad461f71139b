/** Fields that hold several texts: lines, or a choice of several. */

import { button, make } from "./dom.js";
import { NONE_YET, textControl, withUnknown } from "./fields.js";
import { Group, List } from "./groups.js";
import { gettext, pieces, within } from "./language.js";

/** The control for a list of texts. */
export function listControl(form, node) {
  return new (node.items["x-refers-to"] in form.options ? Picks : Lines)(form, node);
}

/**
 * Checkboxes: some of the actors, sources or topics, in the order in which they were chosen. There are none before
 * they can be seen: a long brief would have a hundred thousand.
 */
class Picks extends Group {
  constructor(form, node) {
    super(form, { ...node, examples: [] }, false, make("div", { class: "choices" }));
    this.kind = node.items["x-refers-to"];
    const { topics } = form.known.repository;
    if (this.kind === "topic" && topics) {
      const link = make("a", { href: topics, target: "_blank", rel: "noopener" }, gettext("Propose a new topic"));
      const proposal = gettext("None fits? %(link)s in the list of topics, with a title and a summary.");
      this.messages.before(make("p", { class: "hint" }, ...pieces(proposal, { link })));
    }
    this.set();
  }

  target() {
    this.reveal();
    return this.list.querySelector("input") ?? this.form.adder(this.kind);
  }

  /** The entry that it is in is being unfolded. */
  reveal() {
    if (this.isRevealed) return;
    this.isRevealed = true;
    this.refresh();
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
    if (!this.isRevealed) return;
    const boxes = withUnknown(this.form.options[this.kind], this.picked).map(({ id, label }) => {
      const input = make("input", { type: "checkbox", value: id, checked: this.picked.includes(id) });
      input.addEventListener("change", () => {
        this.picked = this.picked.filter((each) => each !== id).concat(input.checked ? [id] : []);
        this.touched = true;
        this.form.changed();
      });
      return make("label", { class: "pick" }, input, make("span", {}, label));
    });
    const none = make("p", { class: "none" }, `${NONE_YET[this.kind]}.`);
    this.list.replaceChildren(...(boxes.length ? boxes : [none]));
  }
}

/** Texts one below the other. */
class Lines extends List {
  constructor(form, node) {
    super(form, node, false, make("div"), gettext("Add to %(field)s", { field: within(node.title) }));
  }

  add(text) {
    const line = textControl(this.form, this.node.items, false, `${this.label} ${this.items.length + 1}`);
    line.set(text);
    line.removal = button(gettext("Remove"), () => {
      (this.take(line) ?? this).target().focus();
      this.form.changed();
    });
    line.messages.before(line.removal);
    line.element.classList.add("line");
    return this.append(line);
  }

  /** Takes a text in, or out. */
  toggle(text, isWanted) {
    const line = this.items.find((each) => each.get() === text);
    if (isWanted && !line) this.add(text);
    if (!isWanted && line) this.take(line);
    this.number();
  }

  number() {
    for (const [index, line] of this.items.entries()) {
      line.label = `${this.label} ${index + 1}`;
      line.element.querySelector("label").textContent = line.label;
      line.removal.setAttribute("aria-label", gettext("Remove %(name)s", { name: within(line.label) }));
    }
  }
}
