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
"""Briefs, profiles, topics, terms, records of verification and versions, by `brief`, `actor`, `topic`,
`term`, `record` and `version`."""

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
    drafts = {each.id for each in new["brief"]}
    for address, page in sorted(permanent(old).items()):
        if address not in there:
            yield BrokenPermalink(address, _help(page, changes[page.kind], is_draft=page.id in drafts))
        for anchor in sorted(page.anchors - there.get(address, page).anchors):
            yield BrokenPermalink(f"{address}#{anchor}", _help_with_anchor(page.id, anchor, changes["brief"]))


def _help(page: PermanentPage, changes: Sequence[Change], *, is_draft: bool) -> str:
    name = page.id
    now = next((each.entry.id for each in changes if each.old_id == name), "")
    match page.kind:
        case "version":
            path = f"briefs/versions/{name}.json"
            return marked("restore {path}, which stays as it is for those who cite it", path=path)
        case "topic":
            line = f"formerly: [{name}]"
            if now:
                return marked("add '{line}' to {topic} in briefs/topics.yml", line=line, topic=now)
            return marked("add '{line}' to the topic that replaces it in briefs/topics.yml", line=line)
        case "brief" if is_draft:
            return marked(
                "write 'status: archived' in briefs/{name}.yml, because drafts are not on the site", name=name
            )
        case "brief" if not now:
            return marked(
                "restore briefs/{name}.yml with 'status: archived', or list its name under 'formerly' in the "
                "brief that replaces it",
                name=name,
            )
        case "actor" if not now:
            return marked(
                "write briefs/actors/{name}.yml, or list it under 'formerly' in the profile that replaces it",
                name=name,
            )
    path = f"briefs/{'actors/' if page.kind == 'actor' else ''}{now}.yml"
    return marked("add '{line}' to {path}", line=f"formerly: [{name}]", path=path)


def _help_with_anchor(brief: str, anchor: str, changes: Sequence[Change]) -> str:
    for change in changes:
        for each in change.entries:
            if brief in {change.entry.id, change.old_id} and each.old_id == anchor:
                return marked(
                    "add '{line}' to the {kind} '{id}'",
                    line=f"formerly: [{anchor}]",
                    kind=Phrase(each.kind),
                    id=each.entry.id,
                )
    return marked(
        "restore it, or add a correction that says why it was removed, with '{line}'",
        line=f"formerly: [{anchor}]",
    )
