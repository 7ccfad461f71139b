"""Each rule corrects the mistake in its docstring."""

import textwrap
from collections.abc import Callable, Iterator

import pytest

from briefing_site import pipeline
from briefing_site.checks import misread_prose
from briefing_site.checks.passage import Passage
from briefing_site.format import Brief
from briefing_site.reading import RawFile, date_formats, editing, parsing, repair
from briefing_site.reading.example import example
from briefing_site.reading.repair.fix import Rule
from tests.test_diagnostics import VALID


def typed(text: str) -> str:
    """A text of an example as somebody types it, with tabs and no-break spaces."""
    return text.replace("⇥", "\t").replace("␣", "\u00a0")


@pytest.mark.parametrize("rule", repair.RULES, ids=lambda rule: rule.__name__)
def test_rule(rule: Rule) -> None:
    mistake = example(rule)
    raw = RawFile("briefs/a.yml", typed(mistake.before).encode())
    file, diagnostics = parsing.parse(raw, Brief)
    assert file.document.readable == typed(mistake.after)
    assert diagnostics[0].code.slug == "syntax"
    assert str(diagnostics[0].message) == mistake.message


@pytest.mark.parametrize("rule", date_formats.RULES, ids=lambda rule: rule.__name__)
def test_date(rule: Callable[[str], Iterator[str]]) -> None:
    """Each way to write a date that the docstring shows is converted to the format of briefs."""
    dates = example(rule)
    for before, after in zip(
        dates.before.splitlines(), dates.after.splitlines(), strict=True
    ):
        assert " or ".join(date_formats.possible_dates(before)) == after


@pytest.mark.parametrize("rule", misread_prose.RULES, ids=lambda rule: rule.__name__)
def test_prose(rule: Callable[[Passage], Iterator[object]]) -> None:
    """What a docstring has before is reported, and what it has after is not."""
    mistake = example(rule)
    before = in_brief(mistake.before)
    found = pipeline.check([before]).diagnostics
    (diagnostic,) = [each for each in found if each.code.slug in LITERAL]
    assert pipeline.check([in_brief(f"{mistake.after} [@paper]")]).diagnostics == ()
    if diagnostic.edits:
        fixed = editing.apply(before.content, diagnostic.edits)
        assert lines(fixed) == lines(in_brief(mistake.after).content)


def lines(content: bytes) -> list[bytes]:
    """The lines of a file, without the indentation of empty ones."""
    return [line.rstrip() for line in content.splitlines()]


LITERAL = {"literal-citation", "literal-markup"}


def in_brief(text: str) -> RawFile:
    """A brief with a text that cites one of its sources."""
    prose = textwrap.indent(text, "  ")
    return RawFile("briefs/a.yml", f"{VALID}background: |\n{prose}\n".encode())


def test_no_layout_is_chosen_that_is_no_valid_yaml() -> None:
    """After an entry in braces, an incomplete one would be taken for more fields of it."""
    quotes = (
        "quotes:\n  - {id: one, text: We., date: 2010}\n  - id: two\n    text: You.\n"
    )
    text = f"title: A\nsummary: B\ndate: 2020-05-02\n{quotes}"
    _, diagnostics = parsing.parse(RawFile("briefs/a.yml", text.encode()), Brief)
    assert "syntax" not in {each.code.slug for each in diagnostics}
