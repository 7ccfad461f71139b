"""`briefs rename` and `briefs delete`: what refers to something follows it, or is listed.

`renamed` and `without` make the changes, without a disk or a terminal.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Collection as Known
from functools import partial

import click

from briefing_site.checks.names import Names, cast
from briefing_site.commands import (
    ERRORS_IN_BRIEFS,
    check_files,
    current_project,
    read_files,
    refuse_errors,
)
from briefing_site.commands.check import write
from briefing_site.commands.terminal import CommandError, localized, say
from briefing_site.diagnostics import log
from briefing_site.form import yaml_text
from briefing_site.format import BRIEF, Brief, Location, characters, identifiers
from briefing_site.format.brief import invalid_anchor_reason
from briefing_site.format.places import PROFILE
from briefing_site.format.verification import fingerprint
from briefing_site.history import collection as trees
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import either, marked
from briefing_site.pipeline import Project
from briefing_site.reading import (
    Collection,
    RawFile,
    composer,
    editing,
    ids,
    mentions,
    suggestions,
)
from briefing_site.reading.folder import VERIFICATION
from briefing_site.reading.mentions import Mention, Name

(FORMERLY,), (NAME,), (ALIASES,) = BRIEF.formerly, PROFILE.name, PROFILE.aliases
_MERGEABLE = frozenset({NAME, ALIASES, FORMERLY, *PROFILE.kind})
"""What a profile may have that is merged into another one."""
_RECORDS = f"briefs/{VERIFICATION}"
_TOPICS = "briefs/topics.yml"
Index = Mapping[Name, Sequence[Mention]]
Changes = list[tuple[RawFile, RawFile]]
"""Files before and after, which may have another path then; one that there is not is empty."""
_ERRORS = marked("Nothing was changed. Fix the errors above first.")
MERGED = frozenset({"actor", "topic", "source"})
"""Kinds of what can be merged."""
_INVALID: Mapping[str, Callable[[str], str | None]] = {
    **dict.fromkeys(("actor", "brief", "topic"), identifiers.invalid_page_reason),
    "entry": invalid_anchor_reason,
    "source": identifiers.invalid_reason,
}
"""Why a text is no id, by the kind of what has it."""


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--merge",
    is_flag=True,
    help="Merge an actor, a topic or a source into NEW, which is there.",
)
@click.option(
    "--dry-run", is_flag=True, help="Show what would change, and write nothing."
)
@click.option("--yes", is_flag=True, help="Do not ask before files are changed.")
def rename(old: str, new: str, *, merge: bool, dry_run: bool, yes: bool) -> None:
    """Give a brief, an actor, a topic, a source, an event or a quote another id, wherever it is used.

    OLD is the name of a brief, an actor or a topic; where two have the same, write brief:, actor: or topic:
    before it. Write brief#id for an event or a quote, and brief@id or actor:id@id for a source. NEW is the
    new id.

    The changes are shown first. Files of briefs and profiles are moved, and former ids are listed under
    'formerly', so that old addresses redirect. Nothing else in the files changes. With --merge, NEW keeps its
    name and its roles, and those of OLD are deleted where a brief has both.
    """
    project = current_project()
    files, collection = read_files(project, _ERRORS)
    index = mentions.index(collection)
    name = _found(old, index)
    target = _target(new, name, index, merge=merge)
    made = partial(renamed, collection, index, name, target)
    _make(project, files, made, ask=not yes, dry_run=dry_run)


@click.command()
@click.argument("name", metavar="NAME")
@click.option(
    "--dry-run", is_flag=True, help="Show what would change, and write nothing."
)
@click.option("--yes", is_flag=True, help="Do not ask before files are changed.")
def delete(name: str, *, dry_run: bool, yes: bool) -> None:
    """Delete a brief, an actor, a topic, a source, an event or a quote that nothing refers to.

    NAME is as in `briefs rename`. Every place that refers to it is listed, and nothing is deleted as long as
    there is one, or if an address that readers may have cited would break.

    The exit code is 1 if nothing is deleted for one of these reasons.
    """
    project = current_project()
    files, collection = read_files(project, _ERRORS)
    index = mentions.index(collection)
    found = _found(name, index)
    own = path_of(found) if found.kind in {"actor", "brief"} else ""
    documents = {file.document.path: file.document for file in collection.files}
    references = sorted(
        (each.path, documents[each.path].span(each.scalar, each.start, each.end).start)
        for each in index[found]
        if each.path != own and (not each.is_id or found.kind == "actor")
    )
    for path, (line, column) in references:
        shown = characters.shown(documents[path].lines[line - 1].strip())
        click.echo(log.harmless(f"{path}:{line}:{column}: {shown}"))
    if references:
        say(
            "Nothing was deleted. First remove these references to '{name}'.",
            name=found,
            err=True,
        )
        sys.exit(ERRORS_IN_BRIEFS)
    made = partial(without, collection, index, found)
    _make(project, files, made, ask=not yes, dry_run=dry_run)


def _found(text: str, known: Iterable[Name]) -> Name:
    """What is named so. Raises `CommandError` for a name of nothing, or of several."""
    found = [each for each in known if text in each.spellings]
    if len(found) == 1:
        return found[0]
    if found:
        names = either(sorted(map(str, found)))
        raise CommandError(
            "several have the id '{text}': write {names}", text=text, names=names
        )
    near = suggestions.for_unknown(
        text, {min(each.spellings, key=len) for each in known}
    )
    if near:
        raise CommandError("there is no '{text}'; {near}", text=text, near=near)
    raise CommandError("there is no '{text}'", text=text)


def _target(text: str, old: Name, known: Known[Name], *, merge: bool) -> Name:
    """The new name, which may be written like the old one. Raises `CommandError` if it is none."""
    prefixes = sorted(
        (each.removesuffix(old.id) for each in old.spellings), key=len, reverse=True
    )
    id_ = text.removeprefix(
        next(each for each in (*prefixes, "") if text.startswith(each))
    )
    new = old._replace(id=id_)
    if invalid := _INVALID[old.kind](id_):
        raise CommandError("'{id}' can't be an id: {reason}", id=id_, reason=invalid)
    if new == old:
        raise CommandError("'{name}' has this id already", name=old)
    if merge and old.kind not in MERGED:
        raise CommandError("only actors, topics and sources can be merged")
    if merge and new not in known:
        raise CommandError("there is no '{text}'", text=new)
    if new in known and not merge:
        hint = marked(
            "there is '{name}' already; to merge the two, add --merge", name=new
        )
        raise CommandError(
            hint
            if old.kind in MERGED
            else marked("there is '{name}' already", name=new)
        )
    return new


def _make(
    project: Project,
    files: list[RawFile],
    made: Callable[[], Changes],
    *,
    ask: bool,
    dry_run: bool,
) -> None:
    """Make the changes, unless briefs would have errors then, or an address would break: that is reported."""
    try:
        changes = made()
    except editing.EditError as error:
        raise CommandError(reason(error)) from error
    gone = {before.path for before, _ in changes}
    after = [each for each in files if each.path not in gone]
    after += [each for _, each in changes if each.content]
    refuse_errors(
        check_files(after).errors,
        marked("Nothing was changed, as this would cause these errors."),
    )
    there = trees.tree(files)
    if broken := trees.compare(there, trees.tree(after, known=there)).broken:
        for each in broken:
            click.echo(
                log.harmless(f"{each.address}: {localized(each.help)}"), err=True
            )
        say(
            "Nothing was changed, because readers may have cited these addresses.",
            err=True,
        )
        sys.exit(ERRORS_IN_BRIEFS)
    write(project, changes, ask=ask, dry_run=dry_run)


def path_of(name: Name) -> str:
    """The file of a brief or of an actor."""
    return f"briefs/{'actors/' if name.kind == 'actor' else ''}{name.id}.yml"


def without(collection: Collection, index: Index, name: Name) -> Changes:
    """The files without something that nothing refers to, and without the records of its quotes.

    Raises `EditError`.
    """
    files = _Files(collection)
    if name.owner is None and name.kind != "topic":
        files.paths[path_of(name)] = ""
    gone = [(each.path, each.location) for each in index[name] if each.is_key]
    for brief in collection.briefs:
        in_brief = [
            each
            for each in brief.anchored
            if name == ("entry", each.id, ("brief", brief.id, None))
        ]
        gone += [(brief.document.path, each.location) for each in in_brief]
    for path, location in gone:
        files.documents[path] = editing.without(files.documents[path], location)
    return files.changes()


def renamed(collection: Collection, index: Index, old: Name, new: Name) -> Changes:
    """The files with another id for something. If it is taken, the two are merged.

    Raises `EditError`.
    """
    files = _Files(collection)
    is_merged = new in index
    files.replace(index[old], index.get(new, ()), new.id)
    files.keep_ids(old, new)
    match old.kind:
        case "actor":
            files.rename_profile(old, new, is_merged=is_merged)
        case "brief":
            if files.is_published(old):
                files.list_former(path_of(old), (), [old.id], new)
            files.paths[path_of(old)] = path_of(new)
        case "topic":
            topics = (
                collection.topics.record.root
                if collection.topics and collection.topics.record
                else {}
            )
            more = topics[old.id].formerly if is_merged else ()
            files.list_former(_TOPICS, (new.id,), [old.id, *more], new)
        case "source" if not is_merged:
            files.renew_fingerprints(old, new)
    return files.changes()


class _Files:
    """The files of a collection while they are changed."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._files = {file.document.path: file for file in collection.files}
        self.documents = {path: file.document for path, file in self._files.items()}
        self.paths: dict[str, str] = {}
        """New paths by the former ones; empty for what is deleted."""

    def changes(self) -> Changes:
        found = []
        for path, document in self.documents.items():
            before = RawFile(
                path, self._files[path].document.content if path in self._files else b""
            )
            to = self.paths.get(path, path)
            found.append((before, RawFile(to or path, document.content if to else b"")))
        return [(before, after) for before, after in found if before != after]

    def is_published(self, brief: Name) -> bool:
        record = self._files[path_of(brief)].record
        return record is not None and record.status != "draft"

    def replace(self, old: Iterable[Mention], new: Iterable[Mention], id_: str) -> None:
        """Write the new id; where it is listed already, the old one is deleted."""
        listed = {(each.path, at[:-1]) for each in new if (at := _entry(each))}
        found = defaultdict[str, list[Mention]](list)
        for each in old:
            found[each.path].append(each)
        for path, every in found.items():
            twice = {
                at: each
                for each in every
                if (at := _entry(each)) and (path, at[:-1]) in listed
            }
            keys = [each for each in twice.values() if each.is_key]
            document = editing.with_mentions(
                self.documents[path], [each for each in every if each not in keys], id_
            )
            for at in sorted(twice, reverse=True):
                document = editing.without(document, at)
            self.documents[path] = document

    def keep_ids(self, old: Name, new: Name) -> None:
        """Write the ids of events and quotes that are made from what has changed, or are renamed."""
        for file in self._collection.briefs:
            path, brief = file.document.path, Name("brief", file.id)
            before = {entry.location: entry for entry in file.anchored}
            for entry in ids.entries(self.documents[path], Brief):
                was = before.get(entry.location)
                is_old = was is not None and Name("entry", was.id, brief) == old
                wanted = new.id if is_old else was.id if was else entry.id
                if entry.id != wanted:
                    self.documents[path] = editing.with_field(
                        self.documents[path], entry.location, "id", wanted
                    )
                if is_old and self.is_published(brief):
                    self.list_former(path, entry.location, [old.id], new)

    def list_former(
        self, path: str, location: Location, former: Iterable[str], now: Name
    ) -> None:
        """List former ids in the mapping at the location; one that is the id now is there no more."""
        at = (*location, FORMERLY)
        for id_ in former:
            document = self.documents[path]
            listed = document.scalars((*map(str, at), "*"))
            taken = next(
                (found for found, scalar in listed if scalar.text == now.id), None
            )
            self.documents[path] = (
                editing.with_text(document, taken, id_)
                if taken
                else editing.with_item(document, at, id_)
            )

    def rename_profile(self, old: Name, new: Name, *, is_merged: bool) -> None:
        """Move the profile of an actor, or merge it into another; with neither, one keeps the address."""
        defined = [*reversed(Names(self._collection).definitions)]
        names, kinds = (
            {each.actor: each.value for each in defined if each.field == field}
            for field in ("name", "kind")
        )
        name = names.get(new.id, names[old.id])
        profiles = {file.id: file.record for file in self._collection.profiles}
        profile, target = profiles.get(old.id), profiles.get(new.id)
        path = path_of(new if target or not profile else old)
        if profile and target:
            if more := sorted(profile.model_fields_set - _MERGEABLE):
                raise editing.EditError(
                    marked(
                        "{path} also has {fields}: move what should stay to {other}, and delete the rest",
                        path=path_of(old),
                        fields=", ".join(more),
                        other=path,
                    )
                )
            self.paths[path_of(old)] = ""
        elif profile:
            self.paths[path] = path_of(new)
        elif not target:
            having = (
                each
                for each in self._collection.briefs
                if old.id in cast(each.document)
            )
            if not any(self.is_published(Name("brief", each.id)) for each in having):
                return
            text = "\n".join(yaml_text.lines({"name": name, "kind": kinds[old.id]}))
            self.documents[path], _ = composer.compose(path, f"{text}\n".encode())
        if is_merged:
            self._give_name(path, new, name)
            known = {name, *(target.aliases if target else ())}
            for alias in dict.fromkeys(
                (names[old.id], *(profile.aliases if profile else ()))
            ):
                if alias not in known:
                    self.documents[path] = editing.with_item(
                        self.documents[path], (ALIASES,), alias
                    )
        self.list_former(
            path, (), [old.id, *(profile.formerly if profile and target else ())], new
        )

    def _give_name(self, profile: str, actor: Name, name: str) -> None:
        """Write the name in the profile, and in every brief that has another one."""
        given: list[tuple[str, Location]] = [(profile, (NAME,))]
        for path in (file.document.path for file in self._collection.briefs):
            ids_ = self.documents[path].scalars(BRIEF.actors.each.id)
            given += [
                (path, (*at[:-1], NAME))
                for at, scalar in ids_
                if scalar.text == actor.id
            ]
        for path, at in given:
            if self.documents[path].value(at) not in {"", name}:
                self.documents[path] = editing.with_text(self.documents[path], at, name)

    def renew_fingerprints(self, old: Name, new: Name) -> None:
        """Make the records of quotes apply that are bound to the id of a source without an address."""
        owner = old.owner or old
        record = self._files[path_of(owner)].record
        if not isinstance(record, Brief) or _RECORDS not in self.documents:
            return
        for quote in record.quotes:
            if quote.source == old.id:
                at, address = (
                    (owner.id, quote.anchor, "quote"),
                    record.sources[old.id].url,
                )
                before, after = (
                    fingerprint(quote.text, id_, address) for id_ in (old.id, new.id)
                )
                if self.documents[_RECORDS].value(at) == before != after:
                    self.documents[_RECORDS] = editing.with_text(
                        self.documents[_RECORDS], at, after
                    )


def _entry(mention: Mention) -> Location:
    """The location of the entry of a list or a mapping that the mention is, or is the id of; else empty."""
    at = (
        mention.location[:-1]
        if mention.is_id and not mention.is_key
        else mention.location
    )
    return at if mention.is_key or isinstance(at[-1], int) else ()
