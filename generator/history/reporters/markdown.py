"""For a pull request on GitHub or GitLab.

Texts of contributors are set as code, so they can't mention people, link, or load a picture.
"""

import re

from generator.diagnostics import log
from generator.history.records import Changes
from generator.history.reporters.sections import Section, sections, summary
from generator.site.language import DEFAULT, Language

LONGEST = 60_000
"""Characters. GitHub refuses comments of more than 65,536."""


def report(changes: Changes, language: Language = DEFAULT) -> str:
    """A heading and a coloured block for each file, as many as fit."""
    heading = language.gettext("Changes to the briefs")
    parts = [f"### {heading}\n\n{summary(changes, language)}\n"]
    room = LONGEST - len(parts[0])
    for section in sections(changes, language):
        part = _part(section)
        room -= len(part) + 1
        if room < 0:
            parts.append(
                language.gettext("This is too long for a comment; run `make diff` to see all of it.") + "\n"
            )
            break
        parts.append(part)
    return log.harmless("\n".join(parts))


def _part(section: Section) -> str:
    note = f" ({code(section.note)})" if section.note else ""
    heading = section.heading or f"{code(section.path)}{note}: {code(section.title)}"
    block = ["", "```diff", *section.lines, "```"] if section.lines else []
    return "\n".join([f"#### {heading}", *block, ""])


def code(text: str) -> str:
    """The text in a code span, between more backticks than it has in a row."""
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"
