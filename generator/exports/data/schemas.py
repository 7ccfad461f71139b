"""The JSON Schema (draft 2020-12) of each kind of file of the data."""

import json
from collections.abc import Iterator

from generator.exports.data.documents import KINDS, schema
from generator.publishing import addresses
from generator.publishing.output import Output
from generator.publishing.site import Site


def files(site: Site) -> Iterator[Output]:
    """A schema for each kind of file."""
    for kind in KINDS:
        path = addresses.data(schema(kind.name))
        document = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            **({"$id": addresses.absolute(site, path)} if site.address else {}),
            **kind.model.model_json_schema(mode="serialization"),
        }
        yield Output(path, (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode())
