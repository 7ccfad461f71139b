"""`briefs check --fix` does what messages say exactly, and nothing else."""

from pathlib import Path

import pytest

from briefing_site import pipeline
from briefing_site.commands import check as command
from tests import fuzz, mistakes
from tests.mistakes import FILES, TOPICS
from tests.project import make, run, texts

CERTAIN = 130
"""In how many cases of mistakes only one thing can be meant."""
SEVERAL = {"three-mistakes-of-syntax"}
"""Cases with a mistake that is certain and another that is not."""

TUNNEL = (
    "title: Tunnel\nsummary: Long.\ndate: 2010-12-09\nsources: {paper: {title: A}}\n"
)
NEWCOMER = TUNNEL.replace("title:", "Title:", 1)


def test_mistakes_are_corrected_completely_or_not_at_all() -> None:
    """Most of those of form are certain."""
    certain = 0
    for file in FILES:
        case = mistakes.read(file)
        broken, correct = {**TOPICS, **case.broken}, {**TOPICS, **case.fixed}
        given = fixed(broken)
        assert given in (broken, correct) or file.stem in SEVERAL, file
        assert not any(
            each.edits for each in pipeline.check(texts(given)).diagnostics
        ), file
        assert fixed(correct) == correct, file
        certain += given == correct
    assert certain >= CERTAIN


def fixed(files: dict[str, str]) -> dict[str, str]:
    return {raw.path: raw.content.decode() for raw in command.correct(texts(files))}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, {"briefs/tunnel.yml": NEWCOMER})


def test_what_it_shows_of_a_file_forges_no_log(project: Path) -> None:
    """Lines around a change are shown, too, with whatever they begin and end."""
    lines = TUNNEL.replace(
        "title:", "title: A: b##[error]c\r::error::d: e\nsummary:", 1
    )
    (project / "briefs/tunnel.yml").write_text(lines, encoding="utf-8", newline="")
    shown = run(project, "check", "--fix", "--yes").stderr
    assert shown.count("[error]c") == 2
    assert "##[" not in shown
    assert not [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert all(line.isprintable() for line in shown.replace("\u2060", "").split("\n"))


@pytest.mark.parametrize(("answer", "text"), [("y\n", TUNNEL), ("n\n", NEWCOMER)])
def test_it_asks_at_a_terminal(project: Path, answer: str, text: str) -> None:
    ended = run(project, "check", "--fix", answers=answer)
    assert "Make these changes in 1 file?" in ended.stderr
    assert (project / "briefs/tunnel.yml").read_text() == text


@pytest.mark.parametrize(
    "lines",
    [
        "timeline:\n  - date: 2024-05-14  title: The tunnel opens\n",
        "actors:\n– - id: ann\n    name: Ann\n",
        "topics: [trade, water]，\n",
    ],
)
def test_what_can_mean_two_things_stays(lines: str) -> None:
    files = {"briefs/tunnel.yml": TUNNEL + lines}
    assert fixed(files) == files


@pytest.mark.parametrize(
    "value",
    [
        '"A brief # is this a my-remark?', '"A brief #\tmy-remark', "'A brief\t# my-remark", "A: brief # my-remark", "A brief #my-remark",
        "{a: b# my-remark", "A tunnel\nbackground:，# my-remark", "[A # my-remark", '"A" brief\u00a0#my-remark', "@A # my-remark",
        "*A # my-remark", '"A "b" c" # my-remark', '"A \\q # my-remark"', "A\n\u00a0\u00a0# my-remark",
    ],
)  # fmt: skip
def test_a_text_that_may_be_a_comment_stays(value: str) -> None:
    before = TUNNEL.replace("title: Tunnel", f"title: {value}")
    fuzz.assert_comments(
        before.encode(), fixed({"briefs/a.yml": before})["briefs/a.yml"].encode()
    )
