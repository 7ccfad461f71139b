"""The page of a brief as it is written: what a browser runs when it shows it."""

from dataclasses import replace
from typing import Any

from markdown import Markdown

from briefing_site.checks import rules
from briefing_site.diagnostics import Severity
from briefing_site.form.check import Session, location, places
from briefing_site.format import BRIEF, Brief, Location, dates
from briefing_site.format.brief import CastMember, Event
from briefing_site.format.record import MISSING_FIELD
from briefing_site.library import linker
from briefing_site.pages import brief as pages
from briefing_site.reading import Collection, ParsedFile, nodes, validation
from briefing_site.site import markdown

MAX_ROUNDS = 20
"""How often what has errors is left out, so that what refers to it has some."""


def page(session: Session, path: str) -> str:
    """The page of a brief of those checked last, as HTML without diagrams and without what has errors.

    It is empty if the text can't be read, or has no title, summary or date.
    """
    site, checked = session.site, session.checked
    briefs = checked.collection.briefs if checked else ()
    file = next((each for each in briefs if each.document.path == path), None)
    if checked is None or file is None:
        return ""
    others = tuple(each for each in briefs if each is not file)
    sound = _without_errors(
        file, replace(checked.collection, briefs=others), site.settings.kinds
    )
    if sound is None:
        return ""
    in_short = (replace(each, record=each.record or _in_short(each)) for each in others)
    collection = replace(checked.collection, briefs=(*in_short, sound), versions=())
    made = next(iter(pages.page(linker.link(collection, drafts=True), site, file.id)))
    _, _, body = made.content.decode().removeprefix("---\n").partition("\n---\n")
    # no page of a brief has fences; the names of the others are short for those of modules
    extensions = {
        name if "." in name else f"markdown.extensions.{name}": options
        for name, options in markdown.extensions(site.language).items()
        if name != "pymdownx.superfences"
    }
    return Markdown(extensions=list(extensions), extension_configs=extensions).convert(
        body
    )


def _without_errors(
    file: ParsedFile[Brief], others: Collection, kinds: tuple[str, ...]
) -> ParsedFile[Brief] | None:
    document = file.document
    for _ in range(MAX_ROUNDS):
        if document.root is None:
            return None
        prose = validation.parse_prose(document, Brief)
        record, found = validation.validate(document, Brief, prose)
        file = ParsedFile(file.id, Brief, document, record, prose)
        together = replace(others, briefs=(*others.briefs, file))
        found += [*rules.check_file(file), *rules.check(together, kinds)]
        errors = {
            each
            for each in found
            if each.severity is Severity.ERROR and each.path == document.path
        }
        if not errors:
            return file if record else None
        begun = places(document)
        found_at = ((location(begun, each.span), each.code) for each in errors)
        # what lacks a field is left out as a whole: an entry of a list or of a mapping
        wrong = {
            place[: 2 if len(place) < 4 else -1] if code == MISSING_FIELD else place
            for place, code in found_at
        }
        if () in wrong:
            return None
        document = replace(document, root=nodes.without(document.root, wrong))
    return None


def _in_short(file: ParsedFile[Brief]) -> Brief | None:
    """Of another brief what the page may show of it, as the site publishes it."""
    title, when = _text(file, BRIEF.title), dates.parse_valid(_text(file, BRIEF.date))
    if when is None:
        return None

    def given(at: Location, *keys: str) -> dict[str, Any]:
        return {key: text for key in keys if (text := _text(file, (*at, key)))}

    events = []
    for entry in file.entries:
        if entry.list in BRIEF.timeline:
            date = dates.parse_valid(_text(file, (*entry.location, "date"))) or when
            known = {"title": "", **given(entry.location, "title", "status", "same_as")}
            events.append(Event.model_construct(id=entry.id, date=date, **known))
    actors = (
        CastMember.model_construct(
            id=scalar.text, role="", **given(place[:-1], "name", "kind")
        )
        for place, scalar in file.document.scalars(BRIEF.actors.each.id)
    )
    return Brief.model_construct(
        title=title,
        summary="",
        date=when,
        topics=tuple(each.text for _, each in file.document.scalars(BRIEF.topics.each)),
        see_also=tuple(
            each.text for _, each in file.document.scalars(BRIEF.see_also.each)
        ),
        actors=tuple(actors),
        timeline=tuple(events),
        sources={},
    )


def _text(file: ParsedFile[Brief], location: Location) -> str:
    node = file.document.node(location)
    return " ".join(node.text.split()) if isinstance(node, nodes.Scalar) else ""
