/** Elements of the page. Whatever a text holds, it is shown as text. */

import { make } from "../../assets/elements.js";
import { gettext } from "./language.js";

export { make };

/** A text in which grave accents enclose code. */
export function explained(text) {
  return text.split("`").map((part, index) => (index % 2 ? make("code", {}, part) : part));
}

let ids = 0;

/** An id that nothing else on the page has. */
export function newId() {
  ids += 1;
  return `write--${ids}`;
}

/** A button that does something on this page. */
export function button(text, onclick, attributes = {}) {
  return make("button", { type: "button", onclick, ...attributes }, text);
}

/** A link that opens in another tab, so that what was written stays. */
export function outside(href, text) {
  return make("a", { href, target: "_blank", rel: "noopener" }, text);
}

/** A menu of the briefs of the site, of which the first is a new one. */
export function briefMenu({ briefs }, id) {
  const titles = Object.entries({ "": gettext("New brief"), ...briefs });
  return make("select", { id }, ...titles.map(([value, title]) => make("option", { value }, title)));
}

/** A name for people, marked where it is required. */
export function named(tag, label, isRequired, attributes = {}) {
  return make(tag, attributes, label, isRequired && make("span", { class: "required" }, ` ${gettext("required")}`));
}

/** Opens whatever is folded around an element, brings it into view and focuses it. */
export function goTo(element) {
  for (let details = element.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
  element.focus();
  element.scrollIntoView({ block: "center" });
}
