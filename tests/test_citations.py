"""What can be cited, read back by programs of others: pybtex and rispy."""

import datetime
import json
import re
from urllib.request import urlopen

import jsonschema
import pytest
import yaml
from lxml import html
from markdown import markdown
from pybtex.database import BibliographyData, parse_string
from pydantic_core import PydanticCustomError
from rispy import loads

from briefing_site.format.fields import ORCID
from briefing_site.pages.brief import page
from briefing_site.references import citation, csl
from briefing_site.references.meta_elements import meta_elements
from briefing_site.references.work import CitedWork
from briefing_site.site import Site
from briefing_site.site.markdown import extensions
from tests import odd
from tests.project import CASES, exported, linked, site_library

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
    assert [str(person) for person in brief.persons["author"]] == [
        r'{Briefs \& "Co", <b>Inc</b>}'
    ]
    (source,) = bibtex(files["sources.bib"]).entries.values()
    people = [str(person) for person in source.persons["author"]]
    assert people[1:] == [
        "van Beethoven, Ludwig",
        "Zhang, Haizhou",
        "{Ministry of Foreign Affairs}",
    ]
    assert (source.fields["date"], source.fields["urldate"]) == (
        "2015-02",
        "2015-03-01",
    )


def test_bibtex_keeps_what_is_not_its_own(files: dict[str, bytes]) -> None:
    """The signs that it has no escape for are told by name."""
    (brief,) = bibtex(files["odd.bib"]).entries.values()
    title = brief.fields["title"]
    signs = {
        "braceleft": "{",
        "braceright": "}",
        "backslash": "\\",
        "asciicircum": "^",
        "asciitilde": "~",
    }
    escape = re.compile(r"\\(?:text(\w+)\{\}|([#$%&_]))")
    assert {*signs.values()} <= {*odd.TEXT}
    assert title[0] + title[-1] == "{}"
    assert not {*escape.sub("", title[1:-1])} & {*signs.values()}
    assert (
        escape.sub(lambda found: signs.get(found[1], found[2]), title[1:-1]) == odd.TEXT
    )


def test_ris(files: dict[str, bytes]) -> None:
    (brief,) = loads(files["odd.ris"].decode())
    assert brief["type_of_reference"] == "ELEC"
    assert brief["title"] == odd.TEXT
    assert brief["authors"] == [odd.SITE.name]
    assert brief["urls"] == [PAGE]
    assert (brief["year"], brief["date"]) == ("2015", "2015/03/04/")
    (source,) = loads(files["sources.ris"].decode())
    assert source["authors"][1:] == [
        "van Beethoven, Ludwig",
        "Zhang, Haizhou",
        "Ministry of Foreign Affairs",
    ]
    assert (source["year"], source["date"]) == ("2015", "2015/02//")
    assert source["access_date"] == "2015/03/01/"
    assert all(line.endswith(b"\r") for line in files["sources.ris"].split(b"\n")[:-1])


def test_csl_json(files: dict[str, bytes]) -> None:
    (brief,) = json.loads(files["odd.json"])
    assert (brief["title"], brief["URL"], brief["author"]) == (
        odd.TEXT,
        PAGE,
        [{"literal": odd.SITE.name}],
    )
    (source,) = json.loads(files["sources.json"])
    assert source["author"][1:3] == [
        {"family": "van Beethoven", "given": "Ludwig"},
        {"family": "Zhang", "given": "Haizhou"},
    ]
    assert source["issued"]["date-parts"] == [[2015, 2]]
    assert source["accessed"]["date-parts"] == [[2015, 3, 1]]
    known = site_library()
    versions = (each for several in known.versions.values() for each in several)
    made = [
        brief,
        source,
        *(csl.work_item(CitedWork.from_version(each, SITE)) for each in versions),
    ]
    for each in known.briefs.values():
        made += [
            csl.work_item(CitedWork.from_brief(each, known, SITE)),
            *csl.source_items(each, SITE.language),
            *csl.entry_items(each, CitedWork.from_brief(each, known, SITE)),
        ]
    jsonschema.validate(
        made, yaml.safe_load((CASES / "csl-json.yml").read_text(encoding="utf-8"))
    )


DATES = {
    "2001": ("2001", None, "2001///"), "2010-11": ("2010", "November", "2010/11//"),
    "2010-12-09": ("2010", "December", "2010/12/09/"), "2010-11/2010-12": ("2010", "November", "2010/11//2010-11/2010-12"),
    "2001~": ("2001", None, "2001///2001~"), "2010?": ("2010", None, "2010///2010?"), "2010-22": ("2010", None, "2010///2010-22"),
    "199X": (None, None, "///1990s"), "2012-05/..": (None, None, "///since May 2012"), "../2013": (None, None, "///until 2013"),
}  # fmt: skip
"""The year and the month in BibTeX, and the date in RIS."""


def test_dates_are_as_exact_as_they_are() -> None:
    """BibTeX has what EDTF has no part for in `date`, for biblatex; RIS says it in words."""
    sources = "".join(
        f"  s{n}: {{title: T, published: {date}}}\n" for n, date in enumerate(DATES)
    )
    cited = ", ".join(f"'[@s{number}]'" for number in range(len(DATES)))
    brief = f"title: T\nsummary: S\ndate: 2020-01-01\nopen_questions: [{cited}]\nsources:\n{sources}"
    made = exported({"briefs/dated.yml": brief}, odd.SITE)
    entries = bibtex(made["briefs/dated/sources.bib"]).entries
    items = {
        item["id"]: item["date"]
        for item in loads(made["briefs/dated/sources.ris"].decode())
    }
    found = {}
    for number in range(len(DATES)):
        fields = entries[name := f"dated:source--s{number}"].fields
        found[fields["date"]] = (fields.get("year"), fields.get("month"), items[name])
    assert found == DATES


def rendered(files: dict[str, str], site: Site) -> html.HtmlElement:
    """The list at the end of the page of a brief, as the engine makes it."""
    known = linked(files)
    made, *_ = page(known, site, next(iter(known.briefs)))
    _, _, text = made.content.decode().partition("{ #cite }\n")
    options = dict(extensions())
    shown = markdown(text, extensions=[*options], extension_configs=options)
    root: html.HtmlElement = html.fragment_fromstring(shown, create_parent="div")
    return root.find_class("downloads")[0]


SITE = Site(address="https://briefs.example/")
STYLES = yaml.safe_load((CASES / "citations.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", STYLES)
def test_the_styles(name: str) -> None:
    """Of a brief with authors, the website is where it is published."""
    site = Site(
        STYLES[name].get("site", "Briefs"),
        address=STYLES[name].get("address", SITE.address),
    )
    known = linked(
        written_by(
            **{
                key: STYLES[name][key]
                for key in STYLES[name].keys() - {"site", "address", "cited"}
            }
        )
    )
    work = CitedWork.from_brief(known.briefs["towns"], known, site)
    cited = zip(("APA", "Chicago", "MLA"), STYLES[name]["cited"], strict=True)
    assert citation.styled(work) == tuple(cited)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "NATO's shield and Russia's objections",
            "NATO's Shield and Russia's Objections",
        ),
        ("the way in: of what they speak of", "The Way In: Of What They Speak Of"),
        (
            "out, and into the after-the-fact e-mail",
            "Out, and into the After-the-Fact E-Mail",
        ),
        (
            "an iPhone with über-access — the “end of it”",
            "An iPhone with Über-Access — The “End of It”",
        ),
        ("上海 and ქართული", "上海 and ქართული"),
        ("", ""),
    ],
)
def test_title_case(title: str, expected: str) -> None:
    assert citation.title_case(title) == expected


def test_the_panel_shows_what_was_written() -> None:
    shown = rendered(odd.briefs(), odd.SITE)
    tags = {"ul", "li", "details", "summary", "em", "strong", "p", "a"}
    assert {element.tag for element in shown.iter()} == tags
    apa = shown.xpath("string(//*[@class='citation'][1])")
    assert apa == f"Cite (APA) {odd.SITE.name}. (2015, March 4). {odd.TEXT}. {PAGE}"
    files = [
        f"odd/{name}.{ending}"
        for name in ("sources", "entries")
        for ending in ("bib", "ris", "json")
    ]
    assert shown.xpath("//details//a/@href")[3:] == files


def links(site: Site) -> dict[str, str]:
    found = rendered(odd.briefs(), site).xpath("./li[position() > 1]//a")
    return {link.text: link.get("href") for link in found}


def test_the_links_at_the_end_of_a_brief() -> None:
    found = links(odd.SITE)
    assert found.pop("Report an error").startswith(
        "https://git.example/o/r/issues/new?title=Error%20in"
    )
    assert found == {
        "PDF": "odd/odd.pdf",
        "Plain text": "odd/index.md.txt",
        "What’s new": "../new.md",
        "Feed of this brief": "../feeds/briefs/odd.xml",
        "Feed of all briefs": "../feeds/all.xml",
        "JSON": "../api/v1/briefs/odd.json",
        "Edit in the form": "../contribute/write.md?brief=odd",
        "Edit the file": "https://git.example/o/r/edit/main/briefs/odd.yml",
    }
    assert not {"Edit the file", "Report an error"} & links(Site()).keys()


def test_an_error_is_reported_to_gitlab_as_gitlab_wants_it() -> None:
    gitlab = "https://gitlab.com/o/r"
    address = (
        f"{gitlab}/-/issues/new?issue%5Btitle%5D=a%20%26%20b&issue%5Bdescription%5D=c"
    )
    assert Site(repository=gitlab).report("a & b", "c") == address


DAY = datetime.date(2026, 5, 2)


def written_by(*names: str, **values: object) -> dict[str, str]:
    brief = {
        "title": "Two towns",
        "summary": "S",
        "date": DAY,
        "authors": [{"name": name} for name in names],
        "sources": {"s": {"title": "T"}},
    }
    return {"briefs/towns.yml": yaml.safe_dump(brief | values)}


def test_authors_are_in_every_format() -> None:
    files = written_by("Ann Analyst", "@ben")
    made = own_references(files, SITE)
    (entry,) = bibtex(made["towns.bib"]).entries.values()
    assert [str(person) for person in entry.persons["author"]] == [
        "Analyst, Ann",
        "{@ben}",
    ]
    assert entry.fields["organization"] == "{Briefs}"
    (reference,) = loads(made["towns.ris"].decode())
    assert reference["authors"] == ["Analyst, Ann", "@ben"]
    known = linked(files)
    work = CitedWork.from_brief(known.briefs["towns"], known, SITE)
    tags = list(meta_elements(work, "briefs/towns.md", "briefs/towns/towns.pdf", SITE))
    assert [content for name, content in tags if name == "citation_author"] == [
        "Ann Analyst",
        "@ben",
    ]


def test_a_source_without_a_title_is_described() -> None:
    sources = "{letter: {description: Letter to the town}, paper: {title: Bridge opens, description: Reprint}}"
    brief = f'title: T\nsummary: S\ndate: 2020-01-01\nbackground: "[@letter; @paper]"\nsources: {sources}\n'
    made = exported({"briefs/towns.yml": brief}, SITE)
    letter, paper = bibtex(made["briefs/towns/sources.bib"]).entries.values()
    assert letter.fields["title"] == "{[Letter to the town]}"
    assert (paper.fields["title"], paper.fields["type"]) == (
        "{Bridge opens}",
        "Reprint",
    )
    titles = [
        each["title"] for each in loads(made["briefs/towns/sources.ris"].decode())
    ]
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
    made = exported(
        {"briefs/towns.yml": PARTS_OF, "briefs/actors/lake.yml": LAKE}, SITE
    )
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
    assert (event.fields["title"], event.fields["eventdate"]) == (
        "{A bridge opens, April 2026}",
        "2026-04",
    )
    assert (event.fields["date"], event.fields["note"]) == ("2026-05-02", WHERE)
    _, cited, *_ = loads(made["briefs/towns/entries.ris"].decode())
    found = [
        cited[name]
        for name in ("authors", "secondary_title", "publisher", "date", "notes")
    ]
    assert found == [["Wen, Lake"], "Bridge opens", "Gazette", "2026/04/03/", [QUOTED]]
    _, item, *_ = json.loads(made["briefs/towns/entries.json"])
    assert (item["container-title"], item["URL"]) == (
        "Bridge opens",
        "https://g.example/1",
    )
    assert (item["author"], item["original-date"]["edtf"]) == (
        [{"family": "Wen", "given": "Lake"}],
        "2026-04-02",
    )


@pytest.mark.parametrize(
    "orcid", ["0000-0002-1825-0097", "0000-0002-9079-593X", "0000-0001-5109-3700"]
)
def test_the_last_character_of_an_orcid(orcid: str) -> None:
    """The iDs are examples of ORCID's own."""
    read = ORCID.read
    assert read(orcid) == orcid
    for step in range(1, 10):
        with pytest.raises(PydanticCustomError):
            read(orcid[:3] + str((int(orcid[3]) + step) % 10) + orcid[4:])
