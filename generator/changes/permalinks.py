"""Addresses that readers may have cited, and those of them that would lead nowhere any more.

They are those that `rendering.addresses` promises: the pages of briefs, actors and topics, and on the
pages of briefs the events and quotes. Drafts have none.
"""

from collections.abc import Iterator, Sequence

from generator.changes import entries
from generator.changes.records import BriefChange, BrokenPermalink, Changes
from generator.format import brief as format_
from generator.reading.folder import Collection


def addresses(collection: Collection) -> dict[str, frozenset[str]]:
    """The address of every page, those that only lead on too, and the anchors on it."""
    pages: dict[str, frozenset[str]] = {}
    for file in collection.briefs:
        if file.record is not None and file.record.status != "draft":
            anchors = frozenset(_anchors(file.record))
            pages |= {f"/briefs/{name}/": anchors for name in (file.id, *file.record.formerly)}
            pages |= {f"/actors/{member.id}/": frozenset() for member in file.record.actors}
    for profile in collection.profiles:
        former = profile.record.formerly if profile.record else ()
        pages |= {f"/actors/{name}/": frozenset() for name in (profile.id, *former)}
    topics = collection.topics.record.root if collection.topics and collection.topics.record else {}
    for topic, entry in topics.items():
        pages |= {f"/topics/{name}/": frozenset() for name in (topic, *entry.formerly)}
    return pages


def _anchors(brief: format_.Brief) -> Iterator[str]:
    lists = entries.entries(brief)
    for entry in (*lists["timeline"], *lists["quotes"]):
        yield from (entry.id, *entry.former)
    for correction in brief.corrections:
        yield from correction.formerly


def broken(old: Collection, new: Collection, changes: Changes) -> Iterator[BrokenPermalink]:
    """The addresses of the old that the new lacks; `changes` says what became of what.

    Where a file has mistakes now, its addresses count as kept.
    """
    there = addresses(_unreadable_now(old, new)) | addresses(new)
    for page, anchors in sorted(addresses(old).items()):
        _, kind, name, _ = page.split("/")
        if page not in there:
            yield BrokenPermalink(page, _help(kind, name, new, changes))
        for anchor in sorted(anchors - there.get(page, anchors)):
            yield BrokenPermalink(f"{page}#{anchor}", _help_with_anchor(name, anchor, changes.briefs))


def _unreadable_now(old: Collection, new: Collection) -> Collection:
    """The old files whose new versions can't be read."""
    briefs = {file.id for file in new.briefs if file.record is None}
    profiles = {file.id for file in new.profiles if file.record is None}
    return Collection(
        tuple(file for file in old.briefs if file.id in briefs),
        tuple(file for file in old.profiles if file.id in profiles),
        old.topics if new.topics and new.topics.record is None else None,
    )


def _help(kind: str, name: str, new: Collection, changes: Changes) -> str:
    match kind:
        case "actors":
            now = next((f"{each.id}.yml" for each in changes.profiles if each.old_id == name), None)
            replaced = (
                f"write briefs/actors/{name}.yml, or list it under 'formerly' in the profile that replaces it"
            )
            return f"add 'formerly: [{name}]' to briefs/actors/{now}" if now else replaced
        case "topics":
            now = next(
                (each.id for each in changes.topics if each.old_id == name), "the topic that replaces it"
            )
            return f"add 'formerly: [{name}]' to {now} in briefs/topics.yml"
        case _ if any(file.id == name for file in new.briefs):
            return f"write 'status: archived' in briefs/{name}.yml, for a draft is not on the site"
        case _:
            now = next((each.slug for each in changes.briefs if each.old_slug == name), None)
            replaced = (
                f"put briefs/{name}.yml back with 'status: archived', "
                "or list its name under 'formerly' in the brief that replaces it"
            )
            return f"add 'formerly: [{name}]' to briefs/{now}.yml" if now else replaced


def _help_with_anchor(brief: str, anchor: str, briefs: Sequence[BriefChange]) -> str:
    for change in briefs:
        for entry in change.entries:
            if brief in {change.slug, change.old_slug} and entry.old_id == anchor:
                return f"add 'formerly: [{anchor}]' to the {entry.kind} '{entry.id}'"
    return f"put it back, or add a correction that says why it went, with 'formerly: [{anchor}]'"
