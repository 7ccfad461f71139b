"""What can be cited, read back by programs of others: pybtex and rispy."""

import json
from urllib.request import urlopen

import jsonschema
import pytest
from lxml import html
from pybtex.database import BibliographyData, parse_string
from pydantic_core import PydanticCustomError
from rispy import loads

from generator.format import dates
from generator.format.external_ids import ORCID
from generator.pages.brief import page
from generator.pages.components import citation, reference_formats
from generator.pages.components.citation import CitedWork
from generator.site.site import Site
from tests import odd
from tests.project import exported, linked, site_library

PAGE = "https://briefs.example/sub/briefs/odd/"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    made = exported(odd.briefs(), odd.SITE)
    own = {path.removeprefix("briefs/odd/"): content for path, content in made.items()}
    return own | own_references(odd.briefs(), odd.SITE)


def own_references(files: dict[str, str], site: Site) -> dict[str, bytes]:
    """The references for a brief itself, which links on its page hold, by the name that they are saved as."""
    links = rendered(files, site).xpath("//a[starts-with(@href, 'data:')]")
    assert [link.text for link in links] == ["BibTeX", "RIS", "CSL-JSON"]
    return {link.get("download"): urlopen(link.get("href")).read() for link in links}  # noqa: S310 -- data URLs


def bibtex(content: bytes) -> BibliographyData:
    return parse_string(content.decode(), "bibtex")


def test_bibtex(files: dict[str, bytes]) -> None:
    (brief,) = bibtex(files["odd.bib"]).entries.values()
    assert (brief.key, brief.type) == ("odd", "online")
    assert brief.fields["date"] == "2015-03-04"
    assert (brief.fields["year"], brief.fields["month"]) == ("2015", "March")
    assert brief.fields["url"] == PAGE
    assert [str(person) for person in brief.persons["author"]] == [r'{Briefs \& "Co", <b>Inc</b>}']
    (source,) = bibtex(files["sources.bib"]).entries.values()
    people = [str(person) for person in source.persons["author"]]
    assert people[1:] == ["van Beethoven, Ludwig", "Zhang, Haizhou", "{Ministry of Foreign Affairs}"]
    assert (source.fields["date"], source.fields["urldate"]) == ("2015-02", "2015-03-01")


def test_bibtex_keeps_what_is_not_its_own(files: dict[str, bytes]) -> None:
    """Every sign but those that BibTeX itself has no escape for is told by name."""
    (brief,) = bibtex(files["odd.bib"]).entries.values()
    title = brief.fields["title"]
    names = ("braceleft", "braceright", "backslash", "asciicircum", "asciitilde")
    for name, sign in zip(names, "{}\\^~", strict=True):
        assert sign in odd.TEXT
        title = title.replace(f"\\text{name}{{}}", f"<{ord(sign)}>")
    for sign in "#$%&_":
        title = title.replace(f"\\{sign}", sign)
    assert title[0] + title[-1] == "{}"
    inside = title[1:-1]
    assert not set(inside) & set("{}\\")
    for sign in "{}\\^~":
        inside = inside.replace(f"<{ord(sign)}>", sign)
    assert inside == odd.TEXT


def test_ris(files: dict[str, bytes]) -> None:
    (brief,) = loads(files["odd.ris"].decode())
    assert brief["type_of_reference"] == "ELEC"
    assert brief["title"] == odd.TEXT
    assert brief["authors"] == [odd.SITE.name]
    assert brief["urls"] == [PAGE]
    assert (brief["year"], brief["date"]) == ("2015", "2015/03/04/")
    (source,) = loads(files["sources.ris"].decode())
    assert source["authors"][1:] == ["van Beethoven, Ludwig", "Zhang, Haizhou", "Ministry of Foreign Affairs"]
    assert (source["year"], source["date"]) == ("2015", "2015/02//")
    assert source["access_date"] == "2015/03/01/"
    assert all(line.endswith(b"\r") for line in files["sources.ris"].split(b"\n")[:-1])


PARTS = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
TEXT = {"type": "string"}
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {"type": "array", "items": PARTS, "minItems": 1, "maxItems": 2},
        "season": {"enum": [1, 2, 3, 4]}, "circa": {"const": True}, "literal": TEXT, "edtf": TEXT,
    },
    "additionalProperties": False,
}  # fmt: skip
NAME = {"properties": dict.fromkeys(("literal", "family", "given"), TEXT), "additionalProperties": False}
ITEM = {
    "type": "object",
    "properties": {
        "type": {"enum": ["webpage", "document"]}, "author": {"type": "array", "items": NAME}, "issued": DATE, "accessed": DATE,
        "id": TEXT, "title": TEXT, "genre": TEXT, "container-title": TEXT, "publisher": TEXT, "abstract": TEXT, "DOI": TEXT,
        "URL": TEXT, "version": TEXT, "language": TEXT, "note": TEXT, "event-date": DATE, "original-date": DATE,
    },
    "required": ["type", "id", "title"],
    "additionalProperties": False,
}  # fmt: skip
"""What the published schema of CSL-JSON says of the fields that there are: no package has it."""


def test_csl_json(files: dict[str, bytes]) -> None:
    (brief,) = json.loads(files["odd.json"])
    assert (brief["title"], brief["URL"], brief["author"]) == (odd.TEXT, PAGE, [{"literal": odd.SITE.name}])
    (source,) = json.loads(files["sources.json"])
    assert source["author"][1:3] == [
        {"family": "van Beethoven", "given": "Ludwig"},
        {"family": "Zhang", "given": "Haizhou"},
    ]
    assert source["issued"]["date-parts"] == [[2015, 2]]
    assert source["accessed"]["date-parts"] == [[2015, 3, 1]]
    known = site_library()
    versions = (each for several in known.versions.values() for each in several)
    made = [brief, source, *(reference_formats.item(CitedWork.from_version(each, SITE)) for each in versions)]
    for each in known.briefs.values():
        made += [
            reference_formats.item(CitedWork.from_brief(each, known, SITE)),
            *reference_formats.sources(each, SITE.language),
            *reference_formats.entries(each, CitedWork.from_brief(each, known, SITE)),
        ]
    jsonschema.validate(made, {"type": "array", "items": ITEM, "minItems": 10})


def test_dates_are_as_exact_as_they_are() -> None:
    """BibTeX has what EDTF has no part for in `date`, for biblatex; RIS says it in words."""
    sources = "".join(f"  s{n}: {{title: T, published: {date}}}\n" for n, date in enumerate(odd.DATES))
    cited = ", ".join(f"'[@s{number}]'" for number in range(len(odd.DATES)))
    brief = f"title: T\nsummary: S\ndate: 2020-01-01\nopen_questions: [{cited}]\nsources:\n{sources}"
    made = exported({"briefs/dated.yml": brief}, odd.SITE)
    entries = bibtex(made["briefs/dated/sources.bib"]).entries
    told = [dict(entries[f"dated:source--s{number}"].fields) for number in range(len(odd.DATES))]
    assert [fields["date"] for fields in told] == list(odd.DATES)
    assert [(fields.get("year"), fields.get("month")) for fields in told] == [
        ("2001", None), ("2010", "November"), ("2010", "December"), ("2010", "November"), ("2001", None),
        ("2010", None), ("2010", None), (None, None), (None, None), (None, None),
    ]  # fmt: skip
    items = sorted(loads(made["briefs/dated/sources.ris"].decode()), key=lambda item: item["id"])
    assert [item["date"] for item in items] == [
        "2001///", "2010/11//", "2010/12/09/", "2010/11//2010-11/2010-12", "2001///2001~", "2010///2010?",
        "2010///2010-22", "///1990s", "///since May 2012", "///until 2013",
    ]  # fmt: skip


def panel(files: dict[str, str], site: Site) -> str:
    known = linked(files)
    (made,) = page(known, site, next(iter(known.briefs)))
    return made.content.decode()[made.content.decode().index('<dl class="downloads">') :].partition("\n\n")[0]


def rendered(files: dict[str, str], site: Site) -> html.HtmlElement:
    return html.fromstring(panel(files, site))


SITE = Site(address="https://briefs.example/")
STYLES = {
    "a title with a colon": (
        ("Briefs", "The SCO: from five neighbours to ten members", "2026-11-25", "https://b.example/a/"),
        "Briefs. (2026, November 25). <em>The SCO: from five neighbours to ten members</em>. https://b.example/a/",
        "Briefs. 2026. “The SCO: From Five Neighbours to Ten Members.” November 25. https://b.example/a/",
        "Briefs. <em>The SCO: From Five Neighbours to Ten Members</em>. 25 Nov. 2026, https://b.example/a/",
    ),
    "no address": (
        ("Briefs", "Two towns", "2026-05-02", ""),
        "Briefs. (2026, May 2). <em>Two towns</em>.",
        "Briefs. 2026. “Two Towns.” May 2",
        "Briefs. <em>Two Towns</em>. 2 May 2026",
    ),
    "marks that end a sentence": (
        ("Acme Inc.", "Whose crisis money was it?", "2010-09-01", ""),
        "Acme Inc. (2010, September 1). <em>Whose crisis money was it?</em>",
        "Acme Inc. 2010. “Whose Crisis Money Was It?” September 1",
        "Acme Inc. <em>Whose Crisis Money Was It?</em> 1 Sept. 2010",
    ),
    "quotation marks": (
        ("Briefs", "From “no duties” to “no limits”", "2010-06-30", ""),
        "Briefs. (2010, June 30). <em>From “no duties” to “no limits”</em>.",
        "Briefs. 2010. “From ‘No Duties’ to ‘No Limits.’” June 30",
        "Briefs. <em>From “No Duties” to “No Limits”</em>. 30 June 2010",
    ),
    "an apostrophe at the end": (
        ("Briefs", "Whose bridge? The towns’", "2010-07-01", ""),
        "Briefs. (2010, July 1). <em>Whose bridge? The towns’</em>.",
        "Briefs. 2010. “Whose Bridge? The Towns’.” July 1",
        "Briefs. <em>Whose Bridge? The Towns’</em>. 1 July 2010",
    ),
    "HTML": (
        ("A & B", "<script>x</script> & *more*", "2010-01-31", "https://b.example/?a&b"),
        "A &amp; B. (2010, January 31). <em>&lt;script&gt;x&lt;/script&gt; &amp; *more*</em>. https://b.example/?a&amp;b",
        "A &amp; B. 2010. “&lt;Script&gt;X&lt;/Script&gt; &amp; *More*.” January 31. https://b.example/?a&amp;b",
        "A &amp; B. <em>&lt;Script&gt;X&lt;/Script&gt; &amp; *More*</em>. 31 Jan. 2010, https://b.example/?a&amp;b",
    ),
}
"""Author, title, day and address, and how APA, Chicago and MLA write them."""


@pytest.mark.parametrize("name", STYLES)
def test_the_styles(name: str) -> None:
    (author, title, day, address), *expected = STYLES[name]
    work = CitedWork("a", title, (), author, dates.parse(day), address, address)
    assert [str(text) for _, text in citation.styled(work)] == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("NATO's shield and Russia's objections", "NATO's Shield and Russia's Objections"),
        ("the way in: of what they speak of", "The Way In: Of What They Speak Of"),
        ("out, and into the after-the-fact e-mail", "Out, and into the After-the-Fact E-Mail"),
        ("an iPhone with über-access — the “end of it”", "An iPhone with Über-Access — The “End of It”"),
        ("上海 and ქართული", "上海 and ქართული"),
        ("", ""),
    ],
)
def test_title_case(title: str, expected: str) -> None:
    assert citation.title_case(title) == expected


def test_a_brief_is_cited_as_of_its_last_change() -> None:
    known = site_library()
    work = CitedWork.from_brief(known.briefs["council-revival"], known, SITE)
    assert [style for style, _ in citation.styled(work)] == ["APA", "Chicago", "MLA"]
    assert (
        citation.styled(work)[0][1]
        == "Briefs. (2026, January 26). <em>Upland and Lowland put the River Council to work</em>. https://briefs.example/briefs/council-revival/"
    )


def test_the_panel_shows_what_was_written() -> None:
    shown = rendered(odd.briefs(), odd.SITE)
    tags = {"div", "details", "summary", "dl", "dt", "dd", "em", "p", "a"}
    assert {element.tag for element in shown.iter()} == tags
    apa = shown.xpath("string(//dd[1]/p)")
    assert apa == f"{odd.SITE.name}. (2015, March 4). {odd.TEXT}. {PAGE}"
    files = [f"{name}.{each}" for name in ("sources", "entries") for each in ("bib", "ris", "json")]
    assert shown.xpath("//details//a/@href")[3:] == files


def test_the_panel_is_one_block_for_every_engine() -> None:
    """An empty line within it would let what follows be read as Markdown."""
    lines = panel(odd.briefs(), odd.SITE).strip().split("\n")
    assert all(line.startswith("<") for line in lines)


def links(site: Site) -> dict[str, str]:
    found = rendered(odd.briefs(), site).xpath("./div[position() > 1]//a")
    return {link.text: link.get("href") for link in found}


def test_the_links_at_the_end_of_a_brief() -> None:
    found = links(odd.SITE)
    assert found.pop("Report an error").startswith("https://git.example/o/r/issues/new?title=Error%20in")
    assert found == {
        "PDF": "odd.pdf",
        "Plain text": "index.md.txt",
        "What’s new": "../../new/",
        "Feed of this brief": "../../feeds/briefs/odd.xml",
        "Feed of all briefs": "../../feeds/all.xml",
        "JSON": "../../api/v1/briefs/odd.json",
        "Edit in the form": "../../contribute/write/?brief=odd",
        "Edit the file": "https://git.example/o/r/edit/main/briefs/odd.yml",
    }
    assert not {"Edit the file", "Report an error"} & links(Site()).keys()


def test_an_error_is_reported_to_gitlab_as_gitlab_wants_it() -> None:
    gitlab = "https://gitlab.com/o/r"
    address = f"{gitlab}/-/issues/new?issue%5Btitle%5D=a%20%26%20b&issue%5Bdescription%5D=c"
    assert Site(repository=gitlab).report("a & b", "c") == address


def written_by(*names: str) -> dict[str, str]:
    people = "".join(f'  - {{name: "{name}"}}\n' for name in names)
    text = f"title: Two towns\nsummary: S\ndate: 2026-05-02\nauthors:\n{people}sources: {{s: {{title: T}}}}\n"
    return {"briefs/towns.yml": text}


@pytest.mark.parametrize(
    ("names", "apa", "chicago", "mla"),
    [
        (("Ann Analyst",), "Analyst, A.", "Analyst, Ann.", "Analyst, Ann."),
        (("@anna",), "@anna.", "@anna.", "@anna."),
        (
            ("Anna Maria Analyst", "Jean-Luc van den Berg"),
            "Analyst, A. M., & van den Berg, J.-L.",
            "Analyst, Anna Maria, and Jean-Luc van den Berg.",
            "Analyst, Anna Maria, and Jean-Luc van den Berg.",
        ),
        (
            ("Ann Analyst", "Ben Writer", "Cy Reader"),
            "Analyst, A., Writer, B., & Reader, C.",
            "Analyst, Ann, Ben Writer, and Cy Reader.",
            "Analyst, Ann, et al.",
        ),
        (
            ("A One", "B Two", "C Three", "D Four", "E Five", "F Six", "G Seven"),
            "One, A., Two, B., Three, C., Four, D., Five, E., Six, F., & Seven, G.",
            "One, A, B Two, C Three, et al.",
            "One, A, et al.",
        ),
        (
            tuple(f"A N{number}" for number in "abcdefghijklmnopqrstu"),
            f"{', '.join(f'N{number}, A.' for number in 'abcdefghijklmnopqrs')}, . . . Nu, A.",
            "Na, A, A Nb, A Nc, et al.",
            "Na, A, et al.",
        ),
    ],
)
def test_a_brief_with_authors(names: tuple[str, ...], apa: str, chicago: str, mla: str) -> None:
    """The website is then where it is published."""
    known = linked(written_by(*names))
    work = CitedWork.from_brief(known.briefs["towns"], known, SITE)
    assert [text.unescape() for _, text in citation.styled(work)] == [
        f"{apa} (2026, May 2). <em>Two towns</em>. Briefs. https://briefs.example/briefs/towns/",
        f"{chicago} 2026. “Two Towns.” Briefs. May 2. https://briefs.example/briefs/towns/",
        f"{mla} <em>Two Towns</em>. Briefs, 2 May 2026, https://briefs.example/briefs/towns/",
    ]


def test_authors_are_in_every_format() -> None:
    files = written_by("Ann Analyst", "@ben")
    made = own_references(files, SITE)
    (entry,) = bibtex(made["towns.bib"]).entries.values()
    assert [str(person) for person in entry.persons["author"]] == ["Analyst, Ann", "{@ben}"]
    assert entry.fields["organization"] == "{Briefs}"
    (reference,) = loads(made["towns.ris"].decode())
    assert reference["authors"] == ["Analyst, Ann", "@ben"]
    known = linked(files)
    work = CitedWork.from_brief(known.briefs["towns"], known, SITE)
    tags = list(citation.meta_tags(work, "briefs/towns.md", "briefs/towns/towns.pdf", SITE))
    assert [content for name, content in tags if name == "citation_author"] == ["Ann Analyst", "@ben"]


def test_a_source_without_a_title_is_described() -> None:
    sources = (
        "{letter: {description: Letter to the town}, paper: {title: Bridge opens, description: Reprint}}"
    )
    brief = f'title: T\nsummary: S\ndate: 2020-01-01\nbackground: "[@letter; @paper]"\nsources: {sources}\n'
    made = exported({"briefs/towns.yml": brief}, SITE)
    letter, paper = bibtex(made["briefs/towns/sources.bib"]).entries.values()
    assert letter.fields["title"] == "{[Letter to the town]}"
    assert (paper.fields["title"], paper.fields["type"]) == ("{Bridge opens}", "Reprint")
    titles = [each["title"] for each in loads(made["briefs/towns/sources.ris"].decode())]
    assert titles == ["[Letter to the town]", "Bridge opens"]


PARTS_OF = """\
title: Two towns
summary: S
date: 2026-05-02
actors: [{id: lake, name: Wen Lake, kind: person, role: R}, {id: town, name: The Town, kind: group, role: R}]
timeline: [{id: opening, date: 2026-04, title: A bridge opens, sources: [paper]}]
quotes:
- {id: wide, text: "It is 50% wider & safe", speaker: lake, date: 2026-04-02, source: paper}
- {id: own, text: It is ours, speaker: town, date: 2026-04-03, source: paper}
- {id: talk, text: It is not, speaker_description: an engineer, date: 2026-04-04, source: paper}
sources:
  paper: {title: Bridge opens, authors: [Ann Analyst], publisher: Gazette, published: 2026-04-03, url: https://g.example/1}
"""
LAKE = "name: Wen Lake\nkind: person\nsort_name: Wen, Lake\n"
QUOTED = "In: Ann Analyst: Bridge opens. Quoted in: Two towns, Briefs, 2 May 2026, https://briefs.example/briefs/towns/#wide"
WHERE = "In: Two towns, Briefs, 2 May 2026. Source: Ann Analyst: Bridge opens, Gazette, 3 April 2026, https://g.example/1"


def test_a_quote_is_by_its_speaker_and_in_its_source() -> None:
    """It names its brief, of which an event is a part that has its authors."""
    made = exported({"briefs/towns.yml": PARTS_OF, "briefs/actors/lake.yml": LAKE}, SITE)
    file = made["briefs/towns/entries.bib"]
    event, quote, *others = bibtex(file).entries.values()
    assert [str(each.persons["author"][0]) for each in (event, quote, *others)] == [
        "{Briefs}", "Wen, Lake", "{The Town}", "{An engineer}",
    ]  # fmt: skip
    assert dict(quote.fields) == {
        "title": r"{“It is 50\% wider \& safe”}", "organization": "{Gazette}", "date": "2026-04-03", "year": "2026",
        "month": "April", "origdate": "2026-04-02", "abstract": r"It is 50\% wider \& safe",
        "note": QUOTED.replace("#", r"\#"), "url": "https://g.example/1",
    }  # fmt: skip
    assert (event.fields["title"], event.fields["eventdate"]) == ("{A bridge opens, April 2026}", "2026-04")
    assert (event.fields["date"], event.fields["note"]) == ("2026-05-02", WHERE)
    _, cited, *_ = loads(made["briefs/towns/entries.ris"].decode())
    found = [cited[name] for name in ("authors", "secondary_title", "publisher", "date", "notes")]
    assert found == [["Wen, Lake"], "Bridge opens", "Gazette", "2026/04/03/", [QUOTED]]
    _, item, *_ = json.loads(made["briefs/towns/entries.json"])
    assert (item["container-title"], item["URL"]) == ("Bridge opens", "https://g.example/1")
    assert (item["author"], item["original-date"]["edtf"]) == (
        [{"family": "Wen", "given": "Lake"}],
        "2026-04-02",
    )


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "0000-0002-9079-593X", "0000-0001-5109-3700"])
def test_the_last_character_of_an_orcid(orcid: str) -> None:
    """The iDs are examples of ORCID's own."""
    read = ORCID.read
    assert read
    assert read(orcid) == orcid
    for step in range(1, 10):
        with pytest.raises(PydanticCustomError):
            read(orcid[:3] + str((int(orcid[3]) + step) % 10) + orcid[4:])
