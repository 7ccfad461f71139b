"""Changes of briefs as Markdown, in which texts of contributors can be nothing but text.

They are set as code: so they mention nobody, link nowhere, load nothing and hide nothing.

`python3 -I comment.py FILE` writes the comment on a pull request. FILE is what `briefs diff --format json`
wrote, run with the code of the pull request: it may be anything. With OTHERS and NUMBER, the comment names
the other pull requests that change the same files. NUMBER is that of this one. OTHERS has a line for each
file that any of them changes, this one included: its number, a tab and the path. Only the standard library
is required.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

MAX_COMMENT = 60_000
"""Characters; GitHub refuses comments of more than 65,536, and the warning and other sentences follow."""
MAX_OTHERS = 3_000
"""Characters about other pull requests; there may be hundreds of them."""
MAX_TEXT = 600
"""Characters of a single text."""
COLUMNS = ("Before", "After")
TOO_LONG = "This is too long for a comment; run `make diff` to see all of it."
WARNING = "This was written by the code of this pull request: if it changes the code, check it yourself."
_WORDS = re.compile(r"(?:[^\W_]|[ ,’])+")
"""Texts in which nothing is markup."""
_CHANGED_FILE = re.compile(r"([0-9]{1,9})\t(briefs/[a-z0-9/-]{1,200}\.yml)")


def markdown(
    document: Any,  # noqa: ANN401 -- JSON of anybody
    heading: str,
    columns: tuple[str, str] = COLUMNS,
    too_long: str = TOO_LONG,
) -> str:
    """A heading and a table for each file, of what `briefs diff --format json` writes; as many as fit."""
    lines = [f"### {heading}\n", f"{_words(_get(document, 'summary'))}\n"]
    size = len("".join(lines))
    for section in _list(_get(document, "sections")):
        for line in (*_lines(section, columns), ""):
            size += len(line) + 1
            if size > MAX_COMMENT:
                return "\n".join([*lines, "", too_long, ""])
            lines.append(line)
    return "\n".join(lines)


def _lines(section: Any, columns: tuple[str, str]) -> list[str]:  # noqa: ANN401 -- JSON of anybody
    path = _code(_get(section, "path"))
    note = _code(_get(section, "note"))
    if not path:
        lines = [f"#### {_words(_get(section, 'heading'))}"]
    elif note:
        lines = [f"#### {path} ({note}): {_code(_get(section, 'title'))}"]
    else:
        lines = [f"#### {path}: {_code(_get(section, 'title'))}"]
    rows = _list(_get(section, "rows"))
    if rows:
        lines.append("")
    if any(_get(row, "before") or _get(row, "after") for row in rows):
        lines.append(f"| | {' | '.join(columns)} |")
        lines.append("| --- | --- | --- |")
        for row in rows:
            cells = [_cell(row, "what"), _cell(row, "before"), _cell(row, "after")]
            lines.append(f"| {' | '.join(cells)} |")
    else:
        lines += [f"- {_cell(row, 'what')}" for row in rows]
    return lines


def _cell(row: Any, key: str) -> str:  # noqa: ANN401 -- JSON of anybody
    """The text of a cell; a bar would end it even in code, so a similar sign takes its place."""
    return _code(_get(row, key)).replace("|", "∣")


def _get(value: Any, key: str) -> Any:  # noqa: ANN401 -- JSON of anybody
    return value.get(key, "") if isinstance(value, dict) else ""


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _words(text: object) -> str:
    """A text without markup as it is, if it is no longer than others may be; any other in a code span."""
    if isinstance(text, str) and len(text) <= MAX_TEXT and _WORDS.fullmatch(text):
        return text
    return _code(text)


def _code(text: object) -> str:
    """The text in a code span, between more backticks than it has in a row; empty without text."""
    if not isinstance(text, str):
        return ""
    letters = [letter if letter.isprintable() else " " for letter in text]
    code = " ".join("".join(letters).split())
    if not code:
        return ""
    if len(code) > MAX_TEXT:
        code = code[:MAX_TEXT].rstrip() + " …"
    fence = "`"
    while fence in code:
        fence += "`"
    if code.startswith("`") or code.endswith("`"):
        code = f" {code} "
    return f"{fence}{code}{fence}"


def other_pull_requests(listed: str, number: str) -> str:
    """A sentence about each brief that other pull requests change, too, as many as fit."""
    numbers_by_path: dict[str, list[str]] = {}
    for line in listed.splitlines():
        match = _CHANGED_FILE.fullmatch(line)
        if match:
            other, path = match.groups()
            numbers_by_path.setdefault(path, []).append(other)
    text = ""
    for path, numbers in sorted(numbers_by_path.items()):
        others = [f"#{other}" for other in numbers if other != number]
        if others and number in numbers:
            names = ", ".join(others)
            sentence = f"\n`{path}` is also changed by {names}.\n"
            if len(text + sentence) > MAX_OTHERS:
                return f"{text}\n…\n"
            text += sentence
    return text


def main() -> None:
    """Write the comment for the files on the command line."""
    file = Path(sys.argv[1])
    if file.is_symlink():
        sys.exit(f"{file} is a symbolic link and is not shown")
    with file.open("rb") as opened:
        content = opened.read(1000 * MAX_COMMENT)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        document = {"summary": "The changes can’t be read"}
    sys.stdout.write(f"{markdown(document, 'What changes for readers')}\n{WARNING}\n")
    if len(sys.argv) > 3:
        listed = Path(sys.argv[2]).read_text(encoding="utf-8")
        sys.stdout.write(other_pull_requests(listed, sys.argv[3]))


if __name__ == "__main__":
    main()
