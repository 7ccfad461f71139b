// The live region of a page: what screen readers read aloud when it changes.

import { make } from "./elements.js";

const region = make("p", { class: "announcements", role: "status" });
document.body.append(region);

/** Has a text read aloud, also one that was the last already. */
export function announce(text) {
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 50);
}
