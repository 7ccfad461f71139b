/** What two people have made of the same brief, in one. */

export const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const isList = (value) => Array.isArray(value);
const isRecord = (value) => typeof value === "object" && !isList(value);

/**
 * The value with the changes of both to what it was. Where both have changed the same, mine stays, and `clash` is
 * called with the path to it in my value and what the other one has there.
 */
export function merged(was, mine, theirs, clash, path = []) {
  if (isSame(mine, theirs) || isSame(theirs, was)) return mine;
  if (isSame(mine, was)) return theirs;
  const present = [was, mine, theirs].filter((value) => value !== undefined);
  if (mine && theirs && present.every(isRecord)) return mergedRecord(was ?? {}, mine, theirs, clash, path);
  const isOfEntries = present.every((value) => isList(value) && value.every(isRecord));
  if (mine && theirs && isOfEntries) return mergedEntries(was ?? [], mine, theirs, clash, path);
  clash(path, theirs);
  return mine;
}

function mergedRecord(was, mine, theirs, clash, path) {
  const record = {};
  for (const key of Object.keys({ ...mine, ...theirs })) {
    const value = merged(was[key], mine[key], theirs[key], clash, [...path, key]);
    if (value !== undefined) record[key] = value;
  }
  return record;
}

/** Entries are known by their ids, or else by their places if none was added or removed. */
function mergedEntries(was, mine, theirs, clash, path) {
  const isInPlace = mine.length === was.length && theirs.length === was.length;
  const idOf = (entry, index) =>
    entry.$key ?? entry.$published ?? entry.id ?? entry.$id ?? (isInPlace ? index : JSON.stringify(entry));
  const byId = (list) => new Map(list.map((entry, index) => [idOf(entry, index), entry]));
  const old = byId(was);
  const others = byId(theirs);
  const entries = [];
  for (const [index, entry] of mine.entries()) {
    const id = idOf(entry, index);
    const isOld = old.has(id);
    if (others.has(id)) entries.push(merged(old.get(id), entry, others.get(id), clash, [...path, index]));
    else if (!isOld || !isSame(entry, old.get(id))) entries.push(entry); // else the other one has removed it
    if (isOld && !others.has(id) && !isSame(entry, old.get(id))) clash([...path, index], undefined);
  }
  const ids = new Set(byId(mine).keys());
  for (const [id, entry] of others) {
    if (ids.has(id)) continue;
    if (!old.has(id)) entries.push(entry);
    else if (!isSame(entry, old.get(id))) clash(path, entry);
  }
  return entries;
}
