"""Mistakes of newcomers: each is reported on its line, and doing exactly what the help says fixes it."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from briefing_site import pipeline
from briefing_site.diagnostics import Diagnostic
from tests import mistakes
from tests.blocks import sections
from tests.following import follow, is_fixed, parted
from tests.marking import unmarked
from tests.mistakes import FILES, TOPICS
from tests.project import CASES, texts
from tests.test_diagnostics import FILES as DIAGNOSTICS
from tests.test_diagnostics import found as found_in
from tests.test_diagnostics import shown

FOLLOWED = 0.98
"""The share of helps that lead to a valid file, of those that need no fact that only the author knows."""


def check(files: dict[str, str]) -> tuple[Diagnostic, ...]:
    return pipeline.check(texts({**TOPICS, **files})).diagnostics


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_mistake(file: Path) -> None:
    case = mistakes.read(file)
    found = check(case.broken)
    assert [
        f"{each.path}:{each.span.start.line} {each.severity}[{each.code.slug}]"
        for each in found
    ] == [place for place, _ in case.expected]
    for each, (_, words) in zip(found, case.expected, strict=True):
        assert [line for line in words if line not in f"{each.help}."] == [], each.help
    assert any(words for _, words in case.expected)
    assert (
        unmarked(
            found,
            "\n".join(
                [TOPICS["briefs/topics.yml"], *case.broken, *case.broken.values()]
            ),
        )
        == []
    )
    assert check(case.fixed) == ()
    followed = follow(case.broken, found)
    if followed is None:
        assert case.note
        assert case.broken != case.fixed
    else:
        assert not case.note
        assert followed == case.fixed or (
            check(followed) == () and data(followed) == data(case.fixed)
        )


def data(files: dict[str, str]) -> dict[str, object]:
    return {path: yaml.load(text, yaml.BaseLoader) for path, text in files.items()}  # noqa: S506


def test_following_the_help_fixes_what_needs_no_new_fact() -> None:
    """Of all mistakes and diagnostics, those that say what to do; each that does not is noted in its case."""
    notes = [mistakes.read(file).note for file in FILES]
    for file in DIAGNOSTICS:
        files = sections(file)
        noted = dict(map(parted, files.pop("expected").splitlines()))
        for each in found_in(files):
            note = noted.get(shown(each))
            if note is None:
                continue
            notes.append(note)
            by_rule = is_fixed(files, each, "", found_in)
            assert by_rule != bool(note), (
                f"{file.stem}: {shown(each)} {note}: {each.help}"
            )
            assert not note.startswith("by hand") or is_fixed(
                files, each, note, found_in
            ), each
    counted = Counter(note.partition(" ")[0] for note in notes)
    followed, unclear = counted[""] + counted["by"], counted["unclear"]
    assert counted.total() == len(notes) >= 400
    assert followed >= FOLLOWED * (followed + unclear), counted


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a:\n  saw: {R}\n  heard: {R}\n", "a:\n  heard: {R}\n"),
        ("a:\n  saw: {R}\nb:\n  saw: {R}\n", "b:\n  saw: {R}\n"),
        ("a: {saw: {R}, heard: {R}}\n", "a: {heard: {R}}\n"),
    ],
)
def test_what_to_delete_of_a_quote_that_changed(before: str, after: str) -> None:
    """Nothing is reported after the record has been deleted as the help says."""
    brief = sections(CASES / "diagnostics" / "quote-changed.md")["briefs/a.yml"]
    quote = brief[brief.index("  - text") : brief.index("sources:")]
    two = brief.replace(quote, quote + quote.replace("saw", "heard"))
    files = {"briefs/a.yml": two, "briefs/b.yml": brief}
    record = "briefs/verification.yml"
    state = f"state: verified, date: 2020-06-01, quote: {'0' * 16}"
    diagnostic = check({**files, record: before.replace("R", state)})[0]
    assert (diagnostic.path, diagnostic.code.slug) == ("briefs/a.yml", "quote-changed")
    words = (
        f"delete the record of 'saw' under 'a' in {record}, and 'a' if it has no other"
    )
    assert words in diagnostic.help
    assert "`make diff`" in diagnostic.help
    followed = check({**files, record: after.replace("R", state)})
    assert not any(
        each.path == record
        or (each.path, each.span) == (diagnostic.path, diagnostic.span)
        for each in followed
    )
