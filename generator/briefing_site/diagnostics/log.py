"""Text for the log of a workflow."""

import json
import re

_COMMAND = re.compile(r"(?:^|(?<=[\r\n]))[^\S\r\n]*::|##\[")


def harmless(text: str) -> str:
    """The text without commands to GitHub's runner: `::x` at the start of a line, and `##[x]` anywhere.

    The word joiner that is put into them can't be seen. Source: `ActionCommand.TryParseV2` and `TryParse` in
    https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    """
    return _COMMAND.sub(
        lambda found: f"{found[0][:-1]}\N{WORD JOINER}{found[0][-1]}", text
    )


def printable(text: str) -> str:
    """The text without line breaks, and without what could move, hide or colour what is around it."""
    return "".join(each if each.isprintable() else " " for each in text)


def as_json(document: object) -> str:
    """The document as JSON, whose texts stay the same, but are no such commands and control no terminal."""
    text = json.dumps(document, ensure_ascii=False, indent=2).replace(
        "##[", r"#\u0023["
    )  # only in texts
    shown = (
        each if each.isprintable() or each == "\n" else json.dumps(each)[1:-1]
        for each in text
    )
    return "".join(shown) + "\n"
