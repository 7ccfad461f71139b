// What readers take with them, to the clipboard or as a file, and what their browser keeps for them.

/** Whether the text is on the clipboard now. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here, or not served over https
  }
}

/** Saves the text as a file in the folder of downloads. */
export function download(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** What a storage, such as `localStorage`, has under a name; nothing if it is blocked, or holds something else. */
export function stored(storage, name) {
  try {
    return JSON.parse(self[storage].getItem(name)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether a storage has the value now: it may be blocked, or full. */
export function store(storage, name, value) {
  try {
    self[storage].setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
