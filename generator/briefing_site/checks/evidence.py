"""What nothing documents, disputed events without a note, and judgements with too much confidence.

The rule for confidence is that of `docs/about.md`: high requires several sources that do not depend on one
another, and one source is low. A source and what repeats it are one.
"""

from collections.abc import Iterable, Iterator
from itertools import combinations

from briefing_site.checks.names import Names
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import BRIEF, Brief, Location, traversal
from briefing_site.format.places import EVENT, JUDGEMENT, PROFILE, Place
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, ParsedFile, misspelling, suggestions
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

_INDEPENDENT = 2
"""Publications from which on any confidence is allowed."""
_MESSAGES = {"high": HIGH_CONFIDENCE, "moderate": MODERATE_CONFIDENCE}


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    yield from _check_events(file.document)
    if file.record:
        yield from _check_relations(file, file.record)
        yield from _check_confidence(file.document, file.record)


def check(names: Names) -> Iterator[Diagnostic]:
    """Report affiliations in profiles that nothing documents."""
    pairs: set[frozenset[str]] = set()
    for file in names.collection.briefs:
        if file.record is None:
            return  # a brief that can't be read may document anything
        pairs |= _documented_pairs(file.record)
    for profile in names.collection.profiles:
        affiliations = profile.record.affiliations if profile.record else ()
        for number, affiliation in enumerate(affiliations):
            pair = frozenset((profile.id, affiliation.to))
            if not affiliation.sources and pair not in pairs:
                place = (*PROFILE.affiliations, number)
                noun = marked("affiliation")
                yield _without_source(profile.document, place, noun)


def _check_events(document: Document) -> Iterator[Diagnostic]:
    for location, event in document.find(BRIEF.timeline.each):
        if not isinstance(event, Mapping):
            continue
        if _is_missing(document, location, EVENT.sources):
            help_ = suggestions.for_missing_reference(
                document, location, "sources: [{}]"
            )
            yield document.report(EVENT_WITHOUT_SOURCE, event, help_)
        status = (*location, *EVENT.status)
        is_disputed = document.value(status) == "disputed"
        if is_disputed and _is_missing(document, location, EVENT.note):
            yield document.report(DISPUTED_WITHOUT_NOTE, status)


def _is_missing(document: Document, location: Location, field: Place) -> bool:
    """Whether a field is missing, and not just its key misspelled."""
    node = document.node((*location, *field))
    if node is not None and to_data(node) not in (None, {}, []):
        return False
    misspelled = misspelling.misspelled_keys(document, Brief, location)
    return field[0] not in misspelled


def _check_relations(file: ParsedFile[Brief], brief: Brief) -> Iterator[Diagnostic]:
    pairs = _documented_pairs(brief)
    for number, relation in enumerate(brief.relations):
        pair = frozenset((relation.from_, relation.to))
        if not relation.sources and pair not in pairs:
            place = (*BRIEF.relations, number)
            yield _without_source(file.document, place, marked("relation"))


def _documented_pairs(brief: Brief) -> set[frozenset[str]]:
    """The pairs of actors whom an event or a relation with a source connects."""
    pairs: set[frozenset[str]] = set()
    for event in brief.timeline:
        if event.sources:
            pairs.update(map(frozenset, combinations(event.actors, 2)))
    for relation in brief.relations:
        if relation.sources:
            pairs.add(frozenset((relation.from_, relation.to)))
    return pairs


def _without_source(document: Document, location: Location, noun: str) -> Diagnostic:
    help_ = suggestions.for_missing_reference(document, location, "sources: [{}]")
    return document.report(STATEMENT_WITHOUT_SOURCE, location, help_, noun=noun)


def _check_confidence(document: Document, brief: Brief) -> Iterator[Diagnostic]:
    for number, judgement in enumerate(brief.key_judgements):
        message = _MESSAGES.get(judgement.confidence)
        cited = set(traversal.cited(judgement))
        if message is None or not cited <= brief.sources.keys():
            continue
        if len(_origins(brief, cited)) >= _INDEPENDENT:
            continue
        evidence = marked("its {number} sources are copies of one", number=len(cited))
        if not cited:
            evidence = marked("it names no source")
        elif len(cited) == 1:
            evidence = marked("it rests on one source")
        place = (*BRIEF.key_judgements, number, *JUDGEMENT.confidence)
        yield document.report(message, place, evidence=evidence)


def _origins(brief: Brief, ids: Iterable[str]) -> set[tuple[str, ...]]:
    """The publications that the sources go back to: what copies one is not another."""
    copies: dict[str, str] = {}
    for id_, source in brief.sources.items():
        if source.copy_of and source.copy_of in brief.sources:
            copies[id_] = source.copy_of
    return {brief.sources[chain(id_, copies)[-1]].publication for id_ in ids}
