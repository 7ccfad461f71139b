"""The page of a brief as it is written: what a browser runs when it shows it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from briefing_site.checks import rules
from briefing_site.diagnostics import Diagnostic, Severity
from briefing_site.form.check import Session, location, places
from briefing_site.format import BRIEF, Brief, Location, dates
from briefing_site.format.brief import CastMember, Event
from briefing_site.format.record import MISSING_FIELD
from briefing_site.library import linker
from briefing_site.pages import brief as pages
from briefing_site.reading import Collection, Document, ParsedFile, nodes, validation
from briefing_site.site import markdown

MAX_ROUNDS = 20
"""How often what has errors is left out, so that what refers to it has some."""


def page(session: Session, path: str) -> str:
    """The page of a brief of those checked last, as HTML without diagrams and without what has errors.

    It is empty if the text can't be read, or has no title, summary or date.
    """
    if session.checked is None:
        return ""
    written = None
    others = []
    for file in session.checked.collection.briefs:
        if file.document.path == path:
            written = file
        else:
            others.append(file)
    if written is None:
        return ""
    site = session.site
    collection = replace(session.checked.collection, briefs=tuple(others))
    sound = _without_errors(written, collection, site.settings.kinds)
    if sound is None:
        return ""
    summaries = []
    for file in others:
        record = file.record or _summary_record(file)
        summaries.append(replace(file, record=record))
    linked = replace(collection, briefs=(*summaries, sound), versions=())
    library = linker.link(linked, drafts=True)
    output = next(iter(pages.page(library, site, sound.id)))
    _, _, body = output.content.decode().removeprefix("---\n").partition("\n---\n")
    return markdown.to_html(body, site.language)


def _without_errors(
    file: ParsedFile[Brief], others: Collection, kinds: tuple[str, ...]
) -> ParsedFile[Brief] | None:
    """The brief without the values that have errors; nothing if it can't do without one of them."""
    document = file.document
    for _ in range(MAX_ROUNDS):
        if document.root is None:
            return None
        prose = validation.parse_prose(document, Brief)
        record, diagnostics = validation.validate(document, Brief, prose)
        file = ParsedFile(file.id, Brief, document, record, prose)
        collection = replace(others, briefs=(*others.briefs, file))
        diagnostics += rules.check_file(file)
        diagnostics += rules.check(collection, kinds)
        wrong = _places_with_errors(document, diagnostics)
        if not wrong:
            return file if record else None
        if () in wrong:
            return None
        document = replace(document, root=nodes.without(document.root, wrong))
    return None


def _places_with_errors(
    document: Document, diagnostics: Iterable[Diagnostic]
) -> set[Location]:
    """The paths of the values of a document that have errors."""
    all_places = places(document)
    wrong = set()
    for diagnostic in diagnostics:
        is_error = diagnostic.severity is Severity.ERROR
        if not is_error or diagnostic.path != document.path:
            continue
        place = location(all_places, diagnostic.span)
        if diagnostic.code == MISSING_FIELD:
            # what lacks a field is left out as a whole: an entry of a list or of a mapping
            place = place[:2] if len(place) < 4 else place[:-1]
        wrong.add(place)
    return wrong


def _summary_record(file: ParsedFile[Brief]) -> Brief | None:
    """Of another brief what the page may show of it, as the site publishes it."""
    document = file.document
    date = dates.parse_valid(_text(file, BRIEF.date))
    if date is None:
        return None
    events = []
    for entry in file.entries:
        if entry.list in BRIEF.timeline:
            texts = _texts(file, entry.location, ("title", "status", "same_as"))
            texts.setdefault("title", "")
            event_date = dates.parse_valid(_text(file, (*entry.location, "date")))
            event = Event.model_construct(id=entry.id, date=event_date or date, **texts)
            events.append(event)
    actors = []
    for place, scalar in document.scalars(BRIEF.actors.each.id):
        texts = _texts(file, place[:-1], ("name", "kind"))
        actors.append(CastMember.model_construct(id=scalar.text, role="", **texts))
    topics = [scalar.text for _, scalar in document.scalars(BRIEF.topics.each)]
    see_also = [scalar.text for _, scalar in document.scalars(BRIEF.see_also.each)]
    return Brief.model_construct(
        title=_text(file, BRIEF.title),
        summary="",
        date=date,
        topics=tuple(topics),
        see_also=tuple(see_also),
        actors=tuple(actors),
        timeline=tuple(events),
        sources={},
    )


def _texts(
    file: ParsedFile[Brief], place: Location, keys: Iterable[str]
) -> dict[str, Any]:
    """The texts of the fields of a record that has them."""
    texts = {}
    for key in keys:
        text = _text(file, (*place, key))
        if text:
            texts[key] = text
    return texts


def _text(file: ParsedFile[Brief], location: Location) -> str:
    node = file.document.node(location)
    if isinstance(node, nodes.Scalar):
        return " ".join(node.text.split())
    return ""
