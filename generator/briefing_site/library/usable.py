"""What can be linked of a collection with errors, for previews: the files without any.

Other files still give their actors names, as a brief need not repeat the name that another one has.
"""

from collections.abc import Container, Sequence
from dataclasses import replace

from briefing_site.checks.names import Names
from briefing_site.format.brief import CastMember
from briefing_site.reading import Collection, ParsedFile
from briefing_site.reading.parsing import Model


def without_invalid(
    collection: Collection, invalid: Container[str], kinds: Sequence[str]
) -> Collection:
    """The collection without the files at the `invalid` paths; `kinds` are all kinds of actors.

    Pages do without what is left out, as they do without drafts. An actor whose name is nowhere has its id,
    and one without a kind has the last one.
    """
    definitions = _Definitions(collection, invalid, kinds)
    topics = _valid([collection.topics], invalid)
    briefs = []
    for file in _valid(collection.briefs, invalid):
        if file.record is not None:
            actors = [definitions.completed(actor) for actor in file.record.actors]
            fields = {
                "actors": tuple(actors),
                "topics": file.record.topics if topics else (),
            }
            record = file.record.model_copy(update=fields)
            briefs.append(replace(file, record=record))
    glossary = _valid([collection.glossary], invalid)
    gazetteer = _valid([collection.gazetteer], invalid)
    return replace(
        collection,
        briefs=tuple(briefs),
        profiles=tuple(_valid(collection.profiles, invalid)),
        versions=tuple(_valid(collection.versions, invalid)),
        topics=topics[0] if topics else None,
        glossary=glossary[0] if glossary else None,
        gazetteer=gazetteer[0] if gazetteer else None,
    )


def _valid(
    files: Sequence[ParsedFile[Model] | None], invalid: Container[str]
) -> list[ParsedFile[Model]]:
    valid = []
    for file in files:
        if file is not None and file.document.path not in invalid:
            valid.append(file)
    return valid


class _Definitions:
    """The names and kinds of actors that any file defines, by the id of the actor and the field."""

    def __init__(
        self, collection: Collection, invalid: Container[str], kinds: Sequence[str]
    ) -> None:
        self._last_kind = kinds[-1]
        self._first: dict[tuple[str, str], str] = {}
        self._valid: set[tuple[str, str]] = set()
        """Those that a valid file has, so that nothing else is required."""
        for definition in Names(collection, tuple(kinds)).definitions:
            key = (definition.actor, definition.field)
            if definition.document.path not in invalid:
                self._valid.add(key)
            if definition.field == "name" or definition.value in kinds:
                self._first.setdefault(key, definition.value)

    def completed(self, actor: CastMember) -> CastMember:
        """The actor with a name and a kind, if no valid file has them."""
        missing = {}
        for field, substitute in (("name", actor.id), ("kind", self._last_kind)):
            key = (actor.id, field)
            if key not in self._valid:
                missing[field] = self._first.get(key, substitute)
        return actor.model_copy(update=missing)
