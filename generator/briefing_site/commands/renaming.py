"""The changes of files that give something another id, merge two of a kind, or delete something.

They are made without a disk or a terminal; `rename` has the commands.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from briefing_site.checks.names import Names, listed_actors
from briefing_site.commands.changes import Changes
from briefing_site.format import BRIEF, Brief, Location, Profile
from briefing_site.format.places import PROFILE
from briefing_site.format.verification import fingerprint
from briefing_site.languages.phrase import marked
from briefing_site.reading import Collection, RawFile, composer, editing, ids, nodes
from briefing_site.reading.brief_files import VERIFICATION
from briefing_site.reading.mentions import Mention, Name
from briefing_site.reading.yaml import writer

(FORMERLY,), (NAME,), (ALIASES,) = BRIEF.formerly, PROFILE.name, PROFILE.aliases
_LOST_IN_MERGE = frozenset({NAME, ALIASES, FORMERLY, *PROFILE.kind})
"""The only fields that a profile may have that is merged into another one."""
_RECORDS = f"briefs/{VERIFICATION}"
_LISTS = {"topic": "briefs/topics.yml", "place": "briefs/places.yml"}
"""The files that list all of a kind."""

Index = Mapping[Name, Sequence[Mention]]
"""Everything that has an id, with what mentions it."""


def path_of(name: Name) -> str:
    """The file of a brief or of an actor."""
    if name.kind == "actor":
        return f"briefs/actors/{name.id}.yml"
    return f"briefs/{name.id}.yml"


def without(collection: Collection, index: Index, name: Name) -> Changes:
    """The files without something that nothing refers to, and without the records of its quotes.

    Raises `EditError`.
    """
    files = _Files(collection)
    if name.owner is None and name.kind not in _LISTS:
        files.delete(path_of(name))
    for mention in index[name]:
        if mention.is_key:
            files.remove(mention.path, mention.location)
    for brief in collection.briefs:
        for entry in brief.anchored:
            if name == Name("entry", entry.id, Name("brief", brief.id)):
                files.remove(brief.document.path, entry.location)
    return files.changes()


def renamed(collection: Collection, index: Index, old: Name, new: Name) -> Changes:
    """The files with another id for something. If the new id is taken, the two are merged.

    Raises `EditError`.
    """
    files = _Files(collection)
    is_merged = new in index
    files.replace(index[old], index.get(new, ()), new.id)
    files.keep_ids(old, new)
    match old.kind:
        case "actor":
            _rename_profile(files, old, new, is_merged=is_merged)
        case "brief":
            if files.is_published(old):
                files.list_former(path_of(old), (), old.id, new)
            files.move(path_of(old), path_of(new))
        case "topic" | "place" as kind:
            path = _LISTS[kind]
            files.list_former(path, (new.id,), old.id, new)
            listed = files.originals[path].record
            if listed and is_merged:
                for former in listed.root[old.id].formerly:
                    files.list_former(path, (new.id,), former, new)
        case "source" if not is_merged:
            _renew_fingerprints(files, old, new)
    return files.changes()


class _Files:
    """The files of a collection while they are changed."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.originals = {file.document.path: file for file in collection.files}
        self.documents = {path: file.document for path, file in self.originals.items()}
        self._moved: dict[str, str] = {}
        """New paths by the former ones; empty for what is deleted."""

    def move(self, path: str, new_path: str) -> None:
        self._moved[path] = new_path

    def delete(self, path: str) -> None:
        self._moved[path] = ""

    def changes(self) -> Changes:
        """All files that are not as they were."""
        changes = []
        for path, document in self.documents.items():
            before = RawFile(path, b"")
            if path in self.originals:
                before = RawFile(path, self.originals[path].document.content)
            new_path = self._moved.get(path, path)
            after = RawFile(path, b"")
            if new_path:
                after = RawFile(new_path, document.content)
            if after != before:
                changes.append((before, after))
        return changes

    def is_published(self, brief: Name) -> bool:
        record = self.originals[path_of(brief)].record
        return record is not None and record.status != "draft"

    def text(self, path: str, location: Location) -> str:
        """The text at a location; empty if there is none."""
        return self.documents[path].value(location)

    def set_text(self, path: str, location: Location, text: str) -> None:
        """Write another text at a location that has one."""
        document = self.documents[path]
        self.documents[path] = editing.with_text(document, location, text)

    def set_data(self, path: str, location: Location, value: object) -> None:
        """Write another value at a location, or delete it for `None`, with what is then empty around it."""
        document = self.documents[path]
        data = document.data()
        self.documents[path] = editing.with_data(document, _with(data, location, value))

    def add_item(self, path: str, location: Location, text: str) -> None:
        """Write one more text into the list at a location."""
        texts: Any = []
        node = self.documents[path].node(location)
        if node:
            texts = nodes.to_data(node)
        self.set_data(path, location, [*texts, text])

    def remove(self, path: str, location: Location) -> None:
        """Delete the entry at a location."""
        self.set_data(path, location, None)

    def replace(self, old: Iterable[Mention], new: Iterable[Mention], id_: str) -> None:
        """Write the new id in place of the old; where a list has both, the old one is deleted."""
        lists_with_new = set()
        for mention in new:
            entry = _entry_of(mention)
            if entry:
                lists_with_new.add((mention.path, entry[:-1]))
        mentions_by_path: dict[str, list[Mention]] = {}
        for mention in old:
            mentions_by_path.setdefault(mention.path, []).append(mention)
        for path, mentions in mentions_by_path.items():
            duplicates = []
            replaced = []
            for mention in mentions:
                entry = _entry_of(mention)
                is_duplicate = bool(entry) and (path, entry[:-1]) in lists_with_new
                if is_duplicate:
                    duplicates.append(entry)
                if not (is_duplicate and mention.is_key):
                    replaced.append(mention)
            document = self.documents[path]
            self.documents[path] = editing.with_mentions(document, replaced, id_)
            for entry in sorted(set(duplicates), reverse=True):
                self.remove(path, entry)

    def keep_ids(self, old: Name, new: Name) -> None:
        """Write the ids of events and quotes that are made from what has changed, or are renamed."""
        for file in self.collection.briefs:
            path = file.document.path
            brief = Name("brief", file.id)
            former_ids = {entry.location: entry.id for entry in file.anchored}
            for entry in ids.entries(self.documents[path], Brief):
                former = former_ids.get(entry.location)
                is_renamed = former is not None and Name("entry", former, brief) == old
                if is_renamed:
                    wanted = new.id
                else:
                    wanted = former or entry.id
                if entry.id != wanted:
                    self.set_data(path, (*entry.location, "id"), wanted)
                if is_renamed and self.is_published(brief):
                    self.list_former(path, entry.location, old.id, new)

    def list_former(
        self, path: str, location: Location, former: str, current: Name
    ) -> None:
        """List a former id in the mapping at the location; the current one is no longer listed there."""
        list_location = (*location, FORMERLY)
        pattern = (*map(str, list_location), "*")
        for item_location, scalar in self.documents[path].scalars(pattern):
            if scalar.text == current.id:
                self.set_text(path, item_location, former)
                return
        self.add_item(path, list_location, former)


def _rename_profile(files: _Files, old: Name, new: Name, *, is_merged: bool) -> None:
    """Move the profile of an actor, or merge it into another; with neither, one keeps the address."""
    names, kinds = _names_and_kinds(files.collection)
    name = names.get(new.id, names[old.id])
    profiles = {file.id: file.record for file in files.collection.profiles}
    profile = profiles.get(old.id)
    target = profiles.get(new.id)
    path = path_of(new if target or not profile else old)
    if profile and target:
        _refuse_loss(profile, path_of(old), path)
        files.delete(path_of(old))
    elif profile:
        files.move(path, path_of(new))
    elif not target:
        if not _is_in_published_brief(files, old.id):
            return
        lines = writer.lines({"name": name, "kind": kinds[old.id]})
        text = "\n".join(lines) + "\n"
        files.documents[path], _ = composer.compose(path, text.encode())
    if is_merged:
        _write_name(files, path, new, name)
        used = {name, *(target.aliases if target else ())}
        aliases = [names[old.id], *(profile.aliases if profile else ())]
        for alias in dict.fromkeys(aliases):
            if alias not in used:
                files.add_item(path, (ALIASES,), alias)
    files.list_former(path, (), old.id, new)
    if profile and target:
        for former in profile.formerly:
            files.list_former(path, (), former, new)


def _names_and_kinds(collection: Collection) -> tuple[dict[str, str], dict[str, str]]:
    """The names and the kinds of actors by id, as they are first defined."""
    names: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for definition in Names(collection).definitions:
        values = names if definition.field == "name" else kinds
        values.setdefault(definition.actor, definition.value)
    return names, kinds


def _refuse_loss(profile: Profile, path: str, target_path: str) -> None:
    """Raise `EditError` if a profile that is merged into another one says more than its names."""
    fields = sorted(profile.model_fields_set - _LOST_IN_MERGE)
    if fields:
        raise editing.EditError(
            marked(
                "{path} also has {fields}: move what should stay to {other}, and delete the rest",
                path=path,
                fields=", ".join(fields),
                other=target_path,
            )
        )


def _is_in_published_brief(files: _Files, actor: str) -> bool:
    for brief in files.collection.briefs:
        if actor in listed_actors(brief.document) and files.is_published(
            Name("brief", brief.id)
        ):
            return True
    return False


def _write_name(files: _Files, profile_path: str, actor: Name, name: str) -> None:
    """Write the name of an actor in its profile, and in every brief that has another one."""
    places: list[tuple[str, Location]] = [(profile_path, (NAME,))]
    for brief in files.collection.briefs:
        path = brief.document.path
        for location, scalar in files.documents[path].scalars(BRIEF.actors.each.id):
            if scalar.text == actor.id:
                places.append((path, (*location[:-1], NAME)))
    for path, location in places:
        if files.text(path, location) not in {"", name}:
            files.set_text(path, location, name)


def _renew_fingerprints(files: _Files, old: Name, new: Name) -> None:
    """Make the records of quotes apply that are bound to the id of a source without an address."""
    owner = old.owner or old
    record = files.originals[path_of(owner)].record
    if not isinstance(record, Brief) or _RECORDS not in files.documents:
        return
    for quote in record.quotes:
        if quote.source != old.id:
            continue
        location = (owner.id, quote.anchor, "quote")
        address = record.sources[old.id].url
        before = fingerprint(quote.text, old.id, address)
        after = fingerprint(quote.text, new.id, address)
        if before != after and files.text(_RECORDS, location) == before:
            files.set_text(_RECORDS, location, after)


def _with(data: Any, location: Location, value: object) -> Any:  # noqa: ANN401 -- what a file holds
    """The data with another value at a location; an empty one is deleted, with what is then empty."""
    step, *inner = location
    if inner:
        value = _with(data[step], tuple(inner), value)
    if value:
        data[step] = value
    else:
        del data[step]
    return data


def _entry_of(mention: Mention) -> Location:
    """The location of the entry of a list or a mapping that a mention is, or is the id of; else empty."""
    location = mention.location
    if mention.is_key:
        return location
    if mention.is_id:
        location = location[:-1]
    if isinstance(location[-1], int):
        return location
    return ()
