"""The result of the last comparison of all files in the store, for a build in which they compare the same.

Most edits change nothing that other files refer to. Then comparing a thousand briefs would find what it found
before.
"""

import pickle
from collections.abc import Callable, Mapping
from hashlib import blake2b

from generator.build import parsed
from generator.build.workspace import Workspace
from generator.checks import checks
from generator.diagnostics import Diagnostic
from generator.format.brief import Brief
from generator.reading.folder import Collection, ParsedFile

_KEY = "compared.pickle"
_Stored = tuple[str, dict[str, str], list[Diagnostic], dict[str, str]]
"""A digest of all that was compared; by the name of each file, a digest of what is compared of it; what was
found, and the names of the files that this mentions, by path."""
_NOTHING: _Stored = "", {}, [], {}


def compare(
    collection: Collection,
    find: Callable[[], list[Diagnostic]],
    *,
    names: Mapping[str, str],
    kinds: tuple[str, ...],
    place: Workspace,
) -> list[Diagnostic]:
    """What `find` finds when it compares all files, or what it found in files that compare the same.

    `names` are digests of the files, by path; `kinds` are those that actors may have.
    """
    stored: tuple[str, _Stored] = parsed.unpickled(place.cache.get(_KEY)) or ("", _NOTHING)
    before, digests, found, about = stored[1] if stored[0] == place.program else _NOTHING
    briefs = {file.document.path: file for file in collection.briefs}
    now = {
        name: digests.get(name) or (_digest(briefs[path]) if path in briefs else "") or name
        for path, name in names.items()
    }
    compared = [kinds, *sorted((path, now[name]) for path, name in names.items())]
    whole = blake2b(repr(compared).encode(), digest_size=16).hexdigest()
    if whole != before or not about.items() <= names.items():
        found = find()
        said = "\0".join(f"{each.path}\0{each.message}\0{each.help}" for each in found)
        about = {path: name for path, name in names.items() if path in said}  # it may tell of lines in them
    if (whole, now) != (before, digests):
        new = place.program, (whole, now, found, about)
        place.cache.put(_KEY, pickle.dumps(new, pickle.HIGHEST_PROTOCOL))
    return found


def _digest(file: ParsedFile[Brief]) -> str:
    """A digest of what is compared of a brief; empty for one with diagnostics, which may be all of it."""
    is_shortened = file.record is not None
    return blake2b(repr(checks.compared(file)).encode(), digest_size=16).hexdigest() if is_shortened else ""
