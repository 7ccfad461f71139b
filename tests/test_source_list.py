"""The filters of the list of sources, in a real browser."""

import re

from generator.library import linker
from generator.pipeline import check, render
from generator.site.site import Site
from tests.project import texts


def test_menus_leave_something_to_choose() -> None:
    """What all sources have in common is no filter; what is given in other words is one language."""
    sources = "".join(
        f"  s{number}: {{title: 'Title {number}', publisher: 'A & <b>', language: {('en', 'en-GB', 'de')[number % 3]},"
        f" url: 'https://example.org/{number}'{', archived: https://archive.example' if number == 4 else ''}{', kind: wire' if number < 5 else ''}}}\n"
        for number in range(12)
    )
    brief = f"title: A\nsummary: S\ndate: 2020-01-01\nsources:\n{sources}"
    library = linker.link(check(texts({"briefs/a.yml": brief})).collection)
    page = render(library, Site(), slow=False)["sources.md"].decode()
    (form,) = re.findall("<form.*</form>", page)
    assert re.findall(r"<select name=\"(\w+)\"", form) == ["kind", "language", "archived"]
    assert re.findall(r">([^<]+ \(\d+\))<", form) == [
        *("News agency (5)", "Not stated (7)", "English (8)", "German (4)", "No (11)", "Yes (1)")
    ]
    assert page.count('data-publisher="a-b" data-kind="unknown" data-language="en" data-archived="no"') == 4
