"""Text for the log of a workflow."""

import json
import re

_COMMAND = re.compile(r"(?:^|(?<=[\r\n]))[^\S\r\n]*:(?=:)|##(?=\[)")
"""A command up to its last character."""


def harmless(text: str) -> str:
    """The text without commands to GitHub's runner: `::x` at the start of a line, and `##[x]` anywhere.

    The word joiner that is put into them can't be seen. Source: `ActionCommand.TryParseV2` and `TryParse` in
    https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    """
    return _COMMAND.sub("\\g<0>\N{WORD JOINER}", text)


def printable(text: str) -> str:
    """The text without line breaks, and without what could move, hide or colour what is around it."""
    characters = [char if char.isprintable() else " " for char in text]
    return "".join(characters)


def as_json(document: object) -> str:
    """The document as JSON, in which no text is a command or controls a terminal."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    text = text.replace("##[", r"#\u0023[")  # which only texts can contain
    shown = ""
    for line in text.split("\n"):
        shown += "".join(map(_escaped, line)) + "\n"
    return shown


def _escaped(character: str) -> str:
    """The character as it may stand in a text of JSON; escaped if it can't be printed."""
    if character.isprintable():
        return character
    return json.dumps(character).strip('"')
