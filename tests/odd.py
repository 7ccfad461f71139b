"""A brief in which every text holds what some format could take for its own, and every kind of date."""

import yaml

from generator.site.site import Site

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
PROSE_WORDS = '"quoted" *a* #eval("1") $x^2$ @c 50% ~ 上海 «кавычки» strong and stressed, a link.'
SOURCE = "https://example.org/{a}?b=1&c='2'"

DATES = ("2001", "2010-11", "2010-12-09", "2010-11/2010-12", "2001~", "2010?", "2010-22", "199X", "2012-05/..", "../2013")  # fmt: skip


def brief(text: str = TEXT) -> str:
    timeline = [
        {"id": f"event-{number}", "date": date, "title": f"{number} {text}", "text": PROSE, "sources": ["paper"], "actors": ["person"]}
        for number, date in enumerate(DATES)
    ]  # fmt: skip
    entry = {
        "title": text, "summary": text, "date": "2014-01-02", "updated": "2015-03-04",
        "key_judgements": [{"text": PROSE, "confidence": "low", "sources": ["paper"]}],
        "actors": [
            {"id": "person", "name": text, "kind": "person", "role": text},
            {"id": "state", "name": "上海", "kind": "state", "role": "Place"},
        ],
        "relations": [{"from": "person", "to": "state", "label": text}],
        "timeline": timeline,
        "quotes": [{"id": "quote", "text": text, "speaker": "person", "date": "2010", "context": PROSE, "source": "paper"}],
        "background": f"{PROSE} [@paper, pages 4–6]\n\n- one\n- two\n\n> quoted\n\n1. three",
        "open_questions": [PROSE],
        "sources": {
            "paper": {
                "title": text, "authors": [text, "Ludwig van Beethoven", "Zhang, Haizhou", "Ministry of Foreign Affairs"],
                "publisher": f"{text} Ltd", "published": "2015-02", "url": SOURCE, "accessed": "2015-03-01", "archived": SOURCE,
                "language": "zh",
            }
        },
        "corrections": [{"date": "2015-03-04", "text": PROSE}],
    }  # fmt: skip
    return yaml.safe_dump(entry, allow_unicode=True)


def briefs(text: str = TEXT) -> dict[str, str]:
    return {"briefs/odd.yml": brief(text)}
