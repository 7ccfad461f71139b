"""Papers and cards, read back by pypdf and Pillow."""

import io
from collections.abc import Sequence
from itertools import chain
from typing import Any, get_args

import pytest
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from briefing_site.exports import card
from briefing_site.languages.language import DEFAULT, Language
from briefing_site.site import Site, quote_checks
from briefing_site.site.quote_checks import CheckName
from tests import odd
from tests.past import lived
from tests.project import Files, exported, linked

FIRST = "title: A brief\nsummary: What happened.\ndate: 2020-05-01\nsources: {paper: {title: A paper}}\n"


@pytest.fixture(scope="module")
def files() -> Files:
    """Of a brief whose letters all are in the fonts."""
    return exported(odd.briefs(odd.PLAIN), odd.SITE, papers=True)


def paper(files: Files) -> PdfReader:
    return paper_of("odd", files)


def paper_of(slug: str, files: Files) -> PdfReader:
    return PdfReader(io.BytesIO(files[f"briefs/{slug}/{slug}.pdf"]))


def root(reader: PdfReader) -> Any:  # noqa: ANN401 -- whatever the catalogue of the file holds
    return reader.root_object


def text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def links(reader: PdfReader) -> list[Any]:
    pages: list[Any] = list(reader.pages)
    annotations = chain.from_iterable(page.get("/Annots") or () for page in pages)
    return [
        each.get_object()
        for each in annotations
        if each.get_object()["/Subtype"] == "/Link"
    ]


def test_a_page_fits_on_a4_and_on_us_letter(files: Files) -> None:
    """210 by 297 millimetres, and 8.5 by 11 inches."""
    for page in paper(files).pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 792)


def test_a_paper_is_small(files: Files) -> None:
    """Of the fonts it has only the glyphs that it shows, and none of its objects stands alone in the file."""
    written = files["briefs/odd/odd.pdf"]
    assert written.count(b" obj\n") < len(paper(files).xref_objStm) / 2
    assert len(written) < 130_000


def test_a_paper_tells_what_it_is(files: Files) -> None:
    reader = paper(files)
    assert reader.metadata is not None
    assert reader.metadata.title == odd.PLAIN
    assert reader.metadata.author == odd.SITE.name
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date().isoformat() == "2015-03-04"
    assert root(reader)["/Lang"] == "en-GB"


def test_a_paper_is_tagged(files: Files) -> None:
    """By its own word it is PDF/UA-1, which asks for that of every part."""
    catalogue = root(paper(files))
    assert catalogue["/MarkInfo"]["/Marked"]
    kinds = set()
    pending = [catalogue["/StructTreeRoot"]]
    while pending:
        node = pending.pop()
        kinds.add(node.get("/S"))
        children = node.get("/K", [])
        found = [
            each.get_object()
            for each in (children if isinstance(children, list) else [children])
        ]
        pending.extend(each for each in found if isinstance(each, DictionaryObject))
    assert {
        "/H1",
        "/H2",
        "/P",
        "/Table",
        "/TH",
        "/TD",
        "/L",
        "/LI",
        "/Link",
        "/BlockQuote",
    } <= kinds
    assert b"pdfuaid:part" in catalogue["/Metadata"].get_data()


def test_a_paper_says_what_the_brief_says(files: Files) -> None:
    said = text(paper(files))
    for each in (
        '#eval("1")', "$x^2$", "@c", "}e{", "\\emph{d}", "</script>", "上海", "«кавычки»", "Zürich", "😀", "ქართული", "about 2001",
        "since May 2012", "1990s", "Low confidence", "Ludwig van Beethoven", "[1, pp. 4–6]", "Corrections", "What we don’t know",
    ):  # fmt: skip
        assert each in said, each
    number = len(paper(files).pages)
    assert f"Page 1 of {number}" in said
    assert f"Page {number} of {number}" in said


def test_links_work(files: Files) -> None:
    """To the sources and the page on the web, and from each number to its source."""
    found = links(paper(files))
    addresses = {
        each["/A"]["/URI"] for each in found if "/A" in each and "/URI" in each["/A"]
    }
    assert addresses == {
        "https://briefs.example/sub/briefs/odd/",
        odd.SOURCE,
        "https://example.org/?a=1&b=2",
    }
    assert [
        each
        for each in found
        if "/Dest" in each or each.get("/A", {}).get("/S") == "/GoTo"
    ]


@pytest.mark.parametrize(
    "address",
    ["", ", url: 'https://example.org/ü?a=b:c'"],
    ids=["on paper", "on the web"],
)
def test_a_number_leads_to_its_source(address: str) -> None:
    brief = FIRST.replace("title: A paper", f"title: What it is called{address}")
    background = "A background of many lines. " * 500
    made = exported(
        {"briefs/a.yml": f"{brief}background: '{background} [@paper]'\n"},
        odd.SITE,
        papers=True,
    )
    reader = PdfReader(io.BytesIO(made["briefs/a/a.pdf"]))
    (number,) = [each for each in links(reader) if "/Dest" in each]
    page, _, _, top, _ = number["/Dest"]
    heights: list[float] = []

    def find(words: str, place: Sequence[float], *_: object) -> None:
        if "What it is called" in words:
            heights.append(place[5])

    (target,) = [
        each for each in reader.pages if each.get_object() == page.get_object()
    ]
    target.extract_text(visitor_text=find)
    assert 10 < top - heights[0] < 25
    assert number["/Contents"] == (
        "Source 1" if address else f"page {len(reader.pages)}"
    )


def test_a_letter_that_no_font_has_stops_nothing() -> None:
    """The paper no longer claims PDF/UA, but it is there, tagged, and has all the rest."""
    reader = paper(exported(odd.briefs(odd.TEXT), odd.SITE, papers=True))
    assert reader.metadata is not None
    assert reader.metadata.title == odd.TEXT
    assert "«кавычки»" in text(reader)
    assert root(reader)["/MarkInfo"]["/Marked"]
    assert b"pdfuaid:part" not in root(reader)["/Metadata"].get_data()


def test_cards(files: Files) -> None:
    for path in ("card.png", "briefs/odd/card.png"):
        with Image.open(io.BytesIO(files[path])) as card:
            card.load()
            assert card.size == (1200, 630)
            colours = card.convert("RGB").getcolors(1 << 24)
        assert colours is not None
        background = max(colours)[0] / (1200 * 630)
        assert 0.5 < background < 0.99, path
        assert len(colours) > 10, path
        assert len(files[path]) < 150_000, path


@pytest.mark.parametrize("title", ["x", "W" * 300, "上海" * 150, "word " * 59])
def test_any_title_fits_on_a_card(title: str) -> None:
    """Below the title there is nothing of it: only the line, and the facts."""
    files = {
        "briefs/odd.yml": FIRST.replace("A brief", title),
        "briefs/topics.yml": f"odd: {{title: {title}, summary: {title}}}\n",
        "briefs/actors/odd.yml": f"name: {title}\nkind: person\nsummary: {title * 6}\n",
    }
    made = exported(files, odd.SITE, papers=True)
    for path in ("briefs/odd/card.png", "topics/odd/card.png", "actors/odd/card.png"):
        with Image.open(io.BytesIO(made[path])) as card:
            for box in ((0, 500, 1200, 512), (0, 20, 60, 630), (1140, 20, 1200, 630)):
                assert len(card.convert("RGB").crop(box).getcolors() or ()) == 1


def test_the_same_brief_makes_the_same_bytes() -> None:
    first, second = (exported(odd.briefs(), odd.SITE, papers=True) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "characters",
    ["𝔸", "𓀀", "𝄞" * 59 + "ก", "x"],
    ids=["letters", "pictures", "mixed", "one byte"],
)
def test_a_word_as_long_as_prose_may_be(characters: str) -> None:
    """No page has room for it on one line."""
    word = (characters * 20_000)[:20_000]
    brief = f"{FIRST}background: 'Text [@paper].'\nopen_questions: ['{word}']\n"
    written = exported({"briefs/a.yml": brief}, Site(), papers=True)["briefs/a/a.pdf"]
    assert len(PdfReader(io.BytesIO(written)).pages) > 1


def test_a_row_of_a_table_is_on_one_page() -> None:
    rows = "".join(
        f"  - {{date: 2020-05-01, text: Begun {n} {'a word ' * 60}ended.}}\n"
        for n in range(40)
    )
    made = exported(
        {"briefs/a.yml": f"{FIRST}corrections:\n{rows}"}, Site(), papers=True
    )
    pages = [
        page.extract_text()
        for page in PdfReader(io.BytesIO(made["briefs/a/a.pdf"])).pages
    ]
    assert len(pages) > 2
    assert [each.count("Begun") for each in pages] == [
        each.count("ended") for each in pages
    ]


@pytest.mark.parametrize(
    ("code", "dates"),
    [
        ("en", ["3 February 2010", "5 April 2011", "10 November 2010", "10 June"]),
        (
            "en-US",
            ["February 3, 2010", "April 5, 2011", "November 10, 2010", "June 10"],
        ),
        ("de", ["3. Februar 2010", "5. April 2011", "10. November 2010", "10. Juni"]),
    ],
)
def test_no_line_breaks_within_a_date(code: str, dates: list[str]) -> None:
    """In the narrow column of dates, lines break beside "about" and behind the dash of an interval."""
    brief = (
        f"{FIRST}timeline:\n"
        "  - {date: 2010-02-03/2011-04-05, title: A war, sources: [paper]}\n"
        "  - {date: 2010-06-10/2010-07-11, title: A siege, sources: [paper]}\n"
        "  - {date: '2010-11-10~', title: A battle, sources: [paper]}\n"
    )
    site = Site("The site", language=Language(code))
    reader = paper_of("a", exported({"briefs/a.yml": brief}, site, papers=True))
    page = reader.pages[0].extract_text()
    for date in dates:
        assert date.replace(" ", "\N{NO-BREAK SPACE}") in page


def test_a_paper_shows_how_sure_it_is_and_how_to_cite_it() -> None:
    """Disputed events, and what changed; as readers of a printed page need it."""
    brief = (
        "title: A dam\nsummary: A dam.\ndate: 2020-05-01\nactors: [{id: a, name: Ada, kind: person, role: R}]\n"
        "timeline: [{date: 2020-03, title: Rain, status: disputed, note: 'Was it?', sources: [b]}]\n"
        "key_judgements: [{text: It rained, confidence: low, sources: [b]}]\n"
        "sources: {b: {title: B}}\n"
    )
    made = Files(
        lived(brief, {"3": {}}, {"4": {"summary": "The dam."}}),
        Site("The site"),
        slow=True,
    )
    said = text(PdfReader(io.BytesIO(made["briefs/dam/dam.pdf"])))
    for words in (
        "disputed in part",
        "Rain Disputed",
        "4 May 2020 Bottom line changed",
        "3 May 2020 First published",
        "How to cite The site. (2020, May 3). A dam.",
    ):
        assert words in said, said


def test_a_card_leaves_out_nothing_that_quotes_were_compared_with() -> None:
    """However many lines that takes: without its end, it would say that all are checked."""
    facts = [words for _, words in quote_checks.counts(get_args(CheckName), DEFAULT)]
    library, site = linked({}), Site("The site")
    made = {
        next(
            card.card(
                library, site, card.Card("card.png", "A dam", (), tuple(facts[:number]))
            )
        ).content
        for number in range(1, len(facts) + 1)
    }
    assert len(made) == len(facts) == 12
