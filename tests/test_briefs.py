"""The briefs of this repository: valid, and whole in what is made of them.

No other test depends on them, so that a publisher can replace them. Tests marked `ours` are about those that this
repository began with, and are skipped where there are others.
"""

from collections.abc import Mapping

import pytest

from briefing_site import pipeline
from briefing_site.format import limits
from briefing_site.format.limits import FileLimit
from briefing_site.site import Site as SiteSettings
from tests.project import Ended, Files, make, ours, own_briefs, own_library, run, texts
from tests.test_data import follows_its_schema, is_sound
from tests.test_relations import Picture, pictures


@pytest.fixture(scope="module")
def made() -> Mapping[str, bytes]:
    return Files(own_library(), SiteSettings())


@pytest.fixture(scope="module")
def shown(made: Mapping[str, bytes]) -> list[Picture]:
    return [
        each
        for path, text in made.items()
        if path.endswith(".md")
        for each in pictures(text.decode())
    ]


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    return run(make(tmp_path_factory.mktemp("own"), own_briefs()), "check")


def test_they_have_no_errors(checked: Ended) -> None:
    assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout


@ours
def test_they_have_no_warnings(checked: Ended) -> None:
    assert checked.stdout.endswith(" checked: 0 errors\n")


@ours
def test_they_leave_a_third_of_what_they_may_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So that a brief as long as our longest can still grow."""
    smaller = FileLimit(limits.FILE.size * 2 // 3, limits.FILE.values * 2 // 3)
    monkeypatch.setattr(limits, "FILE", smaller)
    assert not pipeline.check(texts(own_briefs())).errors


def test_their_data_follow_the_schemas(made: Mapping[str, bytes]) -> None:
    follows_its_schema(made)
    is_sound(made["api/v1/briefs.sqlite"])


def test_nothing_covers_anything_in_their_diagrams(shown: list[Picture]) -> None:
    assert {each.title: each.faults for each in shown if each.faults} == {}
    assert {each.title: each.crossed for each in shown if each.crossed} == {}


@ours
def test_their_diagrams_are_packed(shown: list[Picture]) -> None:
    empty = {each.title: round(each.empty, 2) for each in shown}
    briefs = {
        title: share
        for title, share in empty.items()
        if title.startswith("Relations in")
    }
    assert len(briefs) > 10
    assert sum(briefs.values()) / len(briefs) < 0.2, briefs
    assert max(empty.values()) < 0.45, empty
    assert len([each.title for each in shown if each.frame.right > 840]) < 2, (
        "a laptop shows 840 pixels"
    )
