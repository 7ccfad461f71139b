"""`briefs new`: what it asks, what it writes, and that this passes the check."""

import re
from pathlib import Path

import pytest

from briefing_site import pipeline
from briefing_site.format import Brief, Mark
from briefing_site.format.traversal import members
from briefing_site.reading import RawFile
from tests.project import make, run, snapshot

TOPICS = {
    "briefs/topics.yml": "energy: {title: Energy, summary: Oil.}\nwater: {title: Water, summary: Rivers.}\n"
}
ANSWERS = (
    "--title",
    "The bridge",
    "--summary",
    "It reopened.",
    "--source",
    "Town Gazette",
)

AWKWARD = (
    *(
        "no",
        "Russia: and China",
        "1984",
        "2024-05-14",
        "?!",
        "- a # comment 'and' \"quotes\"",
    ),
    *(
        "{braces} [brackets] & *stars* !bangs | > % @ `",
        "上海 «кавычки» Zürich 🌍",
        "word " * 50,
    ),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, TOPICS)


def test_it_explains_every_field_in_the_words_of_the_format(project: Path) -> None:
    run(project, "new", *ANSWERS)
    text = (project / "briefs/the-bridge.yml").read_text(encoding="utf-8")
    explained = " ".join(text.replace("#", " ").split())
    for member in members(Brief):
        if Mark.NOT_IN_NEW_BRIEFS not in member.marks:
            assert " ".join((member.field.description or "").split()) in explained, (
                member.key
            )
            assert re.search(rf"^(?:# )?{member.key}:", text, re.MULTILINE), member.key


def test_all_its_examples_can_be_used(project: Path) -> None:
    """The file passes the check after the # of examples, and the space after it, is deleted."""
    run(project, "new", *ANSWERS)
    file = project / "briefs/the-bridge.yml"
    text = re.sub(
        r"^( *)# (?!yaml-language)",
        r"\1",
        file.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    assert text.count("\n- ") + text.count("\n  - ") >= 6
    file.write_text(text, encoding="utf-8")
    assert run(project, "check").stdout == "1 brief checked: 0 errors\n"
    published = text.replace("status: draft", "status: published").encode()
    found = pipeline.check(
        [
            RawFile("briefs/topics.yml", TOPICS["briefs/topics.yml"].encode()),
            RawFile("briefs/a.yml", published),
        ]
    )
    lines = {
        each.span.start.line
        for each in found.diagnostics
        if each.code.slug == "example-text"
    }
    starts = [
        (number, line)
        for number, line in enumerate(text.split("\n"), 1)
        if re.match(r"\w+:", line)
    ]
    silent = [
        line.partition(":")[0]
        for (number, line), (end, _) in zip(
            starts, [*starts[1:], (len(text), "")], strict=True
        )
        if not lines.intersection(range(number, end))
    ]
    assert silent == [
        "title",
        "summary",
        "date",
        "as_of",
        "status",
        "topics",
        "relations",
    ]


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_answers_stay_what_they_are(project: Path, words: str) -> None:
    run(
        project,
        "new",
        "--title",
        words,
        "--summary",
        words,
        "--source",
        words,
        "--name",
        "new-one",
    )
    file = project / "briefs/new-one.yml"
    checked = pipeline.check([RawFile("briefs/new-one.yml", file.read_bytes())])
    assert checked.diagnostics == ()
    record = checked.collection.briefs[0].record
    assert record is not None
    (source,) = record.sources.values()
    assert {record.title, record.summary, source.title} == {" ".join(words.split())}


def test_at_a_terminal_it_asks_until_the_answer_is_valid(project: Path) -> None:
    answers = (
        "", "The bridge reopens", " ", "It reopened.", "yesterday", "2024-05-14", "watr", "water, energy",
        "", "Town Gazette", "example.org", "https://example.org/bridge", "The Bridge", "",
    )  # fmt: skip
    ended = run(project, "new", answers="".join(f"{each}\n" for each in answers))
    assert ended.returncode == 0
    shown = ended.stdout + ended.stderr
    for words in (
        "'yesterday' is not a valid date",
        "did you mean 'water'?",
        "write https://example.org",
        "is not a valid name",
        *(f"the {answer} is required" for answer in ("title", "summary", "source")),
    ):
        assert words in shown
    assert "write the day as year-month-day" in shown
    assert "2010~" not in shown
    assert "[the-bridge-reopens]" in shown
    text = (project / "briefs/the-bridge-reopens.yml").read_text(encoding="utf-8")
    assert "\ntopics: [water, energy]\n" in text
    assert "\ndate: 2024-05-14\n" in text
    assert run(project, "check").stdout == "1 brief checked: 0 errors\n"


def test_the_end_of_input_at_a_terminal_ends_it(project: Path) -> None:
    before = snapshot(project)
    assert run(project, "new", answers="\x04").returncode == 2
    assert snapshot(project) == before
