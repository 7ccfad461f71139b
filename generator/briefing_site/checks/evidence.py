"""What nothing documents, disputed events without a note, and judgements with too much confidence.

The rule for confidence is that of `docs/about.md`: high requires several sources that do not depend on one
another, and one source is low. A source and what repeats it are one.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from briefing_site.checks.names import Names
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import BRIEF, Brief, Location, traversal
from briefing_site.format.places import EVENT, JUDGEMENT, PROFILE, Place
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, ParsedFile, Scalar, misspelling, suggestions
from briefing_site.reading.ids import chain
from briefing_site.reading.yaml.node import Mapping, to_data

EVENT_WITHOUT_SOURCE = Message(
    Code("event-without-source", "An event has no source.", Severity.WARNING),
    "the event has no source",
    "add 'sources: [<id>]', with ids of entries under 'sources'",
    in_form="Choose the sources that document this",
    form_field="sources",
)
DISPUTED_WITHOUT_NOTE = Message(
    Code(
        "disputed-without-note",
        "A disputed event has no note that explains the dispute.",
        in_editor=True,
    ),
    "the event is disputed, but has no note that explains the dispute",
    "add 'note: ...' with what each side says",
    in_form="{label} is required: say what is disputed",
    form_field="note",
)
STATEMENT_WITHOUT_SOURCE = Message(
    Code(
        "statement-without-source",
        "A relation or an affiliation has no source, and no event with a source has both actors.",
        Severity.WARNING,
    ),
    "nothing documents the {noun}: it has no source, and no event with a source has both actors",
    "add 'sources: [<id>]', with ids of entries under 'sources'",
    EVENT_WITHOUT_SOURCE.in_form,
    EVENT_WITHOUT_SOURCE.form_field,
)
HIGH_CONFIDENCE = Message(
    Code(
        "confidence",
        (
            "The confidence of a judgement is more than its sources allow: high requires several that do not "
            "depend on one another, and one source is low. A source and its copies (`copy_of`) count as one."
        ),
        Severity.WARNING,
    ),
    "the confidence is high, but {evidence}; high requires several that do not depend on one another",
    "add an independent source, or write 'confidence: low'",
)
MODERATE_CONFIDENCE = Message(
    HIGH_CONFIDENCE.code,
    "the confidence is moderate, but {evidence}; one source makes it low",
    "add an independent source, or write 'confidence: low'",
)

SEVERAL = 2
_MESSAGES = {"high": HIGH_CONFIDENCE, "moderate": MODERATE_CONFIDENCE}


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    yield from _check_events(file.document)
    yield from _check_relations(file)
    yield from _check_confidence(file)


def _check_events(document: Document) -> Iterator[Diagnostic]:
    events = list(document.find(BRIEF.timeline.each))
    for (location, event), (_, following) in zip(
        events, [*events[1:], ((), None)], strict=False
    ):
        if not isinstance(event, Mapping) or isinstance(
            following, Scalar
        ):  # that may be of its list
            continue
        if _is_missing(document, location, EVENT.sources):
            help_ = suggestions.for_missing_reference(
                document, location, "sources: [{}]"
            )
            yield document.report(EVENT_WITHOUT_SOURCE, event, help_)
        at = (*location, *EVENT.status)
        if document.value(at) == "disputed" and _is_missing(
            document, location, EVENT.note
        ):
            yield document.report(DISPUTED_WITHOUT_NOTE, at)


def _is_missing(document: Document, location: Location, field: Place) -> bool:
    """Whether a field is missing, and not just its key misspelled."""
    node = document.node((*location, *field))
    misspelled = misspelling.misspelled_keys(document, Brief, location)
    return (
        node is None or to_data(node) in (None, {}, [])
    ) and not misspelled.intersection(field)


def _documented(brief: Brief) -> Iterator[frozenset[str]]:
    """The pairs of actors who have to do with each other by an event or a relation that has a source."""
    for event in brief.timeline:
        if event.sources:
            yield from map(frozenset, combinations(event.actors, 2))
    for relation in brief.relations:
        if relation.sources:
            yield frozenset((relation.from_, relation.to))


def _check_relations(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    if file.record is None or not file.record.relations:
        return
    pairs = frozenset(_documented(file.record))
    for number, relation in enumerate(file.record.relations):
        if (
            not relation.sources
            and frozenset((relation.from_, relation.to)) not in pairs
        ):
            yield _without_source(file, (*BRIEF.relations, number), marked("relation"))


def check(names: Names) -> Iterator[Diagnostic]:
    records = [file.record for file in names.collection.briefs]
    if None in records:
        return  # a brief that can't be read may document anything
    pairs = frozenset(pair for brief in records if brief for pair in _documented(brief))
    for profile in names.collection.profiles:
        for number, affiliation in enumerate(
            profile.record.affiliations if profile.record else ()
        ):
            if (
                not affiliation.sources
                and frozenset((profile.id, affiliation.to)) not in pairs
            ):
                yield _without_source(
                    profile, (*PROFILE.affiliations, number), marked("affiliation")
                )


def _without_source(file: ParsedFile[Any], location: Location, noun: str) -> Diagnostic:
    help_ = suggestions.for_missing_reference(file.document, location, "sources: [{}]")
    return file.document.report(STATEMENT_WITHOUT_SOURCE, location, help_, noun=noun)


def _check_confidence(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    brief = file.record
    for number, judgement in enumerate(brief.key_judgements if brief else ()):
        cited = set(traversal.cited(judgement))
        message = _MESSAGES.get(judgement.confidence)
        if brief is None or message is None or not cited <= brief.sources.keys():
            continue
        if len(_origins(brief, cited)) < SEVERAL:
            evidence = marked("it names no source")
            if len(cited) == 1:
                evidence = marked("it rests on one source")
            elif cited:
                evidence = marked(
                    "its {number} sources are copies of one", number=len(cited)
                )
            yield file.document.report(
                message,
                (*BRIEF.key_judgements, number, *JUDGEMENT.confidence),
                evidence=evidence,
            )


def _origins(brief: Brief, ids: Iterable[str]) -> set[tuple[str, ...]]:
    """The publications that the sources go back to: what copies one is not another."""
    known = brief.sources
    copies = {
        id_: of for id_, each in known.items() if (of := each.copy_of) and of in known
    }
    return {known[chain(id_, copies)[-1]].publication for id_ in ids}
