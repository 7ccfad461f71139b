"""What the form in the browser knows: its messages, what there is to choose from, each brief.

The form itself is in `assets/`, its fields come from the JSON Schema. A brief is given as its file has it,
not as pages show it, so that what is written back is the same but for what was changed.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, localedata

from generator.form.messages import FormMessage
from generator.format import brief as format_
from generator.format import characters
from generator.format.dates import EdtfDate
from generator.format.prose import Prose
from generator.format.record import Record
from generator.library.library import Library
from generator.publishing import addresses, wording
from generator.publishing.output import Output
from generator.publishing.site import Site

_ASSETS = Path(__file__).parent / "assets"


def files(library: Library, site: Site) -> Iterator[Output]:
    """The form, the data that it needs, and each brief as its file has it."""
    for asset in sorted(_ASSETS.iterdir()):
        if asset.suffix in {".js", ".css"}:
            yield Output(addresses.form_asset(asset.name), asset.read_bytes())
    yield _json(
        addresses.FORM_DATA,
        {
            "repository": {
                "create": site.create("briefs"),
                "edit": site.edit("briefs/"),
                "kind": "gitlab" if site.is_gitlab else "github",
            },
            "briefs": {slug: brief.entry.title for slug, brief in library.briefs.items()},
            "topics": {topic.id: topic.title for topic in library.topics.values()},
            "actors": _actors(library),
            "languages": _languages(),
            "messages": {
                each.name: {"severity": each.code.severity, "text": each.text} for each in FormMessage
            },
            "forbidden": characters.BAD.pattern,
        },
    )
    for slug, brief in library.briefs.items():
        yield _json(addresses.form_brief(slug), _brief(brief.entry))


def _json(path: str, data: object) -> Output:
    # escapes, for the pattern of forbidden characters holds halves of characters
    return Output(path, (json.dumps(data, separators=(",", ":")) + "\n").encode())


def _actors(library: Library) -> dict[str, dict[str, Any]]:
    """The name and the kind of each actor, and the brief that says so where no other file does."""
    briefs: defaultdict[str, list[str]] = defaultdict(list)
    for slug, brief in library.briefs.items():
        for member in brief.entry.actors:
            if member.name or member.kind:
                briefs[member.id].append(slug)
    return {
        actor.id: {
            "name": actor.name,
            "kind": actor.kind,
            "only_in": briefs[actor.id][0] if len(briefs[actor.id]) == 1 and not actor.profile else None,
        }
        for actor in library.actors.values()
    }


@cache
def _languages() -> dict[str, str]:
    """The codes that the reader knows, and what the languages are called."""
    codes = sorted(code.replace("_", "-") for code in localedata.locale_identifiers())
    return {code: Locale.parse(code, sep="-").get_display_name(wording.LOCALE) or code for code in codes}


def _brief(entry: format_.Brief) -> dict[str, Any]:
    """The fields of a file; an event or a quote that gives no id has the one that it gets under `$id`."""
    written: dict[str, Any] = _written(entry)
    for event, fields in zip(entry.timeline, written.get("timeline", ()), strict=True):
        if event.id is None:
            fields["$id"] = event.anchor
    for quote, fields in zip(entry.quotes, written.get("quotes", ()), strict=True):
        if quote.id is None:
            fields["$id"] = quote.anchor
    return written


def _written(value: object) -> Any:  # noqa: ANN401 -- whatever JSON can hold
    """A value as its file has it; a mapping with keys of its own is a list of pairs, to keep their order."""
    match value:
        case Record():
            return {
                field.alias or name: _written(getattr(value, name))
                for name, field in type(value).model_fields.items()
                if name in value.model_fields_set
            }
        case Prose():
            return value.source
        case EdtfDate():
            return value.text
        case tuple():
            return [_written(each) for each in value]
        case dict():
            return [[key, _written(each)] for key, each in value.items()]
        case _:
            return value
