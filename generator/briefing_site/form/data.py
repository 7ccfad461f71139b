"""What the form in the browser knows: what there is to choose from, each brief.

The form itself is in `assets/`, its fields come from the JSON Schema. A brief is given as its file has it,
not as pages show it, and with its text, so that what is written back is the same but for what was changed.
"""

import gzip
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel import localedata

from briefing_site.format import FieldType, Pattern, Record, characters
from briefing_site.format.brief import Event, Quote
from briefing_site.format.traversal import members
from briefing_site.library.library import Library
from briefing_site.reading import nodes
from briefing_site.site import (
    Language,
    Output,
    Site,
    Task,
    addresses,
    language,
    wording,
)
from briefing_site.site.runs import runs

_ASSETS = Path(__file__).parent / "assets"
_TOGETHER = 8
"""Briefs in a file: about 150 KB."""


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    """The form, the data that it needs, and each brief as its file has it."""
    yield Task(addresses.FORM_DATA, files)
    for slugs in runs(library.briefs, _TOGETHER):
        yield Task(addresses.form_briefs(slugs[0]), briefs, (tuple(slugs),))
    yield Task(addresses.known(), known_rest)


def briefs(library: Library, _site: Site, slugs: tuple[str, ...]) -> Iterator[Output]:
    """Briefs as their files have them, and what rules compare of them, compressed.

    That is the values of each, with its text under `$text`, and its tree with positions by path.
    """
    values_by_slug = {}
    trees = {}
    for slug in slugs:
        values = _written(library.briefs[slug].entry)
        if slug in library.files:
            values["$text"] = library.files[slug].decode("utf-8-sig")
        values_by_slug[slug] = values
        if slug in library.trees:
            trees[f"briefs/{slug}.yml"] = nodes.plain(library.trees[slug])
    yield Output(addresses.form_briefs(slugs[0]), _compressed(values_by_slug))
    yield Output(addresses.known(slugs[0]), _compressed(trees))


def known_rest(library: Library, site: Site) -> Iterator[Output]:
    """The site, the trees of its other files by path, and where those of briefs are, compressed."""
    settings = site.settings.model_dump(mode="json", exclude_defaults=True)
    trees = {}
    for path, tree in library.shared.items():
        trees[path] = nodes.plain(tree) if tree else None
    everything = {
        "site": {
            "name": site.name,
            "address": site.address,
            "repository": site.repository,
            "branch": site.branch,
            "language": site.language.code,
            "settings": settings,
        },
        "briefs": [addresses.known(slug) for slug in _first_slugs(library)],
        "files": trees,
    }
    yield Output(addresses.known(), _compressed(everything))


def files(library: Library, site: Site) -> Iterator[Output]:
    """The scripts and styles of the form, its texts, and what there is to choose from."""
    texts = language.form_texts(site.language)
    if texts:
        yield Output(addresses.form_asset("messages.json"), _json(texts))
    for asset in sorted([*_ASSETS.glob("*.js"), *_ASSETS.glob("*.css")]):
        yield Output(addresses.form_asset(asset.name), asset.read_bytes())
    repository = {
        "create": site.create("briefs"),
        "edit": site.edit("briefs/"),
        "topics": site.edit("briefs/topics.yml"),
        "kind": "gitlab" if site.is_gitlab else "github",
    }
    summaries = library.summaries.items()
    kinds = site.settings.kinds
    content = {
        "repository": repository,
        "files": _first_slugs(library),
        "briefs": {slug: summary.title for slug, summary in summaries},
        "topics": {topic.id: topic.title for topic in library.topics.values()},
        "places": {id_: entry.name for id_, entry in library.gazetteer.items()},
        "actors": _actors(library),
        "actor_kinds": {kind: site.actor_kind(kind)[0] for kind in kinds},
        "languages": _languages(site.language),
        "program": bool(site.program),
        "forbidden": characters.BAD.pattern,
    }
    yield Output(addresses.FORM_DATA, _json(content))


def _first_slugs(library: Library) -> list[str]:
    """The first brief in each file of several."""
    return [slugs[0] for slugs in runs(library.summaries, _TOGETHER)]


def _compressed(data: object) -> bytes:
    return gzip.compress(_json(data), 6, mtime=0)


def _json(data: object) -> bytes:
    # escapes, for the pattern of forbidden characters holds halves of characters
    return (json.dumps(data, separators=(",", ":")) + "\n").encode()


def _actors(library: Library) -> dict[str, dict[str, Any]]:
    """What other briefs say of each actor.

    That is its name and its kind, and the brief that says so where no other file does.
    """
    defining: dict[str, list[str]] = {}
    for slug, brief in library.briefs.items():
        for member in brief.entry.actors:
            if member.name or member.kind:
                defining.setdefault(member.id, []).append(slug)
    actors = {}
    for actor in library.actors.values():
        slugs = defining.get(actor.id, [])
        only_in = None
        if len(slugs) == 1 and not actor.profile:
            only_in = slugs[0]
        actors[actor.id] = {
            "name": actor.name,
            "kind": actor.kind,
            "only_in": only_in,
        }
    return actors


@cache
def _languages(spoken: Language) -> dict[str, str]:
    """The codes that the reader knows, and what the languages are called."""
    codes = sorted(code.replace("_", "-") for code in localedata.locale_identifiers())
    return {code: wording.language_name(code, spoken) for code in codes}


def _written(record: Record) -> dict[str, Any]:
    """The fields that a file gives; an event or a quote without an id has the derived one under `$id`."""
    values = {}
    for member in members(type(record)):
        if member.name in record.model_fields_set:
            value = getattr(record, member.name)
            values[member.key] = _value(value, member.steps, member.field_type)
    if isinstance(record, Event | Quote) and record.id is None:
        values["$id"] = record.anchor
    return values


def _value(value: Any, steps: Pattern, kind: FieldType | None) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    """A value as its file has it; a mapping is a list of records, each with its key under `$key`."""
    if steps[:1] == ("?",):
        entries = []
        for key, entry in value.items():
            entries.append({"$key": key, **_value(entry, steps[1:], kind)})
        return entries
    if steps:
        return [_value(entry, steps[1:], kind) for entry in value]
    if kind:
        return kind.to_text(value)
    return _written(value)
