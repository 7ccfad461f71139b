"""`briefs check --fix` does what messages say exactly, and nothing else."""

from pathlib import Path

import pytest

from generator import pipeline
from generator.commands import check as command
from tests import fuzz, mistakes
from tests.mistakes import FILES, TOPICS
from tests.project import make, run, snapshot, texts

CERTAIN = 130
"""In how many cases of mistakes only one thing can be meant."""
SEVERAL = {"three-mistakes-of-syntax"}
"""Cases with a mistake that is certain and another that is not."""

NEWCOMER = """\
# A comment that stays: 9. Dezember 2010
date:  9. Dezember 2010   # and this one
Title: Two neighbours
summary: >-
  They reopen
  a bridge.

see_also: [old-tunnel]
sources:
    paper:   {title: A "paper", url: www.example.org/bridge}
"""
CORRECT = """\
# A comment that stays: 9. Dezember 2010
date:  2010-12-09   # and this one
title: Two neighbours
summary: >-
  They reopen
  a bridge.

see_also: [tunnel]
sources:
    paper:   {title: A "paper", url: https://www.example.org/bridge}
"""
TUNNEL = (
    "title: Tunnel\nsummary: Long.\ndate: 2010-12-09\nformerly: [old-tunnel]\nsources: {paper: {title: A}}\n"
)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_mistake_is_corrected_completely_or_not_at_all(file: Path) -> None:
    case = mistakes.read(file)
    broken, correct = {**TOPICS, **case.broken}, {**TOPICS, **case.fixed}
    given = fixed(broken)
    assert given in (broken, correct) or file.stem in SEVERAL
    assert not any(each.edits for each in pipeline.check(texts(given)).diagnostics)
    assert fixed(correct) == correct


def test_most_mistakes_of_form_are_certain() -> None:
    cases = [mistakes.read(file) for file in FILES]
    assert sum(fixed(case.broken) == case.fixed for case in cases) >= CERTAIN


def fixed(files: dict[str, str]) -> dict[str, str]:
    return {raw.path: raw.content.decode() for raw in command.correct(texts(files))}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, {"briefs/bridge.yml": NEWCOMER, "briefs/tunnel.yml": TUNNEL})


def test_it_shows_the_changes_and_keeps_everything_else(project: Path) -> None:
    ended = run(project, "check", "--fix", "--yes")
    assert ended.returncode == 0, ended.stdout
    changed = [line for line in ended.stderr.splitlines() if line[0] in "+-"]
    assert "-date:  9. Dezember 2010   # and this one" in changed
    assert "+date:  2010-12-09   # and this one" in changed
    assert "-see_also: [old-tunnel]\n+see_also: [tunnel]\n" in ended.stderr
    assert len(changed) == 2 + 2 * 4
    assert (project / "briefs/bridge.yml").read_text() == CORRECT
    assert sorted(path.name for path in (project / "briefs").iterdir()) == ["bridge.yml", "tunnel.yml"]


def test_line_breaks_of_windows_and_a_mark_at_the_beginning_stay(project: Path) -> None:
    path = project / "briefs/bridge.yml"
    path.write_bytes(b"\xef\xbb\xbf" + NEWCOMER.removeprefix("# A comment").replace("\n", "\r\n", 3).encode())
    before = path.read_bytes()
    assert before.startswith(b"\xef\xbb\xbf that stays")
    path.write_bytes(before.replace(b" that stays", b"# that stays"))
    run(project, "check", "--fix", "--yes")
    expected = "# that stays" + CORRECT.removeprefix("# A comment that stays")
    assert path.read_bytes() == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n", 3).encode()


def test_what_it_shows_of_a_file_forges_no_log(project: Path) -> None:
    """Lines around a change are shown, too, with whatever they begin and end."""
    lines = TUNNEL.replace("title:", "title: A: b##[error]c\r::error::d: e\nsummary:", 1)
    (project / "briefs/tunnel.yml").write_text(lines, encoding="utf-8", newline="")
    shown = run(project, "check", "--fix", "--yes").stderr
    assert shown.count("[error]c") == 2
    assert "##[" not in shown
    assert not [line for line in shown.splitlines() if line.lstrip().startswith("::")]
    assert all(line.isprintable() for line in shown.replace("\u2060", "").split("\n"))


def test_without_a_terminal_and_without_yes_nothing_changes(project: Path) -> None:
    before = snapshot(project / "briefs")
    ended = run(project, "check", "--fix")
    assert (ended.returncode, snapshot(project / "briefs")) == (2, before)
    assert "+title: Two neighbours" in ended.stderr
    assert "add --yes (with make: YES=1)" in ended.stderr


@pytest.mark.parametrize(("answer", "text"), [("y\n", CORRECT), ("n\n", NEWCOMER)])
def test_it_asks_at_a_terminal(project: Path, answer: str, text: str) -> None:
    ended = run(project, "check", "--fix", answers=answer)
    assert "Make these changes in 1 file?" in ended.stderr
    assert (project / "briefs/bridge.yml").read_text() == text


def test_only_the_selected_files_change(project: Path) -> None:
    other = project / "briefs/other.yml"
    other.write_text(NEWCOMER)
    run(project, "check", "--fix", "--yes", "briefs/bridge.yml")
    assert (project / "briefs/bridge.yml").read_text() == CORRECT
    assert other.read_text() == NEWCOMER


def test_the_check_says_what_it_could_correct(project: Path) -> None:
    assert "`make fix` (or `briefs check --fix`) corrects 4 of them." in run(project, "check").stdout
    run(project, "check", "--fix", "--yes")
    assert run(project, "check").stdout.endswith("2 briefs checked: 0 errors, 2 warnings\n")
    assert "Nothing can be corrected" in run(project, "check", "--fix", "--yes").stderr


def test_a_former_name_works_until_it_is_corrected(project: Path) -> None:
    """A renamed brief needs no change of nine others at once."""
    valid = CORRECT.replace("[tunnel]", "[old-tunnel]")
    (project / "briefs/bridge.yml").write_text(valid)
    ended = run(project, "check")
    assert (ended.returncode, "warning[former-name]" in ended.stdout) == (0, True)
    assert run(project, "build", "--engine", "none", "--no-search").returncode == 0
    page = (project / "docs/briefs/bridge.md").read_text()
    assert "tunnel.md" in page
    assert "old-tunnel" not in page


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
    fuzz.assert_comments(before.encode(), fixed({"briefs/a.yml": before})["briefs/a.yml"].encode())
