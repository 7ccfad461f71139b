"""A brief in which every text holds what some format could take for its own, and every kind of date."""

import json

from briefing_site.site import Site
from tests.project import CASES

SITE = Site(
    name='Briefs & "Co", <b>Inc</b>',
    description="What happened </script>",
    address="https://briefs.example/sub/",
    repository="https://git.example/o/r",
)

PLAIN = (
    """"quoted" 'so' </script> <b>&amp; #eval("1") *a* _b_ $x^2$ @c \\emph{d} }e{ 50% ~ `f` [g](h) ]]> == - // """
    """上海 «кавычки» Zürich حامد שלום 😀 ქართული"""
)
MISSING = "\N{EGYPTIAN HIEROGLYPH A001}"
"""A letter that no font of the papers has."""
TEXT = f"{PLAIN} {MISSING}"
PROSE = (
    '"quoted" \\*a\\* #eval("1") $x^2$ @c 50% ~ 上海 «кавычки» **strong** and *stressed*, '
    "[a link](https://example.org/?a=1&b=2)."
)
PROSE_WORDS = (
    '"quoted" *a* #eval("1") $x^2$ @c 50% ~ 上海 «кавычки» strong and stressed, a link.'
)
SOURCE = "https://example.org/{a}?b=1&c='2'"


def briefs(text: str = TEXT) -> dict[str, str]:
    written = (CASES / "odd.yml").read_text(encoding="utf-8")
    for word, by in (("TEXT", text), ("PROSE", PROSE)):
        written = written.replace(word, json.dumps(by, ensure_ascii=False)[1:-1])
    return {"briefs/odd.yml": written}
