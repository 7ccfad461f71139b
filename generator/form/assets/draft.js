/** Drafts, kept in the browser and nowhere else. */

const PREFIX = `briefs-form ${new URL("../..", import.meta.url).pathname} `;

/** The result, or nothing if the draft is damaged or the browser does not keep any. */
function tried(action) {
  try {
    return action();
  } catch {
    return undefined;
  }
}

/** The draft of a change to a brief, or of a new brief where the slug is empty. */
export function readDraft(slug) {
  return tried(() => JSON.parse(localStorage.getItem(PREFIX + slug))) ?? undefined;
}

/** Keeps a draft, and what was published when it was begun; tells whether it could be kept. */
export function keepDraft(slug, draft) {
  return tried(() => localStorage.setItem(PREFIX + slug, JSON.stringify(draft)) ?? true) ?? false;
}

export function dropDraft(slug) {
  tried(() => localStorage.removeItem(PREFIX + slug));
}
