"""Each rule corrects the mistake in its docstring."""

from collections.abc import Callable, Iterator

import pytest

from briefing_site.format import Brief
from briefing_site.reading import RawFile, date_formats, folder
from briefing_site.reading.example import example, typed
from briefing_site.reading.repair import LAYOUT_RULES, SYNTAX_RULES
from briefing_site.reading.repair.fix import Rule

RULES = tuple(dict.fromkeys((*SYNTAX_RULES, *LAYOUT_RULES)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule(rule: Rule) -> None:
    mistake = example(rule)
    raw = RawFile("briefs/a.yml", typed(mistake.before).encode())
    file, diagnostics = folder.parse(raw, Brief)
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
