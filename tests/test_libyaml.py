"""libyaml words its errors as the table of explanations expects, and what stands in for it in browsers does, too."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing_site import pipeline
from briefing_site.diagnostics.reporters import REPORTERS
from briefing_site.reading import RawFile
from briefing_site.reading.repair import libyaml
from tests import mistakes
from tests.project import sections, texts
from tests.test_diagnostics import BYTES, TODAY
from tests.test_diagnostics import FILES as DIAGNOSTICS
from tests.test_form_modules import alone

Files = dict[str, bytes]

TEXTS = (
    "title: one: two",
    "title: @home",
    "title: ]",
    "title: 'one' two",
    "topics:\n  - one\n  date: 2020",
    "title: one\ntwo\ndate: 2020",
    "title: 'one",
    r'title: "one\qtwo"',
    "topics: [one\ndate: 2020",
    "sources: {one: two\ndate: 2020",
)
"""A file for each of the explanations."""


@pytest.mark.parametrize(
    ("text", "explanation"), [*zip(TEXTS, libyaml.EXPLANATIONS.values(), strict=True)]
)
@pytest.mark.parametrize("has_libyaml", [True, False])
def test_the_table_has_the_words_of_both_parsers(
    text: str,
    explanation: libyaml.Explanation,
    has_libyaml: bool,  # noqa: FBT001
) -> None:
    """If this fails after an update of PyYAML, put its new wording into the table."""
    with pytest.raises(yaml.MarkedYAMLError) as raised:
        list(libyaml.events(text, has_libyaml=has_libyaml))
    assert libyaml.explanation(raised.value) == explanation


MARKS = [
    *"-:,[]{}#&*'\"@`\t\n ~a", "a: ", "\n- ", "\n  ", "\n  b: ", "- a", '"\\x', " #", "---\n", "|\n ", "{a: ", "[a, ",
]  # fmt: skip


@given(st.lists(st.sampled_from(MARKS), max_size=20).map("".join))
def test_without_libyaml_the_same_is_read(text: str) -> None:
    assert read(text, has_libyaml=False) == read(text, has_libyaml=True)


def cases() -> dict[str, Files]:
    """Those of the check, which a browser has to answer alike."""
    found: dict[str, Files] = {}
    for file in DIAGNOSTICS:
        parts = sections(file)
        for name in ("expected", "mkdocs.yml"):
            parts.pop(name, None)
        found[file.stem] = contents(parts)
    for file in mistakes.FILES:
        found[f"mistake: {file.stem}"] = contents(
            {**mistakes.TOPICS, **mistakes.read(file).broken}
        )
    return found | {
        f"bytes: {name}": {"briefs/a.yml": content}
        for name, (content, _) in BYTES.items()
    }


def contents(files: dict[str, str]) -> Files:
    return {raw.path: raw.content for raw in texts(files)}


def test_the_check_of_a_browser_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no libyaml; `test_program.py` asks a browser for some of these."""
    expected = {
        name: pipeline.check(
            [RawFile(*each) for each in files.items()], today=TODAY
        ).diagnostics
        for name, files in cases().items()
    }
    monkeypatch.setattr(libyaml.events, "__kwdefaults__", {"has_libyaml": False})
    session = alone()
    assert len(expected) > 300
    for name, files in cases().items():
        found = json.loads(session.check(files, TODAY.isoformat()))
        edits = [
            [[*edit.span.start, *edit.span.end, edit.text] for edit in each.edits]
            for each in expected[name]
        ]
        assert [each.pop("edits") for each in found] == edits, name
        for each in found:
            del each["field"], each["excerpt"]
        assert found == json.loads(REPORTERS["json"](expected[name]))["diagnostics"], (
            name
        )


def read(text: str, *, has_libyaml: bool) -> list[object]:
    """What is used of the events, and of the error that ends them."""
    found: list[object] = []
    try:
        for event in libyaml.events(text, has_libyaml=has_libyaml):
            where = [
                (mark.index, mark.line, mark.column)
                for mark in (event.start_mark, event.end_mark)
                if mark
            ]
            values = [
                getattr(event, name, None) or None
                for name in ("value", "tag", "anchor", "style")
            ]
            is_end = isinstance(
                event,
                yaml.CollectionEndEvent | yaml.DocumentEndEvent | yaml.StreamEndEvent,
            )
            found.append((type(event).__name__, values, None if is_end else where))
    except yaml.MarkedYAMLError as error:
        known = libyaml.explanation(
            error
        )  # each parser has its own words for any other
        return [
            known in libyaml.EXPLANATIONS.values() and known,
            libyaml.position(error),
        ]
    except yaml.reader.ReaderError:
        return []
    return found


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "a: one\ntwo\nb: three",
            1,
        ),  # the line without a colon, and not the one below it
        ("a: b\nc: 'one\nd: e", 1),  # where the quotation mark is
        ("a: b\nc: d: e", 1),
        ("]", 0),
    ],
)
def test_the_line_of_an_error(text: str, line: int) -> None:
    assert libyaml.first_error_line(text) == line
