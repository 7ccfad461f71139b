"""Finds addresses that readers may have cited and that a change of the files would break.

They are the pages of briefs, of their versions, of actors and of topics, and the anchors of events and quotes
on the pages of briefs. A draft has no page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefing_site.history.changes import Change
from briefing_site.history.entry import Entry, is_named_by_id, lists
from briefing_site.languages.phrase import Phrase, marked
from briefing_site.site import addresses

EntriesByKind = Mapping[str, Sequence[Entry]]
"""The entries of all files, by kind: `brief`, `actor`, `topic`."""


@dataclass(frozen=True)
class BrokenPermalink:
    """An address of the site that no longer leads anywhere."""

    address: str
    """Below the address of the site, beginning with a slash."""
    help: str


class PermanentPage(NamedTuple):
    """A page that readers may have cited, or a redirect from the former address of one."""

    kind: str
    """`brief`, `version`, `actor`, `topic` or `place`."""
    id: str
    anchors: frozenset[str] = frozenset()


def permanent(entries: EntriesByKind) -> dict[str, PermanentPage]:
    """All pages that readers may have cited, and the redirects to them, by address."""
    pages: list[PermanentPage] = []
    for kind in ("actor", "topic", "place", "version"):
        for entry in entries[kind]:
            for id_ in (entry.id, *entry.former_ids):
                pages.append(PermanentPage(kind, id_))
    for brief in entries["brief"]:
        if brief.fields["status"] != "draft":
            anchors = _anchors(brief)
            for id_ in (brief.id, *brief.former_ids):
                pages.append(PermanentPage("brief", id_, anchors))
            for actor in brief.entries["actor"]:
                if actor.id:
                    pages.append(PermanentPage("actor", actor.id))
    return {_address(page): page for page in pages}


def _anchors(brief: Entry) -> frozenset[str]:
    """The ids of events, quotes and other entries on the page of a brief, also former ones."""
    anchors: set[str] = set()
    for name, member in lists().items():
        if member.steps == ("*",) and not is_named_by_id(member):
            for entry in brief.entries[name]:
                anchors.update((entry.id, *entry.former_ids))
    return frozenset(anchors - {""})


def _address(page: PermanentPage) -> str:
    if page.kind == "brief":
        path = addresses.brief(page.id)
    elif page.kind == "actor":
        path = addresses.actor(page.id)
    elif page.kind == "topic":
        path = addresses.topic(page.id)
    elif page.kind == "place":
        path = addresses.place(page.id)
    else:
        brief, day = page.id.split("/")
        path = addresses.version(brief, day)
    return f"/{addresses.address(path)}"


def broken(
    old: EntriesByKind,
    new: Iterable[EntriesByKind],
    changes: Mapping[str, Sequence[Change]],
) -> Iterator[BrokenPermalink]:
    """The addresses of `old` entries that are not among those of the `new` ones.

    The `changes`, by kind, say which entries were renamed, so that the help can name the new ones.
    """
    pages: dict[str, PermanentPage] = {}
    for entries in new:
        pages.update(permanent(entries))
    for address, page in sorted(permanent(old).items()):
        if address not in pages:
            yield BrokenPermalink(address, _help(page, changes[page.kind]))
            continue
        for anchor in sorted(page.anchors - pages[address].anchors):
            yield BrokenPermalink(
                f"{address}#{anchor}", _anchor_help(page.id, anchor, changes["brief"])
            )


def _help(page: PermanentPage, changes: Sequence[Change]) -> str:
    """How to keep the address of a page."""
    new_id = ""
    for change in changes:
        if change.old_id == page.id:
            new_id = change.entry.id
    line = f"formerly: [{page.id}]"
    path = _path(page.kind, new_id or page.id)
    if page.kind == "version":
        return marked(
            "restore {path}, which stays as it is for those who cite it", path=path
        )
    if new_id:
        return marked(
            "add '{line}' to '{id}' in {path}", line=line, id=new_id, path=path
        )
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


def _path(kind: str, id_: str) -> str:
    """The file that a page is made from."""
    if kind == "brief":
        return f"briefs/{id_}.yml"
    if kind == "actor":
        return f"briefs/actors/{id_}.yml"
    if kind == "version":
        return f"briefs/versions/{id_}.json"
    return f"briefs/{kind}s.yml"


def _anchor_help(brief: str, anchor: str, changes: Sequence[Change]) -> str:
    """How to keep the address of an event or a quote on the page of a brief."""
    line = f"formerly: [{anchor}]"
    for change in changes:
        if brief not in {change.entry.id, change.old_id}:
            continue
        for inner in change.entries:
            if inner.old_id == anchor:
                kind = Phrase(inner.kind)
                return marked(
                    "add '{line}' to the {kind} '{id}'",
                    line=line,
                    kind=kind,
                    id=inner.entry.id,
                )
    return marked(
        "restore it, or add a correction that says why it was removed, with '{line}'",
        line=line,
    )
