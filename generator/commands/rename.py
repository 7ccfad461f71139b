"""`briefs rename` and `briefs delete`: what refers to something follows it, or is listed."""

import sys
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

import click

from generator import pipeline
from generator.commands import ERRORS_IN_BRIEFS, check_files, current_project, refuse_errors, renaming
from generator.commands.check import write
from generator.commands.renaming import Changes
from generator.commands.terminal import CommandError, WrongUseError, localized, say
from generator.diagnostics import log
from generator.format import characters, identifiers
from generator.format.brief import invalid_anchor_reason
from generator.history import collection as trees
from generator.languages.exceptions import reason
from generator.languages.phrase import either, marked
from generator.pipeline import Project
from generator.reading import folder, mentions, suggestions
from generator.reading.editing import EditError
from generator.reading.folder import RawFile
from generator.reading.mentions import Name

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
@click.option("--merge", is_flag=True, help="Merge an actor, a topic or a source into NEW, which is there.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
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
    files, collection = _read(project)
    index = mentions.index(collection)
    name = _found(old, index)
    target = _target(new, name, index, merge=merge)
    made = partial(renaming.renamed, collection, index, name, target)
    _make(project, files, made, ask=not yes, dry_run=dry_run)


@click.command()
@click.argument("name", metavar="NAME")
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--yes", is_flag=True, help="Do not ask before files are changed.")
def delete(name: str, *, dry_run: bool, yes: bool) -> None:
    """Delete a brief, an actor, a topic, a source, an event or a quote that nothing refers to.

    NAME is as in `briefs rename`. Every place that refers to it is listed, and nothing is deleted as long as
    there is one, or if an address that readers may have cited would break.

    The exit code is 1 if nothing is deleted for one of these reasons.
    """
    project = current_project()
    files, collection = _read(project)
    index = mentions.index(collection)
    found = _found(name, index)
    own = renaming.path_of(found) if found.kind in {"actor", "brief"} else ""
    documents = {file.document.path: file.document for file in mentions.files(collection)}
    references = sorted(
        (each.path, documents[each.path].span(each.scalar, each.start, each.end).start)
        for each in index[found]
        if each.path != own and (not each.is_id or found.kind == "actor")
    )
    for path, (line, column) in references:
        shown = characters.shown(documents[path].lines[line - 1].strip())
        click.echo(log.harmless(f"{path}:{line}:{column}: {shown}"))
    if references:
        say("Nothing was deleted. First remove these references to '{name}'.", name=found, err=True)
        sys.exit(ERRORS_IN_BRIEFS)
    made = partial(renaming.without, collection, index, found)
    _make(project, files, made, ask=not yes, dry_run=dry_run)


def _read(project: Project) -> tuple[list[RawFile], folder.Collection]:
    """All files, and what they contain with all positions; they may have no errors."""
    files = pipeline.load(project)
    refuse_errors(check_files(files).errors, marked("Nothing was changed. Fix the errors above first."))
    return files, folder.read(files)[0]


def _found(text: str, known: Iterable[Name]) -> Name:
    """What is named so. Raises `WrongUseError` for a name of nothing, or of several."""
    found = [each for each in known if text in each.spellings]
    if len(found) == 1:
        return found[0]
    if found:
        names = either(sorted(map(str, found)))
        raise WrongUseError("several have the id '{text}': write {names}", text=text, names=names)
    near = suggestions.for_unknown(text, {min(each.spellings, key=len) for each in known})
    if near:
        raise WrongUseError("there is no '{text}'; {near}", text=text, near=near)
    raise WrongUseError("there is no '{text}'", text=text)


def _target(text: str, old: Name, known: Collection[Name], *, merge: bool) -> Name:
    """The new name, which may be written like the old one. Raises `WrongUseError` if it is none."""
    prefixes = sorted((each.removesuffix(old.id) for each in old.spellings), key=len, reverse=True)
    id_ = text.removeprefix(next(each for each in (*prefixes, "") if text.startswith(each)))
    new = old._replace(id=id_)
    if invalid := _INVALID[old.kind](id_):
        raise WrongUseError("'{id}' can't be an id: {reason}", id=id_, reason=invalid)
    if new == old:
        raise WrongUseError("'{name}' has this id already", name=old)
    if merge and old.kind not in MERGED:
        raise WrongUseError("only actors, topics and sources can be merged")
    if merge and new not in known:
        raise WrongUseError("there is no '{text}'", text=new)
    if new in known and not merge:
        hint = marked("there is '{name}' already; to merge the two, add --merge", name=new)
        raise WrongUseError(hint if old.kind in MERGED else marked("there is '{name}' already", name=new))
    return new


def _make(
    project: Project, files: list[RawFile], made: Callable[[], Changes], *, ask: bool, dry_run: bool
) -> None:
    """Make the changes, unless briefs would have errors then, or an address would break: that is reported."""
    try:
        changes = made()
    except EditError as error:
        raise CommandError(reason(error)) from error
    gone = {before.path for before, _ in changes}
    after = [each for each in files if each.path not in gone]
    after += [each for _, each in changes if each.content]
    refuse_errors(check_files(after).errors, marked("Nothing was changed, as this would cause these errors."))
    there = trees.tree(files)
    if broken := trees.compare(there, trees.tree(after, known=there)).broken:
        for each in broken:
            click.echo(log.harmless(f"{each.address}: {localized(each.help)}"), err=True)
        say("Nothing was changed, because readers may have cited these addresses.", err=True)
        sys.exit(ERRORS_IN_BRIEFS)
    write(project, changes, ask=ask, dry_run=dry_run)
