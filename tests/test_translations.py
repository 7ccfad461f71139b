"""Sites in other languages than English: that of readers is in the catalogues, and nothing else is left over."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from lxml import html

from generator.publishing import language
from generator.publishing.language import Language
from tests.project import ROOT, copy_repository, make, run_anew

SETTINGS = """\
site_name: Δελτία
site_description: Τι έγινε
site_url: https://briefs.example/
repo_url: https://git.example/owner/briefs
theme: {name: briefs, language: el}
plugins: [briefs]
extra: {briefs: {publisher: Εκδότης, editors: [Συντάκτης], contact: "mailto:us@example.org"}}
"""
BRIEF = """\
title: Γέφυρα {number}
summary: Η γέφυρα άνοιξε.
date: 2024-05-14
as_of: 2024-05-15
updated: 2024-06-01
status: {status}
topics: [roads]
authors: [{{name: Άννα Δέλτα}}]
reviewers: [{{name: Βασίλης Γάμμα}}]
review_by: 2025-01-01
scope: Μόνο η γέφυρα.
key_judgements:
  - text: Θα μείνει.
    confidence: low
    likelihood: likely
    basis: Μία πηγή.
    alternatives: [Ίσως όχι.]
    would_change: [Πλημμύρα.]
    sources: [paper]
actors:
  - {{id: maria, name: Μαρία, kind: person, role: Δήμαρχος, sources: [paper]}}
  - {{id: town, name: Πόλη, kind: group, role: Πληρώνει}}
relations:
  - {{from: maria, to: town, label: κυβερνά, date: 2010~, status: reported, sources: [paper]}}
timeline:
  - {{date: 2024-05, title: Ανοίγει, text: Ανοίγει., actors: [maria, town], sources: [paper]}}
  - {{date: 2024-05-01/2024-05-03, title: Γιορτή {number}, status: disputed, note: Πότε;, sources: [paper, old]}}
  - {{date: 2023?, title: Σχέδιο {number}, status: reported, sources: [old]}}
  - {{date: 199X, title: Παλιά {number}, sources: [old]}}
quotes:
  - {{text: Τώρα περπατάμε, speaker: maria, date: 2024-05-14, context: Εκεί., source: paper}}
background: |
  Υπόβαθρο [@paper].
figures:
  - title: Αυτοκίνητα
    rows:
      - {{label: "2023", values: [1250.5], sources: [paper]}}
      - {{label: "2024", values: [3]}}
open_questions: [Ποιος πληρώνει;]
forecasts:
  - {{statement: Θα κλείσει., probability: 20, made_on: 2024-05-14, resolves_by: 2025-05-14, criteria: Κλειστή.}}
  - statement: Θα βρέξει.
    probability: 70
    made_on: 2024-05-14
    resolves_by: 2024-06-14
    outcome: "yes"
    resolved_on: 2024-06-01
    sources: [paper]
indicators: [Η κυκλοφορία.]
sources:
  paper: {{title: Εφημερίδα, publisher: Τύπος, published: 2024-05-15, url: "https://example.org/1", language: ru, kind: press, archived: "https://web.archive.org/1"}}
  old: {{description: Χειρόγραφο, kind: copy, copy_of: paper, note: Παλιό.}}
corrections:
  - {{date: 2024-06-01, text: Λάθος.}}
  - {{date: 2024-06-01, text: Λάθος της πηγής., source: paper}}
"""
PROJECT = {
    "mkdocs.yml": SETTINGS,
    "briefs/bridge.yml": BRIEF.format(number=1, status="published") + "see_also: [other]\n",
    "briefs/other.yml": BRIEF.format(number=2, status="archived") + "formerly: [former]\n",
    "briefs/topics.yml": "roads: {title: Δρόμοι, summary: Δρόμοι., aliases: [Οδοί]}\n",
    "briefs/actors/maria.yml": "name: Μαρία\nkind: person\naliases: [Μαίρη]\n"
    "affiliations: [{to: town, role: Δήμαρχος, period: 2020/..}]\n",
}
ENGLISH_PAGES = ("about/", "contribute/", "data/")
"""Pages about the site, whose texts are in templates of their own for each language."""
EVERYWHERE = re.compile(
    r"\b(APA|Chicago|MLA|BibTeX|RIS|PDF|JSON|CSV|Atom|ORCID|CC BY 4\.0|SQLite|JavaScript|Brier|Optional)\b"
    r"|(https?|webcal)://\S+|mailto:\S+"
)
"""Names, which are the same in every language."""
SHOWN = ("title", "aria-label", "placeholder", "alt")


def translated(message: Message) -> str | tuple[str, ...]:
    if isinstance(message.id, str):
        return f"⟦{message.id}⟧"
    return tuple(f"⟦{each}⟧" for each in message.id)


@pytest.fixture(scope="module")
def marked_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in a language in which brackets enclose every text of the program, and all else is Greek."""
    project = make(tmp_path_factory.mktemp("marked"), PROJECT)
    copy_repository(project, "generator")
    with (ROOT / "generator/languages/de/messages.po").open("rb") as file:
        known = read_po(file)
    made = Catalog(locale="el")
    for message in known:
        if message.id:
            made.add(message.id, translated(message), locations=message.locations, context=message.context)
    folder = project / "generator/languages/el"
    folder.mkdir()
    with (folder / "messages.po").open("wb") as file:
        write_po(file, made)
    built = run_anew(project, "build")
    assert built.returncode == 0, built.stdout + built.stderr
    return project / "site"


def texts(element: Any) -> Iterator[str]:
    """The texts of an element that people read, in their order, each piece with what it is in."""
    if not isinstance(element.tag, str) or element.tag in {"script", "style", "code"}:
        yield element.tail or ""
        return
    yield element.text or ""
    for child in element:
        yield from texts(child)
    yield element.tail or ""


def unmarked(text: str) -> list[str]:
    """The Latin words that are in no brackets."""
    depth, outside = 0, []
    for part in re.split("([⟦⟧])", EVERYWHERE.sub(" ", text)):
        depth += {"⟦": 1, "⟧": -1}.get(part, 0)
        if depth == 0:
            outside += re.findall(r"[A-Za-z]{2,}[^⟦⟧\n]{0,60}", part)
    return outside


def pages(site: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), html.parse(path).getroot()


def test_nothing_on_pages_is_left_in_english(marked_site: Path) -> None:
    left = []
    for path, page in pages(marked_site):
        for main in page.xpath("//main") if path.startswith(ENGLISH_PAGES) else []:
            main.getparent().remove(main)
        left += [f"{path}: {each}" for each in unmarked("".join(texts(page.find("body"))))]
        for element in page.iter(html.etree.Element):
            left += [f"{path} {name}: {each}" for name in SHOWN for each in unmarked(element.get(name) or "")]
        left += [f"{path}: {each}" for each in unmarked(page.findtext("head/title") or "")]
    assert left == []


@pytest.mark.parametrize(
    "path", ["index.md.txt", "briefs/bridge/index.md.txt", "timeline/index.md.txt", "llms.txt"]
)
def test_nothing_in_plain_text_is_left_in_english(marked_site: Path, path: str) -> None:
    text = re.sub(r"<\S+>|\]\([^)]*\)", "", (marked_site / path).read_text(encoding="utf-8"))
    assert unmarked(text) == []


def test_nothing_in_calendars_and_feeds_is_left_in_english(marked_site: Path) -> None:
    calendar = (marked_site / "calendars/all.ics").read_text(encoding="utf-8").replace("\n ", "")
    said = re.findall(r"^(?:SUMMARY|DESCRIPTION|NAME)[:;](.*)$", calendar, re.MULTILINE)
    assert unmarked("\n".join(said).replace("\\n", "\n")) == []
    feed: Any = html.fromstring((marked_site / "feeds/all.atom").read_bytes())
    assert (
        unmarked(" ".join(feed.xpath("//title/text() | //summary/text() | //*[local-name()='p']//text()")))
        == []
    )
    assert 'xml:lang="el"' in (marked_site / "feeds/all.atom").read_text(encoding="utf-8")


def catalogues() -> list[str]:
    return list(language.translated())


@pytest.mark.parametrize("code", catalogues())
def test_catalogues_are_complete(code: str) -> None:
    with (ROOT / f"generator/languages/{code}/messages.po").open("rb") as file:
        catalogue = read_po(file, locale=code.replace("-", "_"))
    for message in catalogue:
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        assert all(strings), message.id
        if not isinstance(message.id, str):
            assert len(strings) == catalogue.num_plurals
        expected = placeholders(ids[-1])
        assert all(placeholders(each) == expected for each in strings), message.id
        assert all(each[:1].isspace() == ids[0][:1].isspace() for each in strings), message.id


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s|\{\w+\}", text))


def test_catalogues_have_every_text_of_the_program(tmp_path: Path) -> None:
    """`make messages` was run."""
    target = tmp_path / "messages.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
    command += ["--mapping", str(ROOT / "pyproject.toml"), "--keyword", "marked"]
    command += ["--keyword", "marked_plural:1,2", "--output", str(target), str(ROOT / "generator")]
    subprocess.run(command, check=True)
    with target.open("rb") as file:
        program = {(message.context, message.id) for message in read_po(file)}
    for code in catalogues():
        with (ROOT / f"generator/languages/{code}/messages.po").open("rb") as file:
            assert {(message.context, message.id) for message in read_po(file)} == program


def test_english_is_not_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "read_po", lambda *_: pytest.fail("a catalogue was read"))
    for code in ("en", "en-US"):
        assert Language(code).gettext("Topics") == "Topics"
    assert Language("ar").gettext("Topics") == "Topics"


def test_a_variant_has_the_texts_of_its_language() -> None:
    assert Language("de-AT").gettext("Topics") == Language("de").gettext("Topics") == "Themen"
