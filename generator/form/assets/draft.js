/** What somebody has written so far, kept in the browser and nowhere else. */

const PREFIX = `briefs-form ${new URL("../..", import.meta.url).pathname} `;

/** The draft of a change to a brief, or of a new brief where the slug is empty. */
export function readDraft(slug) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + slug)) ?? undefined;
  } catch {
    return undefined; // damaged, or nothing may be kept here
  }
}

/** Keeps a draft, and what was published when it was begun; tells whether it could be kept. */
export function keepDraft(slug, draft) {
  try {
    localStorage.setItem(PREFIX + slug, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(slug) {
  try {
    localStorage.removeItem(PREFIX + slug);
  } catch {
    // then there is none
  }
}
