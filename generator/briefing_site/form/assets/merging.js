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
  const present = [was, mine, theirs].filter((each) => each !== undefined);
  if (mine && theirs && present.every(isRecord)) {
    const keys = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
    const pairs = keys.map((key) => [key, merged(was?.[key], mine[key], theirs[key], clash, [...path, key])]);
    return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
  }
  if (mine && theirs && present.every((each) => isList(each) && each.every(isRecord))) return entries(was ?? [], mine, theirs, clash, path);
  clash(path, theirs);
  return mine;
}

/** The same for entries, which are known by their ids, or else by their places if none was added or removed. */
function entries(was, mine, theirs, clash, path) {
  const isInPlace = [mine, theirs].every(({ length }) => length === was.length);
  const known = (list) =>
    new Map(list.map((each, index) => [each.$key ?? each.$published ?? each.id ?? each.$id ?? (isInPlace ? index : JSON.stringify(each)), each]));
  const [before, own, others] = [was, mine, theirs].map(known);
  for (const [key, each] of others) {
    if (!own.has(key) && before.has(key) && !isSame(each, before.get(key))) clash(path, each);
  }
  const kept = [...own].flatMap(([key, each], index) => {
    if (others.has(key)) return [merged(before.get(key), each, others.get(key), clash, [...path, index])];
    if (before.has(key) && isSame(each, before.get(key))) return []; // the other one has removed it
    if (before.has(key)) clash([...path, index], undefined);
    return [each];
  });
  return [...kept, ...[...others].filter(([key]) => !own.has(key) && !before.has(key)).map(([, each]) => each)];
}
