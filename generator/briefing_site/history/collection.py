"""What changed between two trees of files: working trees or commits; and which addresses would break.

These are the ones that `site.addresses` promises: the pages of briefs, of their versions, of actors and
of topics, and on the pages of briefs the events and quotes. Drafts have none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any, NamedTuple

from briefing_site.diagnostics import Diagnostic
from briefing_site.format import Profile
from briefing_site.format.glossary import GlossaryEntry
from briefing_site.format.topics import TopicEntry
from briefing_site.history import entry
from briefing_site.history.changes import Change, compare_all
from briefing_site.history.entry import Data, Entry, is_named_by_id, lists
from briefing_site.languages.phrase import Phrase, marked
from briefing_site.reading import Collection, ParsedFile, RawFile
from briefing_site.reading.folder import VERIFICATION
from briefing_site.site import addresses

Tree = Mapping[RawFile, tuple[str, list[Entry]] | None]
"""Files with the kind and the entries of each; `None` for one that is not compared."""
NOTHING: Tree = MappingProxyType({})

KINDS = ("brief", "actor", "topic", "term", "verification record", "version")
Entries = Mapping[str, list[Entry]]
"""Those of all files, by kind."""

_PAGES: Mapping[str, Callable[[str], str]] = {
    "brief": addresses.brief,
    "actor": addresses.actor,
    "topic": addresses.topic,
    "version": lambda id_: addresses.version(*id_.split("/")),
}


@dataclass(frozen=True)
class BrokenPermalink:
    """An address of the site that no longer leads anywhere."""

    address: str
    """Below the address of the site, beginning with a slash."""
    help: str


@dataclass(frozen=True)
class Changes:
    by_kind: Mapping[str, Sequence[Change]]
    """By kind as in `Entries`, each sorted by id."""
    broken: tuple[BrokenPermalink, ...]
    unreadable: tuple[str, ...]
    """Files that contain errors now and are not compared."""
    unreadable_before: tuple[str, ...]
    """Files that could not be read in the old version."""
    names: Mapping[str, str]
    """Of actors, by id."""
    errors: tuple[Diagnostic, ...] = ()
    """Because of which files will be missing in a preview."""

    @property
    def every(self) -> list[Change]:
        return [each for found in self.by_kind.values() for each in found]


def tree(
    files: Iterable[RawFile],
    known: Tree = NOTHING,
    read: Callable[[RawFile], Data | None] = entry.read,
) -> Tree:
    """Read the files without validating them; those that are the same in `known` are not read again."""
    return {
        file: known[file] if file in known else _entries(kind, file, read)
        for file in files
        if (kind := _kind(file))
    }


def checked(files: Iterable[RawFile], collection: Collection) -> Tree:
    """The files, with the entries of those without errors; `collection` is the result of reading them."""
    parsed: list[ParsedFile[Any]] = [*collection.files]
    valid: dict[str, Any] = {
        each.document.path: each.document.data()
        for each in parsed
        if each.record is not None
    }
    return tree(files, read=lambda file: valid.get(file.path))


def compare(old: Tree, new: Tree) -> Changes:
    """All changes and broken permalinks. Files that can't be read on both sides are left out."""
    unreadable, unreadable_before = _unreadable(new), _unreadable(old)
    left_out = unreadable | unreadable_before
    before, after = (
        entries(
            {
                file: found
                for file, found in one.items()
                if file not in other and file.path not in left_out
            }
        )
        for one, other in ((old, new), (new, old))
    )
    changes = {
        kind: sorted(
            compare_all(
                kind,
                before[kind],
                after[kind],
                alike=kind not in {"verification record", "version"},
            ),
            key=lambda each: each.entry.id,
        )
        for kind in after
    }
    kept = {file: found for file, found in old.items() if file.path in unreadable}
    return Changes(
        changes,
        tuple(_broken(entries(old), entries(new), entries(kept), changes)),
        tuple(sorted(unreadable)),
        tuple(sorted(unreadable_before - unreadable)),
        {**_names(entries(old)), **_names(entries(new))},
    )


def _names(all_: Entries) -> dict[str, str]:
    listed = [each for brief in all_["brief"] for each in brief.entries["actor"]]
    return {
        each.id: name
        for each in (*listed, *all_["actor"])
        if (name := each.fields.get("name"))
    }


def _unreadable(files: Tree) -> frozenset[str]:
    return frozenset(file.path for file, found in files.items() if found is None)


def entries(files: Tree) -> Entries:
    all_: Entries = {kind: [] for kind in KINDS}
    for kind, found in filter(None, files.values()):
        all_[kind] += found
    return all_


def _entries(
    kind: str, file: RawFile, read: Callable[[RawFile], Data | None]
) -> tuple[str, list[Entry]] | None:
    if kind == "version":
        return kind, [entry.from_version(file)]
    id_, data = PurePosixPath(file.path).stem, read(file)
    if data is None:
        return None
    match kind:
        case "brief":
            return kind, [entry.from_brief(id_, data)]
        case "actor":
            return kind, [entry.from_record(Profile, data, id_)]
        case "verification record":
            return kind, list(entry.from_verifications(data))
    model = TopicEntry if kind == "topic" else GlossaryEntry
    listed = [
        (each, value) for each, value in sorted(data.items()) if isinstance(value, dict)
    ]
    return kind, [entry.from_record(model, value, each) for each, value in listed]


def _kind(file: RawFile) -> str:
    """What is in a file, by its place; empty for a file that is not compared."""
    match PurePosixPath(file.path).parts:
        case (_, "versions", _, name) if name.endswith(".json"):
            return "version"
        case (_, "topics.yml"):
            return "topic"
        case (_, "glossary.yml"):
            return "term"
        case (_, name) if name == VERIFICATION:
            return "verification record"
        case (_, name) if name.endswith(".yml"):
            return "brief"
        case (_, "actors", name) if name.endswith(".yml"):
            return "actor"
    return ""


class PermanentPage(NamedTuple):
    """A page that readers may have cited, or a redirect."""

    kind: str
    id: str
    anchors: frozenset[str] = frozenset()


def permanent(entries: Entries) -> dict[str, PermanentPage]:
    pages = [
        PermanentPage(kind, name)
        for kind in ("actor", "topic", "version")
        for each in entries[kind]
        for name in (each.id, *each.former)
    ]
    for brief in entries["brief"]:
        if brief.fields["status"] != "draft":
            anchors = frozenset(
                id_
                for kind, member in lists().items()
                if member.steps == ("*",) and not is_named_by_id(member)
                for each in brief.entries[kind]
                for id_ in (each.id, *each.former)
                if id_
            )
            pages += (
                PermanentPage("brief", name, anchors)
                for name in (brief.id, *brief.former)
            )
            pages += (
                PermanentPage("actor", each.id)
                for each in brief.entries["actor"]
                if each.id
            )
    return {f"/{addresses.address(_PAGES[each.kind](each.id))}": each for each in pages}


def _broken(
    old: Entries, new: Entries, kept: Entries, changes: Mapping[str, Sequence[Change]]
) -> Iterator[BrokenPermalink]:
    """The old addresses that are not among the new; `changes` says what was renamed.

    `kept` is the old content of files that contain errors now: their addresses count as kept.
    """
    there = permanent(kept) | permanent(new)
    for address, page in sorted(permanent(old).items()):
        if address not in there:
            yield BrokenPermalink(address, _help(page, changes[page.kind]))
        for anchor in sorted(page.anchors - there.get(address, page).anchors):
            yield BrokenPermalink(
                f"{address}#{anchor}",
                _help_with_anchor(page.id, anchor, changes["brief"]),
            )


def _help(page: PermanentPage, changes: Sequence[Change]) -> str:
    now = next((each.entry.id for each in changes if each.old_id == page.id), "")
    files = {
        "brief": "briefs/{}.yml",
        "actor": "briefs/actors/{}.yml",
        "version": "briefs/versions/{}.json",
    }
    path, line = (
        files.get(page.kind, "briefs/topics.yml").format(now or page.id),
        f"formerly: [{page.id}]",
    )
    if page.kind == "version":
        return marked(
            "restore {path}, which stays as it is for those who cite it", path=path
        )
    if now:
        return marked("add '{line}' to '{id}' in {path}", line=line, id=now, path=path)
    if page.kind == "brief":
        return marked(
            "keep {path} and write 'status: archived' in it; or, once it is deleted, add '{line}' to the "
            "brief that replaces it",
            path=path,
            line=line,
        )
    return marked(
        "keep it, or write it, in {path}; or add '{line}' to what replaces it",
        path=path,
        line=line,
    )


def _help_with_anchor(brief: str, anchor: str, changes: Sequence[Change]) -> str:
    line = f"formerly: [{anchor}]"
    for change in changes:
        for each in change.entries:
            if brief in {change.entry.id, change.old_id} and each.old_id == anchor:
                kind, id_ = Phrase(each.kind), each.entry.id
                return marked(
                    "add '{line}' to the {kind} '{id}'", line=line, kind=kind, id=id_
                )
    return marked(
        "restore it, or add a correction that says why it was removed, with '{line}'",
        line=line,
    )
