"""The addresses that readers may have cited, and those of them that would break.

They are the ones that `site.addresses` promises: the pages of briefs, of their versions, of actors and
of topics, and on the pages of briefs the events and quotes. Drafts have none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.history.changes import Change
from generator.history.entry import Entry, is_named_by_id, lists
from generator.languages.phrase import Phrase, marked
from generator.site import addresses

Entries = Mapping[str, list[Entry]]
"""Those of all files, by `brief`, `actor`, `topic`, `term`, `verification record` and `version`."""

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
            pages += (PermanentPage("brief", name, anchors) for name in (brief.id, *brief.former))
            pages += (PermanentPage("actor", each.id) for each in brief.entries["actor"] if each.id)
    return {f"/{addresses.address(_PAGES[each.kind](each.id))}": each for each in pages}


def broken(
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
            yield BrokenPermalink(f"{address}#{anchor}", _help_with_anchor(page.id, anchor, changes["brief"]))


def _help(page: PermanentPage, changes: Sequence[Change]) -> str:
    now = next((each.entry.id for each in changes if each.old_id == page.id), "")
    files = {"brief": "briefs/{}.yml", "actor": "briefs/actors/{}.yml", "version": "briefs/versions/{}.json"}
    path, line = files.get(page.kind, "briefs/topics.yml").format(now or page.id), f"formerly: [{page.id}]"
    if page.kind == "version":
        return marked("restore {path}, which stays as it is for those who cite it", path=path)
    if now:
        return marked("add '{line}' to '{id}' in {path}", line=line, id=now, path=path)
    if page.kind == "brief":
        return marked(
            "write 'status: archived' in {path}, or add '{line}' to the brief that replaces it",
            path=path,
            line=line,
        )
    return marked("write it in {path}, or add '{line}' to what replaces it", path=path, line=line)


def _help_with_anchor(brief: str, anchor: str, changes: Sequence[Change]) -> str:
    line = f"formerly: [{anchor}]"
    for change in changes:
        for each in change.entries:
            if brief in {change.entry.id, change.old_id} and each.old_id == anchor:
                kind, id_ = Phrase(each.kind), each.entry.id
                return marked("add '{line}' to the {kind} '{id}'", line=line, kind=kind, id=id_)
    return marked("restore it, or add a correction that says why it was removed, with '{line}'", line=line)
