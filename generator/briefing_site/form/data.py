"""What the form in the browser knows: what there is to choose from, each brief.

The form itself is in `assets/`, its fields come from the JSON Schema. A brief is given as its file has it,
not as pages show it, and with its text, so that what is written back is the same but for what was changed.
"""

import gzip
import json
from collections import defaultdict
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
    made, trees = {}, {}
    for slug in slugs:
        text = (
            {"$text": library.files[slug].decode("utf-8-sig")}
            if slug in library.files
            else {}
        )
        made[slug] = _written(library.briefs[slug].entry) | text
        if slug in library.trees:
            trees[f"briefs/{slug}.yml"] = nodes.plain(library.trees[slug])
    yield Output(
        addresses.form_briefs(slugs[0]), gzip.compress(_json(made), 6, mtime=0)
    )
    yield Output(addresses.known(slugs[0]), gzip.compress(_json(trees), 6, mtime=0))


def known_rest(library: Library, site: Site) -> Iterator[Output]:
    """The site, the trees of its other files by path, and where those of briefs are, compressed."""
    everything = {
        "site": {
            "name": site.name,
            "address": site.address,
            "repository": site.repository,
            "branch": site.branch,
            "language": site.language.code,
            "settings": site.settings.model_dump(mode="json", exclude_defaults=True),
        },
        "briefs": [
            addresses.known(slugs[0]) for slugs in runs(library.summaries, _TOGETHER)
        ],
        "files": {
            path: nodes.plain(tree) if tree else None
            for path, tree in library.shared.items()
        },
    }
    yield Output(addresses.known(), gzip.compress(_json(everything), 6, mtime=0))


def files(library: Library, site: Site) -> Iterator[Output]:
    texts = language.form_texts(site.language)
    if texts:
        yield Output(addresses.form_asset("messages.json"), _json(texts))
    for asset in sorted([*_ASSETS.glob("*.js"), *_ASSETS.glob("*.css")]):
        yield Output(addresses.form_asset(asset.name), asset.read_bytes())
    content = _json(
        {
            "repository": {
                "create": site.create("briefs"),
                "edit": site.edit("briefs/"),
                "topics": site.edit("briefs/topics.yml"),
                "kind": "gitlab" if site.is_gitlab else "github",
            },
            "files": [slugs[0] for slugs in runs(library.summaries, _TOGETHER)],
            "briefs": {slug: each.title for slug, each in library.summaries.items()},
            "topics": {topic.id: topic.title for topic in library.topics.values()},
            "actors": _actors(library),
            "actor_kinds": {
                kind: site.actor_kind(kind)[0] for kind in site.settings.kinds
            },
            "languages": _languages(site.language),
            "program": bool(site.program),
            "forbidden": characters.BAD.pattern,
        }
    )
    yield Output(addresses.FORM_DATA, content)


def _json(data: object) -> bytes:
    # escapes, for the pattern of forbidden characters holds halves of characters
    return (json.dumps(data, separators=(",", ":")) + "\n").encode()


def _actors(library: Library) -> dict[str, dict[str, Any]]:
    """What other briefs say of each actor.

    That is its name and its kind, and the brief that says so where no other file does.
    """
    briefs: defaultdict[str, list[str]] = defaultdict(list)
    for slug, brief in library.briefs.items():
        for member in brief.entry.actors:
            if member.name or member.kind:
                briefs[member.id].append(slug)
    return {
        actor.id: {
            "name": actor.name,
            "kind": actor.kind,
            "only_in": briefs[actor.id][0]
            if len(briefs[actor.id]) == 1 and not actor.profile
            else None,
        }
        for actor in library.actors.values()
    }


@cache
def _languages(spoken: Language) -> dict[str, str]:
    """The codes that the reader knows, and what the languages are called."""
    codes = sorted(code.replace("_", "-") for code in localedata.locale_identifiers())
    return {code: wording.language_name(code, spoken) for code in codes}


def _written(record: Record) -> dict[str, Any]:
    """The fields that a file gives; an event or a quote without an id has the derived one under `$id`."""
    derived = (
        {"$id": record.anchor}
        if isinstance(record, Event | Quote) and record.id is None
        else {}
    )
    given = (
        member
        for member in members(type(record))
        if member.name in record.model_fields_set
    )
    return {
        each.key: _value(getattr(record, each.name), each.steps, each.field_type)
        for each in given
    } | derived


def _value(value: Any, steps: Pattern, kind: FieldType | None) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    """A value as its file has it; a mapping is a list of records, each with its key under `$key`."""
    if steps[:1] == ("?",):
        return [
            {"$key": key} | _value(each, steps[1:], kind) for key, each in value.items()
        ]
    if steps:
        return [_value(each, steps[1:], kind) for each in value]
    return kind.to_text(value) if kind else _written(value)
