"""Mistakes of newcomers: each is reported on its line, and doing exactly what the help says fixes it."""

import re
from pathlib import Path

import pytest

from generator import pipeline
from generator.diagnostics import Code, Diagnostic
from tests import mistakes
from tests.mistakes import FILES, TOPICS
from tests.project import CASES, sections, texts

ENOUGH_BY_RULE = 152
"""In how many cases at least the help says so exactly what to write that the test itself can do it."""


def check(files: dict[str, str]) -> tuple[Diagnostic, ...]:
    return pipeline.check(texts({**TOPICS, **files})).diagnostics


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_mistake(file: Path) -> None:
    case = mistakes.read(file)
    found = check(case.broken)
    assert [f"{each.path}:{each.span.start.line} {each.severity}[{each.code.slug}]" for each in found] == [
        place for place, _ in case.expected
    ]
    for each, (_, words) in zip(found, case.expected, strict=True):
        assert [line for line in words if line not in each.help] == [], each.help
    assert any(words for _, words in case.expected)
    assert check(case.fixed) == ()
    followed = follow(case.broken, found)
    if followed is not None:
        assert followed == case.fixed
    else:
        assert case.broken != case.fixed


def test_most_helps_can_be_followed_without_thinking() -> None:
    broken = [mistakes.read(file).broken for file in FILES]
    by_rule = [files for files in broken if follow(files, check(files)) is not None]
    assert len(FILES) >= 200
    assert len(by_rule) >= ENOUGH_BY_RULE


def follow(files: dict[str, str], found: tuple[Diagnostic, ...]) -> dict[str, str] | None:
    """The files after doing what each help says and nothing else; `None` if that takes thinking."""
    followed = dict(files)
    for each in reversed(found):
        renamed = re.search(
            r"(?:rename it|rename the file|move it) to '(?:briefs/)?([\w-]+\.yml)'", each.help
        )
        if renamed:
            followed = {
                f"briefs/{renamed[1]}" if path == each.path else path: text for path, text in files.items()
            }
            continue
        text = fixed(followed[each.path], each)
        if text is None:
            return None
        followed[each.path] = text
    return followed


def fixed(text: str, diagnostic: Diagnostic) -> str | None:
    lines = text.split("\n")
    number = diagnostic.span.start.line - 1
    line = lines[number]
    start, end = diagnostic.span.start.column - 1, diagnostic.span.end.column - 1
    words = line.lstrip(" \t\u00a0")
    if match := re.search(r"[Ww]rite: (.*)$", diagnostic.help):
        space = line[: len(line) - len(words)]
        entry = match[1].startswith("- ") and words[0] not in "-–"
        lines[number] = (space[2:] if entry else space) + match[1]
    elif match := re.fullmatch(
        r"(?:(?:.*: )?begin the line with|.* and type) (no|\d+) spaces?(?:, or delete it .*)?",
        diagnostic.help,
    ):
        lines[number] = " " * (0 if match[1] == "no" else int(match[1])) + words
    elif match := re.match(r"(?:did you mean|it was renamed: write) '([^']+)'", diagnostic.help):
        lines[number] = line[:start] + match[1] + line[end:]
    elif diagnostic.help == "delete everything before the first word":
        lines[number] = words
    elif diagnostic.help.endswith("write a space in place of this one"):
        lines[number] = line.replace("-", " ", 1)
    elif match := re.fullmatch(r"write '([^']+)' here", diagnostic.help):
        lines[number] = line[:start] + match[1] + line[end:]
    elif match := re.match(r"write '([^']+)' here and wherever it is used", diagnostic.help):
        return re.sub(rf"(?<![\w-]){re.escape(line[start:end])}(?![\w-])", match[1], text)
    elif match := re.match(r"change the address to (\S+)", diagnostic.help):
        lines[number] = re.sub(r"\]\([^)]*\)", f"]({match[1]})", line)
    elif match := re.match(r"write (\d\S+|https?:\S+)", diagnostic.help):
        lines[number] = line[:start] + match[1] + line[end:]
    elif diagnostic.help.startswith("delete the tag"):
        lines[number] = line[:start] + line[end:]
    elif diagnostic.help.startswith(("delete this line", "delete one of the two")):
        del lines[number]
    else:
        return None
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("a:\n  saw: {R}\n  heard: {R}\n", "a:\n  heard: {R}\n", "delete line 2 of R ('saw' under 'a')"),
        (
            "a:\n  saw: {R}\nb:\n  saw: {R}\n",
            "b:\n  saw: {R}\n",
            "delete lines 1 and 2 of R ('saw' under 'a')",
        ),
        ("a:\n  saw: {R}\n", "", "delete R, which has no other entries"),
        ("a: {saw: {R}, heard: {R}}\n", "a: {heard: {R}}\n", "delete the record of 'saw' under 'a' in R"),
    ],
)
def test_what_to_delete_of_a_quote_that_changed(before: str, after: str, words: str) -> None:
    """The help names the lines, because a program writes the record, not a person."""
    brief = sections(CASES / "diagnostics" / "quote-changed.txt")["briefs/a.yml"]
    quote = brief[brief.index("  - text") : brief.index("sources:")]
    two = brief.replace(quote, quote + quote.replace("saw", "heard"))
    files = {"briefs/a.yml": two, "briefs/b.yml": brief}
    record = "briefs/verification.yml"
    state = f"state: verified, date: 2020-06-01, quote: {'0' * 16}"
    diagnostic = check({**files, record: before.replace("R", state)})[0]
    assert (diagnostic.path, diagnostic.code) == ("briefs/a.yml", Code.QUOTE_CHANGED)
    assert words.replace("R", record) in diagnostic.help
    assert "`make diff`" in diagnostic.help
    followed = check({**files, record: after.replace("R", state)} if after else files)
    assert not any(
        each.path == record or (each.path, each.span) == (diagnostic.path, diagnostic.span)
        for each in followed
    )
