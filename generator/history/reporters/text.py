"""For people at a terminal."""

from generator.history.records import Changes
from generator.history.reporters.sections import Section, sections, summary


def report(changes: Changes) -> str:
    """A paragraph for each file, and a line with the numbers of changes."""
    return "\n".join([*(_paragraph(each) for each in sections(changes)), _sentence(summary(changes))]) + "\n"


def _paragraph(section: Section) -> str:
    note = f" ({section.note})" if section.note else ""
    heading = section.heading or f"{section.path}{note}: {section.title}"
    return "\n".join([heading, *section.lines]) + "\n"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
