"""Which brief is probably one that was renamed: several files still refer to it by its old name."""

from collections import defaultdict

from generator.checks import identity
from generator.format import fields, traversal
from generator.format.brief import Brief
from generator.reading.folder import Collection

_SEVERAL = 2
"""Files with the same unknown name; a name in a single one is more likely misspelt."""


def successors(collection: Collection) -> dict[str, str]:
    """The new name by the old one: that of the only brief with all events and quotes that files refer to."""
    own = {file.id: {entry.id for entry in identity.anchored(file)} for file in collection.briefs}
    files: dict[str, set[str]] = defaultdict(set)
    entries: dict[str, set[str]] = defaultdict(set)
    patterns = (*traversal.patterns(Brief, fields.BRIEF), *traversal.patterns(Brief, fields.EVENT))
    for file in collection.briefs:
        for pattern in patterns:
            for _, reference in file.document.scalars(pattern):
                brief, _, event = reference.text.partition("#")
                files[brief].add(file.document.path)
                entries[brief] |= {event} - {""}
    if collection.verification and collection.verification.record:
        for brief, quotes in collection.verification.record.root.items():
            files[brief].add(collection.verification.document.path)
            entries[brief] |= quotes.keys()
    found: dict[str, str] = {}
    for old in files.keys() - own.keys():
        if len(files[old]) >= _SEVERAL and entries[old]:
            having = [brief for brief, ids in own.items() if entries[old] <= ids]
            if len(having) == 1:
                found[old] = having[0]
    return found
