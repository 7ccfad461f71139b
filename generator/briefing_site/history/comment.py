"""Changes of briefs as Markdown, in which texts of contributors can be nothing but text.

They are set as code: so they mention nobody, link nowhere, load nothing and hide nothing.

`python3 -I comment.py FILE` makes the comment on a pull request, of what its own code wrote with `briefs diff
--format json`: that may be anything. With OTHERS and NUMBER, it names the other pull requests that change the
same briefs: OTHERS has a line for each file that one changes, with its number, a tab and the path. Only the
standard library is required.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LONGEST = 60_000
"""Characters; GitHub refuses comments of more than 65,536."""
LONGEST_TEXT = 600
"""Characters of a single text."""
COLUMNS = ("Before", "After")
CUT = "This is too long for a comment; run `make diff` to see all of it."
WRITER = "This was written by the code of this pull request: if it changes the code, check it yourself."
_WORDS = re.compile(r"(?:[^\W_]|[ ,’])+")
"""Texts that have no meaning in Markdown."""
_OTHER = re.compile(r"([0-9]{1,9})\t(briefs/[a-z0-9/-]{1,200}\.yml)")


def markdown(
    document: Any,  # noqa: ANN401 -- JSON of anybody
    heading: str,
    columns: tuple[str, str] = COLUMNS,
    cut: str = CUT,
) -> str:
    """A heading and a table for each file, of what `briefs diff --format json` writes; as many as fit."""
    made = [f"### {heading}\n", f"{_words(_get(document, 'summary'))}\n"]
    room = LONGEST - sum(map(len, made))
    for section in _list(_get(document, "sections")):
        for line in (*_lines(section, columns), ""):
            room -= len(line) + 1
            if room < 0:
                return "\n".join([*made, "", cut, ""])
            made.append(line)
    return "\n".join(made)


def _lines(section: Any, columns: tuple[str, str]) -> Iterator[str]:  # noqa: ANN401 -- JSON of anybody
    path, note, title = (_code(_get(section, key)) for key in ("path", "note", "title"))
    yield (
        f"#### {path}{f' ({note})' if note else ''}: {title}"
        if path
        else f"#### {_words(_get(section, 'heading'))}"
    )
    rows = [
        [_code(_get(row, key)).replace("|", "∣") for key in ("what", "before", "after")]
        for row in _list(_get(section, "rows"))
    ]
    if rows:
        yield ""
    if any(before or after for _, before, after in rows):
        yield from (f"| | {' | '.join(columns)} |", "| --- | --- | --- |")
        yield from (f"| {' | '.join(row)} |" for row in rows)
    else:
        yield from (f"- {what}" for what, *_ in rows)


def _get(value: Any, key: str) -> Any:  # noqa: ANN401 -- JSON of anybody
    return value.get(key, "") if isinstance(value, dict) else ""


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _words(text: object) -> str:
    return text if isinstance(text, str) and _WORDS.fullmatch(text) else _code(text)


def _code(text: object) -> str:
    """The text in a code span, between more backticks than it has in a row; empty without text."""
    shown = (
        "".join(each if each.isprintable() else " " for each in text)
        if isinstance(text, str)
        else ""
    )
    shown = " ".join(shown.split())
    shown = (
        shown if len(shown) <= LONGEST_TEXT else shown[:LONGEST_TEXT].rstrip() + " …"
    )
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    padding = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{padding}{shown}{padding}{fence}" if shown else ""


def others(listed: str, number: str) -> str:
    """A sentence about each brief that other pull requests change, too."""
    found = defaultdict[str, list[str]](list)
    for other, path in map(
        re.Match.groups, filter(None, map(_OTHER.fullmatch, listed.splitlines()))
    ):
        found[path].append(other)
    return "".join(
        f"\n`{path}` is also changed by {', '.join(f'#{each}' for each in numbers if each != number)}.\n"
        for path, numbers in sorted(found.items())
        if number in numbers and len(set(numbers)) > 1
    )


def main() -> None:
    """Write the comment for the files on the command line."""
    file, *more = sys.argv[1:]
    if Path(file).is_symlink():
        sys.exit(f"{file} is a symbolic link and is not shown")
    with Path(file).open("rb") as opened:
        content = opened.read(1000 * LONGEST)
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        document = {"summary": "The changes can’t be read"}
    note = others(Path(more[0]).read_text(encoding="utf-8"), more[1]) if more else ""
    sys.stdout.write(
        f"{markdown(document, 'What changes for readers')}\n{WRITER}\n{note}"
    )


if __name__ == "__main__":
    main()
