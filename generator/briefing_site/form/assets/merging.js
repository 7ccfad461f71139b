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

function mergedEntries(was, mine, theirs, clash, path) {
  const origins = originsOf(mine, was);
  const theirOrigins = originsOf(theirs, was);
  const theirsByOrigin = new Map([...theirOrigins].map(([entry, former]) => [former, entry]));
  const entries = [];
  for (const [index, entry] of mine.entries()) {
    const former = origins.get(entry);
    const other = theirsByOrigin.get(former);
    if (other) {
      entries.push(merged(former, entry, other, clash, [...path, index]));
    } else if (!former) {
      entries.push(entry);
    } else if (!isSame(entry, former)) {
      entries.push(entry);
      clash([...path, index], undefined);
    } // else the other one has removed what I have not changed
  }
  const inMine = new Set(origins.values());
  for (const entry of theirs) {
    const former = theirOrigins.get(entry);
    const isNew = !former && !mine.some((own) => isSame(own, entry));
    if (isNew) entries.push(entry);
    if (former && !inMine.has(former) && !isSame(entry, former)) clash(path, entry);
  }
  return entries;
}

/** By entry, the one of the former list that it has become of: with its id, or else with the most in common. */
function originsOf(list, former) {
  const origins = new Map();
  const rest = new Set(former);
  const assign = (entry, origin) => {
    if (!origin) return;
    origins.set(entry, origin);
    rest.delete(origin);
  };
  for (const entry of list) assign(entry, [...rest].find((origin) => isSame(origin, entry)));
  for (const entry of list.filter((entry) => !origins.has(entry))) {
    const id = idOf(entry);
    if (id !== undefined) assign(entry, [...rest].find((origin) => idOf(origin) === id));
    else assign(entry, mostSimilar(entry, [...rest].filter((origin) => idOf(origin) === undefined)));
  }
  return origins;
}

const idOf = (entry) => entry.$key ?? entry.$published ?? entry.id ?? entry.$id;

/** The entry that shares at least half of its fields with another one, and most of all. */
function mostSimilar(entry, candidates) {
  let best;
  let most = 0.5;
  for (const candidate of candidates) {
    const keys = Object.keys({ ...entry, ...candidate });
    const share = keys.filter((key) => isSame(entry[key], candidate[key])).length / keys.length;
    if (share >= most && (!best || share > most)) {
      best = candidate;
      most = share;
    }
  }
  return best;
}
