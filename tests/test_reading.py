"""Every value and key knows its position, in every style of YAML."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import create_model

from briefing_site import pipeline
from briefing_site.format import Profile, Record, dates, places
from briefing_site.format.locators import Locator
from briefing_site.format.prose import Citation, Emphasis, Link, Paragraph, Text
from briefing_site.format.prose_parser import parse as parse_prose
from briefing_site.format.traversal import members
from briefing_site.library.digests import Digests, LibraryDigests
from briefing_site.library.library import Library
from briefing_site.reading import Scalar
from briefing_site.reading.yaml import composer
from briefing_site.reading.yaml.composer import compose
from briefing_site.reading.yaml.node import packed, unpacked
from briefing_site.site import wording
from tests.mistakes import BRIEF
from tests.project import make

STYLES = {
    "plain": "key: one two three\n",
    "plain over lines": "key: one\n  two\n  three\n",
    "single": "key: 'one two ''q'' three'\n",
    "double": 'key: "one \\u0074wo \\"q\\" three"\n',
    "double over lines": 'key: "one \\\n  two\n\n  three"\n',
    "literal": "key: |\n  one\n    two\n\n  three\n",
    "folded": "key: >-\n  one\n  two\n\n  three\n",
    "folded with comment": "key: >- # why\n  one two\n  three\n",
    "in a list": "key: [zero, one two three]\n",
    "wide": "key: 上海 «one» two 𝔘 three\n",
}


@pytest.mark.parametrize("style", STYLES)
def test_place_of_a_character(style: str) -> None:
    """The first and the last word of each value are found at their positions in the file."""
    document, diagnostics = compose("a.yml", STYLES[style].encode())
    assert not diagnostics
    scalar = next(
        scalar
        for pattern in (("key",), ("key", "*"))
        for _, scalar in document.scalars(pattern)
        if "three" in scalar.text
    )
    for word in ("one", "three"):
        start = scalar.text.index(word)
        position = document.span(scalar, start, start + len(word)).start
        assert document.lines[position.line - 1][position.column - 1 :].startswith(word)


def test_windows_line_ends_and_byte_order_mark() -> None:
    document, diagnostics = compose("a.yml", b"\xef\xbb\xbfa: one\r\nb: two\r\n")
    node = document.node(("b",))
    assert not diagnostics
    assert isinstance(node, Scalar)
    assert (node.text, node.span.start) == ("two", (2, 4))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2010", "2010-01-01", "2010-12-31"),
        ("2010-11", "2010-11-01", "2010-11-30"),
        ("2010-12-09", "2010-12-09", "2010-12-09"),
        ("2010~", "2010-01-01", "2010-12-31"),
        ("2010-11?", "2010-11-01", "2010-11-30"),
        ("2010-11%", "2010-11-01", "2010-11-30"),
        ("2010-11/2010-12", "2010-11-01", "2010-12-31"),
        ("2010-11~/2012", "2010-11-01", "2012-12-31"),
        ("2010/..", "2010-01-01", "9999-12-31"),
        ("../2010", "0001-01-01", "2010-12-31"),
        ("2010/", "2010-01-01", "9999-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2010-12-XX", "2010-12-01", "2010-12-31"),
        ("2010-21", "2010-03-01", "2010-05-31"),
    ],
)
def test_dates(text: str, earliest: str, latest: str) -> None:
    """EDTF, levels 0 and 1, with the days that it can mean."""
    date = dates.parse(text)
    assert (date.earliest.isoformat(), date.latest.isoformat()) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2010-06-10/2010-06-12", "10–12 June 2010"),
        ("2010-06-28/2010-07-03", "28 June – 3 July 2010"),
        ("2010-06-28/2011-07-03", "28 June 2010 – 3 July 2011"),
    ],
)
def test_dates_in_words(text: str, words: str) -> None:
    assert wording.date(dates.parse(text)) == words


def test_a_mistake_in_the_program_is_told_when_it_starts() -> None:
    """Not when the first brief has such a field."""
    with pytest.raises(AttributeError, match="there is no field 'titel' at the top"):
        _ = places.BRIEF.titel
    with pytest.raises(AttributeError, match="there is no field 'each' at title"):
        _ = places.BRIEF.title.each
    with pytest.raises(
        TypeError, match="the field 'number' has neither a type nor a record"
    ):
        members(create_model("Numbered", __base__=Record, number=int))
    with pytest.raises(TypeError, match="a object has no digest"):
        Digests().of(object())


def test_a_mapping_with_keys_of_any_type_has_a_digest() -> None:
    by_day = {datetime.date(2020, 1, 1): "a", dates.parse("2021"): "b"}
    assert Digests().of(by_day) == Digests().of(dict(by_day))
    assert Digests().of(by_day) != Digests().of(dict(reversed(by_day.items())))


@pytest.mark.parametrize("key", ["#", "*", "bridge"])
def test_what_a_library_does_not_have_has_no_digest(key: str) -> None:
    """Whichever way it was looked up: a build then runs the task that looked it up."""
    library = Library({}, {}, {}, (), (), ())
    digests = LibraryDigests(library)
    assert digests.of(f"nothing/{key}") == ""
    assert digests.of("briefs/bridge") == ""
    assert digests.of("briefs/#") == "0"


@pytest.mark.parametrize(
    "text",
    ["", "/", "../..", "soon", "10-12-2010", "2010/12/09", "2010-12-9", "0000", "Y12345", "-0044",
     "2010-12-09T10:00", "{2010,2011}", "2010-?12", "٢٠١٠", "2010-12-09/soon", "9" * 50],
)  # fmt: skip
def test_no_dates(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        dates.parse(text)


def test_prose_is_a_tree() -> None:
    prose = parse_prose("A *b* [c](https://example.org) [@d; @e, pp. 4–6].")
    assert prose.parsed.problems == ()
    (paragraph,) = prose.blocks
    assert paragraph.content == (  # type: ignore[union-attr]
        Text("A "),
        Emphasis((Text("b"),), strong=False),
        Text(" "),
        Link("https://example.org", (Text("c"),)),
        Text(" "),
        Citation("d", 33, 34),
        Citation("e", 37, 38, Locator("page", "4–6")),
        Text("."),
    )


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("See [it][x], [x].\n\n[x]: https://example.org", "See \\[it]\\[x], \\[x].\n\n\\[x]: https://example.org"),
        ("[x]: https://example.org", "\\[x]: https://example.org"),
        ("So:\n• one\n\uf0b7\u00a0two", "So:\n- one\n- two"),
        ("-\u00a0one\n-\u00a0two", "- one\n- two"),
        ("```\na*b*\nc\n```\nd", "`a*b* c` d"),
        ("12.\u00a0May, 3 · 4", "12\\.\u00a0May, 3 · 4"),
    ],
)  # fmt: skip
def test_prose_that_is_read_like_other_prose(text: str, same: str) -> None:
    assert parse_prose(text).words == parse_prose(same).words
    assert str(parse_prose(text).blocks).replace("'), Text(text='", "") == str(
        parse_prose(same).blocks
    ).replace("'), Text(text='", "")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("gov\u00adern\u200bment\u2060s", "governments"),
        ("a\u200d \u200cb", "a b"),
        ("می\u200cخواهم CD\u200cها", "می\u200cخواهم CD\u200cها"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("ภาษา\u200bไทย", "ภาษา\u200bไทย"),
        ("Qui\u00a0? « 10\u00a0000\u00a0000\u00a0000\u00a0000\u00a0€\u00a0»", None),
        ("M.\u00a0Dupont, Karl\u00a0V", "M.\u00a0Dupont, Karl V"),
        (
            "all\u00a0of\u00a0this\u00a0was\u00a0copied\u00a0; yes",
            "all of this was copied\u00a0; yes",
        ),
    ],
)
def test_characters_that_nobody_sees_are_left_out(
    text: str, cleaned: str | None
) -> None:
    """But for those that a script has a use for."""
    document, found = compose("briefs/a.yml", f"title: {text} [@x]\n".encode())
    assert found == []
    title = document.scalar(("title",))
    assert title.text == f"{cleaned or text} [@x]"
    assert (
        document.span(title, len(title.text) - 2, len(title.text) - 1).start.column
        == 7 + len(text) + 4
    )


def test_no_link_contains_a_citation() -> None:
    (paragraph,) = parse_prose("[a [@b]](https://example.org)").blocks
    assert paragraph == Paragraph(
        (Text("[a "), Citation("b", 5, 6), Text("](https://example.org)"))
    )


@pytest.mark.parametrize("entity", ["&#12;", "&#x202e;", "&#x2028;", "&#7;"])
def test_no_entity_adds_a_character_that_files_may_not_contain(entity: str) -> None:
    """XML can't contain a form feed, some programs break lines at a line separator, and so on."""
    assert parse_prose(f"before{entity}after").blocks == (
        Paragraph((Text("before\ufffdafter"),)),
    )


@pytest.mark.parametrize("text", ["one\rtwo", "one&#13;two"])
def test_a_carriage_return_is_a_space(text: str) -> None:
    assert parse_prose(text).blocks == (Paragraph((Text("one two"),)),)


def test_prose_that_no_reader_has_parsed() -> None:
    """As from a program that makes a profile itself."""
    profile = Profile.model_validate(
        {"name": "A", "kind": "person", "summary": "It is *here*."}
    )
    assert profile.summary == parse_prose("It is *here*.")


@pytest.mark.parametrize(
    "text",
    [
        "title: !<%ED%A0%80> x\n",
        "a: b: c\ntitle: !<%ED%A0%80> x\n",
        "%TAG !a! tag:%C0%80\n---\ntitle: !a!b x\n",
        "title: x\n---\ntitle: !<%C0%80> x\n",
    ],
)
def test_escapes_in_a_tag_that_are_no_text(text: str) -> None:
    """Python checks what libyaml does not."""
    document, (*others, error) = compose("briefs/a.yml", text.encode())
    assert [each.code.slug for each in others] == ["syntax"] * text.count(": b: c")
    assert (document.root, error.code.slug) == (None, "unsupported-yaml")
    assert text.split("\n")[error.span.start.line - 1][
        error.span.start.column - 1 :
    ].startswith(("!<%", "%TAG"))


def test_a_packed_tree_keeps_its_positions() -> None:
    document, _ = compose("a.yml", b"a: one\nb: [{c: 'two', d: }, []]\ne: {}\n")
    assert document.root is not None
    assert unpacked(packed(document.root)) == document.root


def test_a_finding_across_files_shows_its_line_without_reading_a_file_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path, {"briefs/a.yml": BRIEF + "see_also: [nowhere]\n"})
    read: list[str] = []

    def counted(path: str, *arguments: Any) -> Any:  # noqa: ANN401 -- handed on
        read.append(path)
        return compose(path, *arguments)

    monkeypatch.setattr(composer, "compose", counted)
    checked = pipeline.check(pipeline.load(pipeline.Project(root)))
    *_, found = checked.errors
    assert (found.code.slug, found.excerpt) == ("unknown-brief", "see_also: [nowhere]")
    assert read == sorted(set(read))
