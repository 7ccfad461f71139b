"""How well the search answers queries that people judged: `-rP` shows those that it answers worse than best.

The queries are about the briefs of this repository, and are left out where there are others.
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from briefing_site.search.words import words
from tests.browser import in_script
from tests.conftest import Site, served
from tests.past import loaded
from tests.project import CASES, ours, own_library, search_files, site_library
from tests.taking import records

JUDGED: list[tuple[str, str, str, str, list[str]]] = [
    (part, language, kind, query, results)
    for part, languages in yaml.load(
        (CASES / "search" / "queries.yml").read_bytes(), yaml.CSafeLoader
    ).items()
    for language, kinds in languages.items()
    for kind, queries in kinds.items()
    for query, results in queries.items()
]
LIMITS = {
    "English": 0.98,
    "other languages": 0.95,
    "date": 1.0,
    "question": 0.85,
    "outlook": 0.8,
    "nonsense": 1.0,
}
"""The share of queries with an expected result among the first three that each group must have."""
MEAN_RECIPROCAL_RANK = 0.9
RESULTS = """Promise.all(given.map(async (query) => {
  const { records } = await script.find(query, isTyped);
  return Promise.all(records.slice(0, 10).map(async (each) => [each.kind, await script.shown(each)]));
}))"""
"""The kind of each of the first ten, and what is shown of it."""


def results(page: Page, queries: list[str], is_typed: str = "false") -> Any:  # noqa: ANN401 -- what JSON holds
    return in_script(
        page, "assets/search/finder.js", RESULTS.replace("isTyped", is_typed), queries
    )


def reciprocal_rank(expected: list[str], found: list[str]) -> float:
    """Of the first result that was expected; nothing is expected of nothing."""
    if not expected:
        return float(not found)
    return next(
        (1 / place for place, address in enumerate(found, 1) if address in expected),
        0.0,
    )


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Iterator[Site]:
    """The search of the site, with an index of the briefs that the queries are about."""
    folder = tmp_path_factory.mktemp("judged")
    for name in ("index.html", "assets"):
        (folder / name).symlink_to(built / name)
    for path, content in search_files(own_library()).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    with served(folder) as site:
        yield site


@ours
@pytest.mark.parametrize(("language_of_site", "step"), [("en", 1), ("de", 3)])
def test_the_best_results_come_first(
    browser: Browser, judged: Site, language_of_site: str, step: int
) -> None:
    """By mean reciprocal rank, and by the share of queries with one among the first three.

    Where the site is in another language, each third query tells whether those in English still work.
    """
    chosen = JUDGED[::step]
    with browser.new_page() as page:
        page.goto(judged.address)
        page.evaluate(
            "language => { document.documentElement.lang = language; }",
            language_of_site,
        )
        answers = results(page, [query for *_, query, _ in chosen])
    ranks = defaultdict[str, list[float]](list)
    for (part, language, kind, query, expected), answer in zip(
        chosen, answers, strict=True
    ):
        found = [shown["address"].removeprefix(judged.address) for _, shown in answer]
        if (rank := reciprocal_rank(expected, found)) < 1:
            sys.stdout.write(
                f"{language} {kind}, {query}: {rank:.2f}, after {found[:3]}\n"
            )
        group = (
            kind
            if kind in LIMITS
            else "English"
            if language == "en"
            else "other languages"
        )
        for name in (f"{language} {kind}", language, group, part, "all"):
            ranks[name].append(rank)
    success = {name: mean(rank >= 1 / 3 for rank in own) for name, own in ranks.items()}
    for name, own in ranks.items():
        sys.stdout.write(f"{name:16}{len(own):4}{success[name]:7.3f}{mean(own):7.3f}\n")
    assert {
        name: success[name] for name, limit in LIMITS.items() if success[name] < limit
    } == {}
    assert mean(ranks["all"]) >= MEAN_RECIPROCAL_RANK


@ours
def test_a_name_has_few_of_each_kind_and_stays_in_what_is_typed(
    browser: Browser, judged: Site
) -> None:
    """Most of what is said of a person are quotes; and “re” is “re-election”, but not of the Taliban."""
    with browser.new_page() as page:
        page.goto(judged.address)
        *names, typed = results(
            page, ["Tokayev", "CSTO", "taliban re"], is_typed="true"
        )
    for found in names:
        assert max(Counter(kind for kind, _ in found).values()) <= 3
    assert all("Taliban" in str(shown) for _, shown in typed[:6])


@ours
def test_every_expected_result_exists() -> None:
    there = {each.address for each in records(own_library())}
    expected = {address for *_, results in JUDGED for address in results}
    assert {
        each
        for each in expected
        if each.split("/")[0] in {"actors", "briefs", "glossary", "topics"}
    } <= there


def test_the_browser_splits_texts_as_the_index_does(page: Page) -> None:
    given: list[Any] = [
        " ".join((each.title, *each.text, *each.about))
        for each in records(site_library())
    ]
    given += loaded((CASES / "search/words.yml").read_text(encoding="utf-8"))
    page.goto("")
    assert in_script(
        page, "assets/search/words.js", "given.map(script.words)", given
    ) == [*map(words, given)]
