/** Where the brief goes: to the web editor of the repository, to the clipboard, to a file. */

const LONGEST_ADDRESS = 6000; // GitHub takes 8,000; other programs on the way take less
const NAMES = { github: ["filename", "value"], gitlab: ["file_name", "content"] };

/**
 * Where the brief is proposed: the address, and whether the text goes with it.
 *
 * A new file that is short enough is filled in. GitLab is given the text too, but not every version of its
 * editor shows it, so it does not count. An existing file is opened, and its text has to be replaced.
 */
export function editorOf(repository, name, text, isExisting) {
  if (!repository.create) return { address: "", isFilledIn: false };
  if (isExisting) return { address: `${repository.edit}${encodeURIComponent(name)}.yml`, isFilledIn: false };
  const [nameKey, textKey] = NAMES[repository.kind];
  const named = `${repository.create}?${nameKey}=${encodeURIComponent(`${name}.yml`)}`;
  const filled = `${named}&${textKey}=${encodeURIComponent(text)}`;
  return filled.length > LONGEST_ADDRESS
    ? { address: named, isFilledIn: false }
    : { address: filled, isFilledIn: repository.kind === "github" };
}

/** Whether the text is in the clipboard now. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // not allowed here, or not over https
  }
}

/** Saves the text as a file in the folder of downloads. */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  link.download = `${name}.yml`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
