"""`briefs rename` and `briefs delete`: what refers to something follows it, or is listed."""

import sys
from collections.abc import Callable, Container, Iterable

import click

from briefing_site.commands.changes import Changes, apply_changes
from briefing_site.commands.project import check_files, current_project, read_files
from briefing_site.commands.renaming import Index, path_of, renamed, without
from briefing_site.commands.reports import ERRORS_IN_BRIEFS, refuse_errors
from briefing_site.commands.terminal import CommandError, localized, say
from briefing_site.diagnostics import log
from briefing_site.format import characters, identifiers
from briefing_site.format.brief import invalid_anchor_reason
from briefing_site.history import collection as trees
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import either, marked
from briefing_site.reading import Collection, RawFile, editing, mentions, suggestions
from briefing_site.reading.mentions import Name

_ERRORS = marked("Nothing was changed. Fix the errors above first.")
MERGEABLE = frozenset({"actor", "topic", "place", "source"})
"""Kinds of what can be merged."""


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--merge",
    is_flag=True,
    help="Merge an actor, a topic, a place or a source into NEW, which is there.",
)
@click.option(
    "--dry-run", is_flag=True, help="Show what would change, and write nothing."
)
@click.option("--yes", is_flag=True, help="Do not ask before files are changed.")
def rename(old: str, new: str, *, merge: bool, dry_run: bool, yes: bool) -> None:
    """Give an id to a brief, an actor, a topic, a place, a source, an event or a quote, wherever it is used.

    OLD is the name of a brief, an actor, a topic or a place; where two have the same, write brief:, actor:,
    topic: or place: before it. Write brief#id for an event or a quote, and brief@id or actor:id@id for a
    source. NEW is the new id.

    The changes are shown first. Files of briefs and profiles are moved, and former ids are listed under
    'formerly', so that old addresses redirect. Nothing else in the files changes. With --merge, NEW keeps its
    name and its roles, and those of OLD are deleted where a brief has both.
    """
    project = current_project()
    files, collection = read_files(project, _ERRORS)
    index = mentions.index(collection)
    name = _find(old, index)
    target = _target(new, name, index, merge=merge)
    changes = _edit(lambda: renamed(collection, index, name, target))
    _refuse_damage(files, changes)
    apply_changes(project, changes, ask=not yes, dry_run=dry_run)


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
    target = _find(name, index)
    _refuse_references(target, collection, index)
    changes = _edit(lambda: without(collection, index, target))
    _refuse_damage(files, changes)
    apply_changes(project, changes, ask=not yes, dry_run=dry_run)


def _find(text: str, names: Iterable[Name]) -> Name:
    """What has a name. Raises `CommandError` for a name of nothing, or of several."""
    names = list(names)
    matches = [name for name in names if text in name.spellings]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise CommandError(
            "several have the id '{text}': write {names}",
            text=text,
            names=either(sorted(map(str, matches))),
        )
    shortest = {min(name.spellings, key=len) for name in names}
    near = suggestions.for_unknown(text, shortest)
    if near:
        raise CommandError("there is no '{text}'; {near}", text=text, near=near)
    raise CommandError("there is no '{text}'", text=text)


def _target(text: str, old: Name, names: Container[Name], *, merge: bool) -> Name:
    """The new name, which may be written like the old one. Raises `CommandError` if it can't be one."""
    id_ = _id_in(text, old)
    invalid = _invalid_id_reason(old.kind, id_)
    if invalid:
        raise CommandError("'{id}' can't be an id: {reason}", id=id_, reason=invalid)
    new = old._replace(id=id_)
    if new == old:
        raise CommandError("'{name}' has this id already", name=old)
    is_mergeable = old.kind in MERGEABLE
    if merge and not is_mergeable:
        raise CommandError("only actors, topics and sources can be merged")
    if merge and new not in names:
        raise CommandError("there is no '{text}'", text=new)
    if new in names and not merge:
        if is_mergeable:
            raise CommandError(
                "there is '{name}' already; to merge the two, add --merge", name=new
            )
        raise CommandError("there is '{name}' already", name=new)
    return new


def _id_in(text: str, old: Name) -> str:
    """The id in a text, which may have the same prefix as a spelling of the old name, such as `actor:`."""
    prefixes = [spelling.removesuffix(old.id) for spelling in old.spellings]
    for prefix in sorted(prefixes, key=len, reverse=True):
        if text.startswith(prefix):
            return text.removeprefix(prefix)
    return text


def _invalid_id_reason(kind: str, id_: str) -> str | None:
    """Why a text is no id of something of a kind; `None` if it is one."""
    if kind == "entry":
        return invalid_anchor_reason(id_)
    if kind == "source":
        return identifiers.invalid_reason(id_)
    return identifiers.invalid_page_reason(id_)


def _refuse_references(name: Name, collection: Collection, index: Index) -> None:
    """List what refers to something, and end the command; do nothing if nothing does."""
    own_path = path_of(name) if name.kind in {"actor", "brief"} else ""
    documents = {file.document.path: file.document for file in collection.files}
    places = []
    for mention in index[name]:
        is_reference = not mention.is_id or name.kind == "actor"
        if is_reference and mention.path != own_path:
            document = documents[mention.path]
            span = document.span(mention.scalar, mention.start, mention.end)
            places.append((mention.path, span.start))
    for path, (line, column) in sorted(places):
        text = characters.shown(documents[path].lines[line - 1].strip())
        click.echo(log.harmless(f"{path}:{line}:{column}: {text}"))
    if places:
        say(
            "Nothing was deleted. First remove these references to '{name}'.",
            name=name,
            err=True,
        )
        sys.exit(ERRORS_IN_BRIEFS)


def _edit(make_changes: Callable[[], Changes]) -> Changes:
    try:
        return make_changes()
    except editing.EditError as error:
        raise CommandError(reason(error)) from error


def _refuse_damage(files: list[RawFile], changes: Changes) -> None:
    """End the command if briefs would have errors after the changes, or if an address would break."""
    changed = {before.path for before, _ in changes}
    result = [file for file in files if file.path not in changed]
    for _, after in changes:
        if after.content:
            result.append(after)
    refuse_errors(
        check_files(result).errors,
        marked("Nothing was changed, as this would cause these errors."),
    )
    old_tree = trees.tree(files)
    new_tree = trees.tree(result, similar=old_tree)
    broken = trees.compare(old_tree, new_tree).broken
    for address in broken:
        line = f"{address.address}: {localized(address.help)}"
        click.echo(log.harmless(line), err=True)
    if broken:
        say(
            "Nothing was changed, because readers may have cited these addresses.",
            err=True,
        )
        sys.exit(ERRORS_IN_BRIEFS)
