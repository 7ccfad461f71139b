/** Drafts, saved in the browser and nowhere else. */

import { SITE } from "./published.js";

const keyOf = (slug) => `briefs-form ${SITE.pathname} ${slug}`;

/** The draft of a change to a brief, or of a new brief where the slug is empty. */
export function readDraft(slug) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(slug))) ?? undefined;
  } catch {
    return undefined; // it is damaged, or the browser does not keep any
  }
}

/** Saves a draft, and what was published when it was begun, or drops it; tells whether that could be done. */
export function saveDraft(slug, draft) {
  try {
    if (draft) localStorage.setItem(keyOf(slug), JSON.stringify(draft));
    else localStorage.removeItem(keyOf(slug));
    return true;
  } catch {
    return false;
  }
}
