"""The data as JSON."""

from collections.abc import Iterator

from pydantic_core import to_json

from generator.exports.data.collected import Collected
from generator.exports.data.documents import FILES, SUBSCRIPTIONS, DataDocument
from generator.exports.data.kinds import Row
from generator.exports.data.published import ACTOR_IN_LIST, BRIEF_IN_LIST
from generator.exports.data.records import DataRecord
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site

_ENVELOPE = DataDocument().model_dump()


def files(collected: Collected, site: Site) -> Iterator[Output]:
    """An index, the lists, and a file for each brief and each actor."""
    yield _data("index", _index(collected, site))
    in_short = {
        "briefs": _shortened(collected["briefs"], BRIEF_IN_LIST),
        "actors": _shortened(collected["actors"], ACTOR_IN_LIST),
    }
    for name, rows in (collected | in_short).items():
        yield _data(name, {name: rows})
    for name in in_short:
        for row in collected[name]:
            yield _data(f"{name}/{row['id']}", {name.removesuffix("s"): row})


def _shortened(rows: list[Row], record: DataRecord) -> list[Row]:
    return [{each.name: row[each.name] for each in record.fields} for row in rows]


def _data(name: str, content: Row) -> Output:
    return Output(addresses.data(f"{name}.json"), to_json({**_ENVELOPE, **content}) + b"\n")


def _index(collected: Collected, site: Site) -> Row:
    return {
        "name": site.name,
        "description": site.description,
        "url": addresses.absolute(site, addresses.HOME),
        "counts": {name: len(rows) for name, rows in collected.items()},
        "downloads": [
            {
                "name": file.name,
                "description": file.description,
                "url": addresses.absolute(site, file.path),
                "media_type": file.media_type,
                "described_by": addresses.absolute(site, file.schema) if file.model else None,
            }
            for file in (*FILES, *SUBSCRIPTIONS)
        ],
    }
