"""Each limit of a file is refused just above it, in words that name it, and taken at it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_site import pipeline
from briefing_site.format import limits
from briefing_site.format.limits import FileLimit
from briefing_site.reading import suggestions
from briefing_site.reading.brief_files import VERIFICATION
from briefing_site.reading.yaml import composer
from tests.project import ROOT, make, run, texts
from tests.test_hostile import IN_A_MINUTE

FIRST = "title: A brief\nsummary: What happened.\ndate: 2020-05-01\nsources: {paper: {title: A paper}}\n"
MARK = "\N{COMBINING ACUTE ACCENT}"


def prose(text: str) -> str:
    """A brief with this text, and as many values as it has without."""
    return f"{FIRST}background: '[@paper]'\nopen_questions: ['{text}']\n"


def events(count: int) -> str:
    return (
        FIRST
        + "timeline:\n"
        + "".join(f"- {{date: 2020, title: e{number}}}\n" for number in range(count))
    )


CASES: dict[str, tuple[int, Callable[[int], str], str]] = {
    "levels of lists in prose": (limits.PROSE_DEPTH, lambda size: prose("- " * size + "a"), "too-deep"),
    "levels of quotations": (limits.PROSE_DEPTH, lambda size: prose("> " * size + "a"), "too-deep"),
    "levels of both": (limits.PROSE_DEPTH, lambda size: prose("- > 1. + "[: 2 * size] + "- " * (size - 4) + "a"), "too-deep"),
    "levels of emphasis": (limits.PROSE_DEPTH, lambda size: prose("*a " * size + "a* " * size), "too-deep"),
    "open brackets": (limits.OPEN_BRACKETS, lambda size: prose("[" * size + "a"), "too-deep"),
    "marks": (limits.MARKS, lambda size: prose("a" + MARK * size), "too-long"),
    "marks, escaped": (limits.MARKS, lambda size: prose("").replace("''", '"a' + "\\u0301" * size + '"'), "too-long"),
    "entries of a list": (limits.ENTRIES, events, "too-large"),
    "topics": (limits.TOPICS, lambda size: f"{FIRST}topics: [{'a, ' * size}]\n", "too-large"),
    "characters of a line": (limits.LINE, lambda size: FIRST.replace("A brief", "x" * size), "too-long"),
    "characters of a summary": (limits.WORDS, lambda size: FIRST.replace("What happened.", "x" * size), "too-long"),
    "characters of prose": (limits.PROSE, lambda size: prose("x" * size), "too-long"),
    "bytes": (limits.FILE.size, lambda size: FIRST + "#" * (size - len(FIRST)), "too-large"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_a_limit(name: str) -> None:
    limit, made, code = CASES[name]
    topics = {"briefs/topics.yml": "a: {title: A, summary: B.}\n"}
    assert not pipeline.check(texts({"briefs/a.yml": made(limit), **topics})).errors
    (error,) = pipeline.check(texts({"briefs/a.yml": made(limit + 1), **topics})).errors
    assert error.code.slug == code
    assert f"{limit:,}" in error.message or str(limit) in error.message
    assert error.help


def test_marks_that_are_written_as_entities_are_left_out() -> None:
    checked = pipeline.check(texts({"briefs/a.yml": prose("a" + "&#769;" * 100)}))
    (file,) = checked.collection.briefs
    assert file.record is not None
    assert file.record.open_questions[0].words == "a" + MARK * limits.MARKS


@pytest.mark.parametrize(
    "text", ["ཧྐྵྨླྺྼྻྂ", "Việt", "שָׁלוֹם", "สวัสดี", "e" + MARK * limits.MARKS, "上海" * 50]
)
def test_marks_of_languages_are_taken(text: str) -> None:
    assert not pipeline.check(texts({"briefs/a.yml": prose(text)})).errors


@pytest.mark.parametrize(
    "text", ["[@paper] ", "- a\n  ", "*a* ", "[a](https://b.cd) ", "`a` ", "a\n\n  "]
)
def test_values_and_parts_of_prose_are_counted_together(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(limits, "FILE", FileLimit(limits.FILE.size, 100))
    few, many = (
        f"{FIRST}background: |\n  {text * 40}\n  [@paper]\nopen_questions: ['', {'x, ' * number}]\n"
        for number in (1, 80)
    )
    assert not pipeline.check(texts({"briefs/a.yml": few.replace("'', ", "")})).errors
    (error,) = pipeline.check(texts({"briefs/a.yml": many.replace("'', ", "")})).errors
    assert (error.code.slug, error.message.split(" values")[0]) == (
        "too-large",
        "the file has more than 100",
    )


def test_values_are_counted_while_they_are_read() -> None:
    """The tree is not finished first."""
    _, errors = composer.compose(
        "briefs/a.yml", b"[[], [], []]", limit=FileLimit(100, 4)
    )
    assert errors == []
    document, (error,) = composer.compose(
        "briefs/a.yml", b"[[], [], []]", limit=FileLimit(100, 3)
    )
    assert (document.root, error.code.slug) == (None, "too-large")


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "state: x, date: y, statee: z",
        "state: verified, date: 2020-01-01, quote: 0123456789abcdef",
    ],
)
def test_records_that_say_nothing_right(tmp_path: Path, entry: str) -> None:
    """As many as the file may have: what is wrong with each is not collected first."""
    least = run(make(tmp_path / "empty", {}), "check").kilobytes
    each = f"{{{entry}}}"
    number = min(
        limits.VERIFICATION.values // (1 + entry.count(":")),
        limits.VERIFICATION.size // (len(each) + 10),
    )
    records = "".join(
        f"b{start}:\n" + "".join(f"  q{place}: {each}\n" for place in range(990))
        for start in range(number // 991)
    )
    result = run(
        make(tmp_path / "full", {f"briefs/{VERIFICATION}": records}),
        "check",
        program=IN_A_MINUTE,
    )
    assert result.returncode == 1
    assert "the limit is" not in result.stdout
    assert result.kilobytes - least < 240 * 1024


def test_the_same_event_in_many_briefs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ACCOUNTS", 3)
    event = "timeline: [{date: 2020, title: One, id: one, sources: [paper]SAME}]\n"

    def briefs(number: int) -> dict[str, str]:
        same = {0: "", 1: ", same_as: b0#one", 2: ", same_as: b1#one"}
        return {
            f"briefs/b{each}.yml": FIRST
            + event.replace("SAME", same.get(each, same[1]))
            for each in range(number)
        }

    assert not pipeline.check(texts(briefs(3))).errors
    (error,) = pipeline.check(texts(briefs(4))).errors
    assert (error.path, error.code.slug) == ("briefs/b3.yml", "too-large")


def test_all_limits_are_documented() -> None:
    """With their numbers, in the table of SECURITY.md."""
    table = (
        (ROOT / "SECURITY.md")
        .read_text(encoding="utf-8")
        .partition("**Hang or exhaust")[2]
    )
    numbers = {
        int(each.replace(",", ""))
        for each in re.findall(r"\d[\d,]*", table.partition("\n\n`tests")[0])
    }
    for name, limit in vars(limits).items():
        if name.isupper() and not isinstance(limit, FileLimit):
            assert limit in numbers, name
    for limit in (limits.FILE, limits.VERIFICATION):
        assert {limit.size // 1024, limit.size // 1024**2} & numbers
        assert limit.values in numbers


def test_the_nearest_of_many_names_is_suggested() -> None:
    names = {f"paper-{number:04}-report" for number in range(limits.ENTRIES)}
    help_ = suggestions.for_similar("paper-0420-reprot", names)
    assert str(help_) == "did you mean 'paper-0420-report'?"
