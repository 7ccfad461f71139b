"""The glossary, and the first mention of what readers can look up in each section of a brief."""

import re

import pytest

from briefing_site.library import linker
from briefing_site.library.recording import recorded
from briefing_site.pages import brief, glossary
from briefing_site.site import Site
from tests.project import Files, check, linked
from tests.test_shown import FILES_OF

FILES = FILES_OF["glossary"]
GLOSSARY = FILES["briefs/glossary.yml"]
HEAD = "title: The swing bridge\nsummary: A summary.\ndate: 2020-05-01\nsources: {paper: {title: A paper}}\n"
CAST = """
actors:
  - {id: ada, name: Ada van der Stone, kind: person, role: Engineer}
  - {id: bo, name: Bo Hill, kind: person, role: Host}
  - {id: jo, name: Jo Hill, kind: person, role: Guest}
  - {id: li, role: Guide}
"""
LINK = re.compile(r"\[([^\]]+)\]\(\.\./([^)]+)\)\{ \.term \}")


def explained(background: str, more: str = "") -> list[tuple[str, str]]:
    """Where the texts of a brief lead to, and from which words."""
    text = f"{HEAD}{more}background: |\n" + "".join(
        f"  {line}\n" for line in background.splitlines()
    )
    page = Files(linked(FILES | {"briefs/a.yml": text}), Site())["briefs/a.md"].decode()
    return [(path, words) for words, path in LINK.findall(page)]


@pytest.mark.parametrize(
    ("background", "expected"),
    [
        ("A swing bridge, and another swing bridge.", ["swing bridge"]),
        ("A drawing bridge, swing bridgeheads, underswing bridge.", []),
        ("Swing bridges are rare; so is a\nswing bridge.", ["Swing bridges"]),
        ("A swing\nbridge.", ["swing bridge"]),
        ("C++ and RC-led, the “RC”.", ["C++", "RC"]),
        ("मेला! But not मेलाओं.", ["मेला"]),
        ("The Old Dam Company; a Dam.", ["The Old Dam Company", "Dam"]),
        ("*River Council* and **RC**", ["River Council"]),
        ("[RC](https://example.org), `RC`", []),
        ("# RC\n\n> RC\n\n- RC", ["RC"]),
        ("Both", []),
        ("RC Times and RC times", ["RC"]),
        ("Ada van der Stone came, and van der Stone went.", ["Ada van der Stone"]),
        ("Mr. van der Stone. Hill and Hill. Li.", ["van der Stone", "Li"]),
        ("Bo Hill and Jo Hill", ["Bo Hill", "Jo Hill"]),
    ],
)
def test_the_first_mention_is_explained(background: str, expected: list[str]) -> None:
    """Whole words only, the longest first; not in links, code, quotations and headings; nothing of two meanings."""
    assert [words for _, words in explained(background, CAST)] == expected


def test_only_pages_that_show_a_term_follow_it() -> None:
    """An explanation is only in the glossary, and a new term only in briefs that have its words."""

    def shown(glossary_: str) -> dict[str, str]:
        files = FILES | {
            "briefs/a.yml": HEAD,
            "briefs/b.yml": HEAD + "background: A cable ferry.\n",
        }
        library = linker.link(
            check(files | {"briefs/glossary.yml": glossary_}).collection
        )
        found = {}
        for slug in ("a", "b"):
            lookups: set[str] = set()
            assert [*brief.page(recorded(library, lookups.add), Site(), slug)]
            assert not {each for each in lookups if each.startswith("glossary")}
            found[slug] = repr(library.briefs[slug].explained)
        (task,) = glossary.tasks(library, Site())
        return found | {"glossary": repr([*task.make(library, Site())])}

    before = shown(GLOSSARY)
    for old, new, expected in (
        ("pulled", "drawn", {"glossary"}),
        ("cable", "chain", {"glossary", "b"}),
    ):
        after = shown(GLOSSARY.replace(old, new))
        assert {name for name in after if after[name] != before[name]} == expected


def test_a_term_without_an_explanation_is_on_no_page() -> None:
    files = FILES | {
        "briefs/glossary.yml": GLOSSARY
        + "\nrope: {term: rope, equivalents: {de: [Seil]}}\n",
        "briefs/a.yml": f"{HEAD}background: A rope and a swing bridge.\n",
    }
    pages = Files(linked(files), Site())
    assert "rope" not in pages["glossary.md"].decode()
    links = LINK.findall(pages["briefs/a.md"].decode())
    assert [words for words, _ in links] == ["swing bridge"]
