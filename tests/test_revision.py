"""Of a file with other values, only the lines change whose values do."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from briefing_site.reading.revision import revised
from briefing_site.reading.yaml import composer, writer
from tests.project import CASES, site_briefs

PATH = "briefs/a.yml"
AWKWARD = (CASES / "form/awkward.yml").read_text(encoding="utf-8")
Brief = dict[str, Any]
Change = Callable[[Brief], object]


def data(text: str) -> Any:  # noqa: ANN401 -- what YAML can hold
    document, diagnostics = composer.compose(PATH, text.encode())
    assert diagnostics == []
    return document.data()


def written(brief: Brief) -> str:
    return "\n".join(writer.lines(brief)) + "\n"


def changed(text: str, change: Change) -> tuple[str, Brief]:
    """The text after a change of its values, and these."""
    brief = copy.deepcopy(data(text))
    change(brief)
    return revised(PATH, text, written(brief)), brief


CHANGES: tuple[Change, ...] = (
    lambda brief: brief.update(title="Another"),
    lambda brief: brief["timeline"][0].update(title="Another"),
    lambda brief: brief["timeline"][0].update(note="A\nB", id="another"),
    lambda brief: brief["timeline"].pop(0),
    lambda brief: brief["timeline"].append(brief["timeline"].pop(0)),
    lambda brief: brief["timeline"].append({"date": "2020", "title": "New: one"}),
    lambda brief: brief["sources"].update(new={"title": "A new source"}),
    lambda brief: brief["sources"].popitem(),
    lambda brief: brief.update(open_questions=["Who?", "What?"]),
    lambda brief: brief.pop("background"),
    lambda brief: brief.pop("quotes"),
    lambda brief: brief.update(
        formerly=["old"], status="archived", summary="New # one"
    ),
)


@pytest.mark.parametrize("slug", ["council-revival", "pipeline-loans"])
@pytest.mark.parametrize("change", CHANGES)
def test_only_what_was_changed_is_written_anew(slug: str, change: Change) -> None:
    text = site_briefs()[f"briefs/{slug}.yml"]
    result, brief = changed(text, change)
    assert data(result) == brief
    assert len(set(result.splitlines()) - set(text.splitlines())) <= 8


def test_a_file_with_the_same_values_stays_as_it_is() -> None:
    files = site_briefs()
    for text in [files[path] for path in files if path.endswith(".yml")]:
        assert revised(PATH, text, written(data(text))) == text


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (lambda brief: brief.update(title="B"), 'title: "A: title"   # why', "title: B"),
        (lambda brief: brief["timeline"][1].update(date="2023"), "- {date: 2021, title: Two}", "- date: 2023\n  title: Two"),
        (lambda brief: brief["timeline"][2].update(title="Four"), "title: Three", "title: Four"),
        (lambda brief: brief["sources"]["b"].update(title="C"), "title: B", "title: C"),
        (lambda brief: brief["sources"]["a"].update(title="C"), "    a: {title: A}\n", "    a:\n      title: C\n"),
        (lambda brief: brief["timeline"].pop(1), "# above the second\n- {date: 2021, title: Two}\n", ""),
    ],
)  # fmt: skip
def test_files_that_nobody_else_would_write(change: Change, old: str, new: str) -> None:
    """Comments and the indentation of other entries stay."""
    result, brief = changed(AWKWARD, change)
    assert data(result) == brief == data(AWKWARD.replace(old, new))
    comments = [line for line in AWKWARD.replace(old, "").splitlines() if "#" in line]
    assert [line for line in result.splitlines() if "#" in line] == comments


BRACES = """\
title: A  # why
timeline:
# above the first
- source: {title: B}
  title: One
- source: {title: B}
# above the third
- title: foo {bar}
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (lambda brief: brief["timeline"][1]["source"].update(title="C"), "- source: {title: B}\n#", "- source: {title: C}\n#"),
        (lambda brief: brief["timeline"][2].update(title="Three"), "foo {bar}", "Three"),
    ],
)  # fmt: skip
def test_braces_within_an_entry(change: Change, old: str, new: str) -> None:
    """They enclose one of its fields, or are part of a text; not all of it."""
    result, _ = changed(BRACES, change)
    assert result == BRACES.replace(old, new)


def test_an_entry_is_known_by_its_id_before_its_place() -> None:
    """Comments follow it, also when another entry takes its place."""
    text = "list:\n- id: one\n  text: A\n# of the second\n- text: B  # really\n  id: two  # why\n"
    result, _ = changed(
        text,
        lambda brief: brief.update(
            list=[{"id": "two", "text": "C"}, {"id": "three", "text": "D"}]
        ),
    )
    assert result == (
        "list:\n# of the second\n- text: C\n  id: two  # why\n- id: three\n  text: D\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "title: A\r\nsummary: B\r\n",
        "{title: A, summary: B}\n",
        "title: A\n summary: B\n",
    ],
)
def test_what_cannot_be_cut_into_lines_is_written_anew(text: str) -> None:
    """Windows line ends, braces, and a file that can't be read."""
    assert revised(PATH, text, "title: C\n") == "title: C\n"
