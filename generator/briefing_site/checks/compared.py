"""What checks across files need of a brief."""

from dataclasses import replace

from briefing_site.checks.actors import knows_its_actors
from briefing_site.format import BRIEF, Brief, Pattern
from briefing_site.format.places import SOURCE
from briefing_site.reading import ParsedFile, nodes

COMPARED = (
    BRIEF.title,
    BRIEF.date,
    BRIEF.status,
    BRIEF.formerly,
    BRIEF.topics,
    BRIEF.see_also,
    BRIEF.actors.each.id,
    BRIEF.actors.each.name,
    BRIEF.actors.each.kind,
    BRIEF.timeline.each.id,
    BRIEF.timeline.each.date,
    BRIEF.timeline.each.title,
    BRIEF.timeline.each.status,
    BRIEF.timeline.each.same_as,
    BRIEF.timeline.each.places,
    BRIEF.timeline.each.formerly,
    BRIEF.quotes.each.id,
    BRIEF.quotes.each.text,
    BRIEF.quotes.each.source,
    BRIEF.quotes.each.speaker,
    BRIEF.quotes.each.speaker_description,
    BRIEF.quotes.each.formerly,
    BRIEF.quotes.each.places,
    BRIEF.corrections.each.formerly,
)
"""Checks across files, and pages of other briefs, read nothing else but the addresses of quoted sources."""


def shortened(file: ParsedFile[Brief]) -> ParsedFile[Brief]:
    """A brief without errors, whose tree has only what is compared: a whole one takes half a megabyte."""
    document = file.document
    if document.root is None or not knows_its_actors(file):
        return file
    needed: list[Pattern] = [*COMPARED]
    for _, source in document.scalars(BRIEF.quotes.each.source):
        source_id = " ".join(source.text.split())
        needed.append((*BRIEF.sources, source_id, *SOURCE.url))
    root = nodes.only(document.root, needed)
    return replace(file, document=replace(document, root=root), prose={})
