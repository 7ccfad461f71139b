/** Drafts, saved in the browser and nowhere else. */

import { store, stored } from "../../assets/saving.js";
import { SITE } from "./published.js";

const nameOf = (slug) => `briefs-form ${SITE.pathname} ${slug}`;

/** The draft of a change to a brief, or of a new brief where the slug is empty. */
export const readDraft = (slug) => stored("localStorage", nameOf(slug));

/** Saves a draft, and what was published when it was begun, or drops it; tells whether that could be done. */
export const saveDraft = (slug, draft = null) => store("localStorage", nameOf(slug), draft);
