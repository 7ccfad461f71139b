"""The glossary, and the first mention of what readers can look up in each section of a brief."""

import re

import pytest

from generator.library import linker
from generator.library.tracing import traced
from generator.pages import brief, glossary
from generator.site.site import Site
from tests.project import Files, check, linked

GLOSSARY = """
swing: {term: swing bridge, aliases: [swing bridges, "C++", मेला], explanation: It turns for *ships*., url: "https://example.org/?a=1&b='"}
ferry: {term: cable ferry, explanation: A ferry that is pulled.}
dam-wall: {term: Dam, explanation: What holds the water of a lake.}
"""
FILES = {
    "briefs/glossary.yml": GLOSSARY,
    "briefs/actors/council.yml": "name: River Council\nkind: organisation\naliases: [RC, Swing bridges, Both]\n",
    "briefs/actors/fire.yml": "name: Fire Council\nkind: organisation\naliases: [Both]\n",
    "briefs/actors/li.yml": "name: Li Lake\nkind: person\nsort_name: Li, Lake\n",
    "briefs/actors/eve.yml": """name: Eve Mill
kind: person
affiliations:
  - {to: council, role: Clerk, period: 2001/2019, sources: [gazette]}
  - {to: council, role: Chair, period: 2019-05/.., sources: [gazette]}
  - {to: council, role: Friend, sources: [gazette]}
  - {to: council, role: Guest, period: 2021, sources: [gazette]}
sources: {gazette: {title: The gazette}}
""",
    "briefs/actors/old-dam.yml": "name: The Old Dam Company\nkind: organisation\n",
}
HEAD = "title: The swing bridge\nsummary: A summary.\ndate: 2020-05-01\nsources: {paper: {title: A paper}}\n"
CAST = """
actors:
  - {id: ada, name: Ada van der Stone, kind: person, role: Engineer}
  - {id: bo, name: Bo Hill, kind: person, role: Host}
  - {id: jo, name: Jo Hill, kind: person, role: Guest}
  - {id: li, role: Guide}
"""
LINK = re.compile(r'<a class="term" href="\.\./\.\./([^"]+)">([^<]+)</a>')


def made(briefs: dict[str, str], shared: dict[str, str] = FILES) -> dict[str, str]:
    files = Files(linked(shared | briefs), Site())
    return {path: content.decode() for path, content in files.items() if path.endswith((".md", ".txt"))}


def explained(background: str, more: str = "") -> list[tuple[str, str]]:
    """Where the texts of a brief lead to, and from which words."""
    text = f"{HEAD}{more}background: |\n" + "".join(f"  {line}\n" for line in background.splitlines())
    page = Files(linked(FILES | {"briefs/a.yml": text}), Site())["briefs/a.md"].decode()
    return [(path, words) for path, words in LINK.findall(page)]


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


def test_each_section_has_its_own_first_mention() -> None:
    said = """summary: The RC of the cable ferry.
scope: It is the RC again.
open_questions: [Who is the RC?, What is the river council?]
quotes: [{text: The RC is no cable ferry, speaker_description: a guest, date: 2020, source: paper, context: Of the RC.}]
"""
    text = HEAD.replace("summary: A summary.\n", said)
    files = made({"briefs/a.yml": text})
    page = files["briefs/a.md"]
    sections = [LINK.findall(each) for each in page.split("\n## ")]
    council, ferry = ("actors/council/", "RC"), ("glossary/#term--ferry", "cable ferry")
    assert [each for each in sections if each] == [[council, ferry], [council], [council]]
    plain = files["briefs/a/index.md.txt"]
    assert "It is the RC again." in plain
    assert "glossary" not in plain
    assert LINK.search(files["actors/council.md"]) is None


def test_what_is_folded_is_no_mention_for_what_is_not() -> None:
    judgement = "{text: %s, confidence: low, basis: So says the RC., sources: [paper]}"
    judgements = f"key_judgements: [{judgement % 'Sure.'}, {judgement % 'The RC is.'}]\n"
    assert [words for _, words in explained("Nothing.", judgements)] == ["RC", "RC"]


def test_a_person_leads_to_the_role_on_the_day_of_the_brief() -> None:
    """One who is no actor of the brief, and so has no role there."""
    assert explained("Eve Mill") == [("actors/eve/#affiliation--2", "Eve Mill")]
    assert explained("Eve Mill", "actors: [{id: eve, role: Guest}]\n") == [("actors/eve/", "Eve Mill")]
    assert '<span id="affiliation--2"></span>Chair' in made({})["actors/eve.md"]


def test_the_glossary_lists_all_terms() -> None:
    files = made({"briefs/a.yml": HEAD})
    page = files["glossary.md"]
    assert re.findall("<strong id=.+?>(.+?)</strong>", page) == ["cable ferry", "Dam", "swing bridge"]
    assert '<strong id="term--swing">' in page
    assert r"It turns for \*ships\*. [More](https://example.org/?a=1&amp;b=%27)" in page
    assert "(glossary.md" in files["about.md"]
    without = made({"briefs/a.yml": HEAD}, {})
    assert "glossary.md" not in without
    assert "glossary" not in without["about.md"]


def test_only_pages_that_show_a_term_follow_it() -> None:
    """An explanation is only in the glossary, and a new term only in briefs that have its words."""

    def shown(glossary_: str) -> dict[str, str]:
        files = FILES | {"briefs/a.yml": HEAD, "briefs/b.yml": HEAD + "background: A cable ferry.\n"}
        library = linker.link(check(files | {"briefs/glossary.yml": glossary_}).collection)
        found = {}
        for slug in ("a", "b"):
            lookups: set[str] = set()
            assert [*brief.page(traced(library, lookups.add), Site(), slug)]
            assert not {each for each in lookups if each.startswith("glossary")}
            found[slug] = repr(library.briefs[slug].explained)
        (task,) = glossary.tasks(library, Site())
        return found | {"glossary": repr([*task.make(library, Site())])}

    before = shown(GLOSSARY)
    for old, new, expected in (("pulled", "drawn", {"glossary"}), ("cable", "chain", {"glossary", "b"})):
        after = shown(GLOSSARY.replace(old, new))
        assert {name for name in after if after[name] != before[name]} == expected
