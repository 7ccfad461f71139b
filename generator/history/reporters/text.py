"""For people at a terminal."""

from generator.diagnostics import log
from generator.history.records import Changes
from generator.history.reporters.sections import Section, sections, summary
from generator.site.language import DEFAULT, Language


def report(changes: Changes, language: Language = DEFAULT) -> str:
    """A paragraph for each file, and a line with the numbers of changes."""
    paragraphs = [*map(_paragraph, sections(changes, language)), _sentence(summary(changes, language))]
    return log.harmless("\n".join(paragraphs) + "\n")


def _paragraph(section: Section) -> str:
    note = f" ({section.note})" if section.note else ""
    heading = section.heading or f"{section.path}{note}: {section.title}"
    return "\n".join([heading, *section.lines]) + "\n"


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
