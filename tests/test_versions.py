"""Versions stay what readers cite: they need neither the brief, nor its actors, nor the format of their day."""

import json
import re
from typing import Any

import pytest
import yaml
from lxml import html
from markdown import markdown
from pybtex.database import parse_string
from rispy import loads

from briefing_site.exports import freezing as freeze
from briefing_site.format import limits, version
from briefing_site.format.version import VersionError
from briefing_site.library.library import Library
from briefing_site.pages import version as pages
from briefing_site.pages.components import downloads
from briefing_site.references.work import CitedWork
from briefing_site.site import Site
from briefing_site.site.markdown import extensions
from tests.project import CASES, Files, awkward_briefs, frozen, linked

SITE = Site("Today’s name", "", "https://briefs.example/")
DAY = "2020-07-01"
PATH = f"briefs/versions/signs/{DAY}.json"
OTHER = "title: Other\nsummary: Short.\ndate: 2020-01-01\nsources: {p: {title: A paper}}\nbackground: So [@p].\n"


def page(library: Library, slug: str = "signs", number: int = 0) -> str:
    made, *_ = pages.page(library, SITE, slug, number)
    return made.content.decode()


def words(text: str) -> str:
    """What readers see of Markdown."""
    options = dict(extensions())
    shown = markdown(text, extensions=[*options], extension_configs=options)
    root = html.fragment_fromstring(shown, create_parent="div")
    return " ".join("".join(root.itertext()).split())


def test_a_version_of_long_ago_is_shown_though_nothing_is_left_of_its_brief() -> None:
    """It was written by the first program that froze any, and holds all that it says."""
    library = linked({"briefs/other.yml": OTHER, **frozen()})
    made = page(library)
    assert "Withdrawn" in made
    assert "jane-doe" not in library.actors
    shown = words(made.partition("\n---\n")[2])
    record = version.read(frozen()[PATH].encode(), "signs", DAY)
    data = record.data
    for text in (
        data["title"],
        data["summary"],
        data["quotes"][0]["text"],
        data["actors"][1]["name"],
    ):
        assert " ".join(text.split()) in shown
    assert "/actors/" not in made
    text = Files(library, SITE)[f"briefs/signs/versions/{DAY}/index.md.txt"].decode()
    assert text.startswith('# &#61;HYPERLINK("https://example.org") &lt;/script&gt;')
    assert "**Version of 1 July 2020**" in text
    assert "\n## Timeline\n" in text


def test_a_version_is_cited_as_it_was_called_by_its_doi() -> None:
    library = linked({"briefs/other.yml": OTHER, **frozen()})
    made = Files(library, SITE)
    folder = f"briefs/signs/versions/{DAY}"
    files = downloads.references(
        CitedWork.from_version(library.versions["signs"][0], SITE)
    )
    (entry,) = parse_string(files["BibTeX"].content.decode(), "bibtex").entries.values()
    assert (entry.fields["doi"], entry.fields["version"]) == (
        "10.5281/zenodo.1234567",
        DAY,
    )
    (reference,) = loads(files["RIS"].content.decode())
    assert (reference["doi"], reference["year"]) == ("10.5281/zenodo.1234567", "2020")
    assert len(loads(made[f"{folder}/sources.ris"].decode())) == 3
    text = made[f"{folder}.md"].decode()
    assert "https://doi.org/10.5281/zenodo.1234567\n    { .citation }" in text
    assert "- name: citation_doi\n  content: 10.5281/zenodo.1234567\n" in text
    assert (
        "Today’s name" not in text.partition("**Cite")[2].partition("{ .citation }")[0]
    )
    (node, *_) = json.loads(
        text.partition('application/ld+json">')[2].partition("</script>")[0]
    )["@graph"]
    assert node["identifier"]["value"] == "10.5281/zenodo.1234567"
    assert node["version"] == DAY
    document = json.loads(made[f"api/v1/{folder}.json"])
    assert document["version"]["doi"] == "10.5281/zenodo.1234567"
    assert document["brief"] == json.loads(frozen()[PATH])["data"]


def test_what_has_changed_since_is_said_in_words() -> None:
    then = json.loads(frozen()[PATH])["file"]
    now = awkward_briefs() | {"briefs/signs.yml": then}
    assert "still says the same" in page(linked(now | frozen()))
    changed = then.replace("title: In a month", "title: In one month")
    made = page(linked(now | {"briefs/signs.yml": changed} | frozen()))
    assert "Superseded" in made
    _, _, since = made.partition("{ #changes }")
    assert "corrected" in since.partition("\n## ")[0]
    assert "In one month" in since


def test_a_version_belongs_to_a_brief_that_was_renamed_since() -> None:
    now = awkward_briefs()
    brief = now.pop("briefs/signs.yml")
    now["briefs/marks.yml"] = f"formerly: [signs]\n{brief}"
    library = linked(
        {path: text.replace("signs#", "marks#") for path, text in now.items()}
        | frozen()
    )
    made = page(library, "marks")
    assert "briefs/marks.md)" in made
    assert (
        f"signs/versions/{DAY}.md" in Files(library, SITE)["briefs/marks.md"].decode()
    )


def test_every_file_is_read_back_as_it_was_written() -> None:
    library = linked(awkward_briefs())
    made = freeze.freeze(library, SITE, "signs", DAY, "1")
    assert version.read(version.written(made), "signs", DAY) == made
    assert freeze.is_unchanged(made, made)
    # the file may change, or what it names
    assert not freeze.is_unchanged(made, made.model_copy(update={"data": {}}))
    assert not freeze.is_unchanged(
        made,
        made.model_copy(
            update={"file": made.file.replace("summary: ", "summary: New ")}
        ),
    )


def forged(**changes: Any) -> bytes:  # noqa: ANN401 -- what JSON holds
    """A version with other parts, and the digest of these."""
    content = json.loads(frozen()[PATH]) | changes
    return json.dumps(content | {"digest": version.digest(content)}).encode()


REFUSED, NEVER_SHOWN = (
    yaml.safe_load((CASES / f"versions/{name}.yml").read_text(encoding="utf-8"))
    for name in ("refused", "never-shown")
)


NO_VERSIONS = {name: forged(**changes) for name, changes in REFUSED.items()} | {
    str(each[:9]): each
    for each in (b"", b"[" * 100_000, b"\xff", b"[]", b'{"format": NaN}', b"1" * 5000)
}


@pytest.mark.parametrize("content", NO_VERSIONS.values(), ids=NO_VERSIONS)
def test_what_no_version_holds_is_refused(content: bytes) -> None:
    assert version.read(forged(), "signs", DAY)
    with pytest.raises(VersionError):
        version.read(content, "signs", DAY)


@pytest.mark.parametrize("name", NEVER_SHOWN)
@pytest.mark.parametrize("tag", ["p", "h2", "h3"])
def test_what_no_version_may_do_is_not_shown(name: str, tag: str) -> None:
    """As a browser sees what MkDocs makes of it; what stands around it is shown."""
    html_ = (
        f"<{tag}>Before {NEVER_SHOWN[name]}</{tag}>{NEVER_SHOWN[name]}<p>Below it</p>"
    )
    body = body_of(
        [section(html_), section("", heading=NEVER_SHOWN[name], id_=NEVER_SHOWN[name])]
    )
    assert "{{" not in body
    assert not [
        line for line in body.splitlines() if not re.match("$|<div class=|#{2} ", line)
    ]
    options = dict(extensions())
    shown = html.fragment_fromstring(
        markdown(body, extensions=[*options], extension_configs=options), "div"
    )
    assert " ".join(shown.text_content().split()).startswith("Before")
    assert "Below it" in shown.text_content()
    for each in shown.iter():
        assert each.tag in {"div", "p", "h2", "h3", "a", "svg", "path"}
        assert set(each.attrib) <= {"class", "href", "id", "title"}
        assert each.get("class", "headerlink") in {
            "frozen",
            "headerlink",
            "skip-section",
        }
        assert each.get("href", "#").startswith("#")


def test_a_version_keeps_the_classes_of_its_brief() -> None:
    library = linked(awkward_briefs())
    missing: set[str] = set()
    for part in freeze.freeze(library, SITE, "signs", DAY, "1").page:
        written = html.fragment_fromstring(part.html, "div")
        shown = html.fragment_fromstring(body_of([dict(part)]), "div")
        missing |= classes(written) - classes(shown)
    assert not missing


def classes(root: html.HtmlElement) -> set[str]:
    names: set[str] = set()
    for element in root.iter():
        names.update((element.get("class") or "").split())
    return names


def test_how_deep_a_version_goes_does_not_matter() -> None:
    depth = limits.VERSION_TAGS // 3
    start = "<div>" * depth + "<b><i>" * (depth - 1)
    assert "<p>Below it</p>" in body_of([section(f"{start}<p>Below it</p>")])
    file = forged(page=[section(start * 2)])
    with pytest.raises(VersionError, match="at most 20,000 are allowed"):
        version.read(file, "signs", DAY)


def section(html_: str, heading: str = "", id_: str = "") -> dict[str, str]:
    return {"id": id_, "heading": heading, "html": html_}


def body_of(sections: list[dict[str, str]]) -> str:
    """What the page of a version of these sections shows of them."""
    file = forged(title="A", page=sections).decode()
    _, _, body = page(linked({"briefs/other.yml": OTHER, PATH: file})).partition(
        "# A { .brief-title }\n"
    )
    return body.partition("\n## Cite")[0]
