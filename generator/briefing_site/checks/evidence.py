"""Rules about evidence: statements without a source, disputes without a note, and too much confidence.

The rule for confidence is the one that the page "About" of each site states. High or moderate confidence in
a judgement requires at least two independent sources. A source and its copies count as one.
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
    in_form=EVENT_WITHOUT_SOURCE.in_form,
    form_field=EVENT_WITHOUT_SOURCE.form_field,
)
SENTENCE_WITHOUT_SOURCE = Message(
    Code("sentence-without-source", "A sentence of `in_brief` cites no source."),
    "the sentence cites no source",
    "cite what documents it, such as [@<id>] before its full stop",
    in_form="Cite the source that documents this",
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

_REQUIRED_PUBLICATIONS = 2
"""The independent publications that high or moderate confidence requires."""
_CONFIDENCE_MESSAGES = {"high": HIGH_CONFIDENCE, "moderate": MODERATE_CONFIDENCE}
"""The message for too few publications, by confidence; low confidence requires none."""


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    """Report what a brief leaves without evidence.

    Events are checked in the YAML, so also if the brief has other errors, in which case it has no record.
    """
    yield from _check_events(file.document)
    if file.record:
        yield from _check_sentences(file.document, file.record)
        yield from _check_relations(file, file.record)
        yield from _check_confidence(file.document, file.record)


def check(names: Names) -> Iterator[Diagnostic]:
    """Report affiliations in profiles that neither sources of their own nor a brief documents.

    If a brief has errors, nothing is reported, because that brief may document any of the affiliations.
    """
    pairs: set[frozenset[str]] = set()
    for file in names.collection.briefs:
        if file.record is None:
            return
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
            yield document.report(
                EVENT_WITHOUT_SOURCE, event, _add_sources(document, location)
            )
        status = (*location, *EVENT.status)
        is_disputed = document.value(status) == "disputed"
        if is_disputed and _is_missing(document, location, EVENT.note):
            yield document.report(DISPUTED_WITHOUT_NOTE, status)


def _is_missing(document: Document, location: Location, field: Place) -> bool:
    """Whether an entry lacks a field, or has it without a value.

    An unknown key that looks like a misspelling of the field counts as the field, because another rule
    reports it with the correct spelling.
    """
    node = document.node((*location, *field))
    # an empty text is a value here, because each one is an error that is reported anyway
    if node is not None and to_data(node) not in (None, {}, []):
        return False
    misspelled = misspelling.misspelled_keys(document, Brief, location)
    return field[0] not in misspelled


def _check_sentences(document: Document, brief: Brief) -> Iterator[Diagnostic]:
    """Report sentences of `in_brief` without a source."""
    for number, sentence in enumerate(brief.in_brief):
        if not sentence.cited:
            place = (*BRIEF.in_brief, number)
            help_ = suggestions.for_missing_reference(document, place, "[@{}]")
            yield document.report(SENTENCE_WITHOUT_SOURCE, place, help_)


def _check_relations(file: ParsedFile[Brief], brief: Brief) -> Iterator[Diagnostic]:
    """Report relations that have no source, and whose actors no event with a source connects."""
    pairs = _documented_pairs(brief)
    for number, relation in enumerate(brief.relations):
        pair = frozenset((relation.from_, relation.to))
        if not relation.sources and pair not in pairs:
            place = (*BRIEF.relations, number)
            yield _without_source(file.document, place, marked("relation"))


def _documented_pairs(brief: Brief) -> set[frozenset[str]]:
    """The pairs of actors that an event or a relation with a source names together."""
    pairs: set[frozenset[str]] = set()
    for event in brief.timeline:
        if event.sources:
            for pair in combinations(event.actors, 2):
                pairs.add(frozenset(pair))
    for relation in brief.relations:
        if relation.sources:
            pairs.add(frozenset((relation.from_, relation.to)))
    return pairs


def _without_source(document: Document, location: Location, noun: str) -> Diagnostic:
    """The diagnostic of a relation or an affiliation; `noun` says which of the two it is."""
    help_ = _add_sources(document, location)
    return document.report(STATEMENT_WITHOUT_SOURCE, location, help_, noun=noun)


def _add_sources(document: Document, location: Location) -> str:
    """The help to add sources to an entry, with the ids of all sources of the file."""
    return suggestions.for_missing_reference(document, location, "sources: [{}]")


def _check_confidence(document: Document, brief: Brief) -> Iterator[Diagnostic]:
    """Report judgements with more confidence than their sources allow.

    The sources of a judgement are those that it lists and those that its text cites. A judgement with an
    unknown source is left to the rule that reports the unknown source.
    """
    for number, judgement in enumerate(brief.key_judgements):
        message = _CONFIDENCE_MESSAGES.get(judgement.confidence)
        ids = set(traversal.cited(judgement))
        if message is None or not ids <= brief.sources.keys():
            continue
        if len(_publications(brief, ids)) >= _REQUIRED_PUBLICATIONS:
            continue
        if not ids:
            evidence = marked("it names no source")
        elif len(ids) == 1:
            evidence = marked("it rests on one source")
        else:
            evidence = marked(
                "its {number} sources go back to one publication", number=len(ids)
            )
        place = (*BRIEF.key_judgements, number, *JUDGEMENT.confidence)
        yield document.report(message, place, evidence=evidence)


def _publications(brief: Brief, ids: Iterable[str]) -> set[tuple[str, ...]]:
    """The keys of the different publications that sources are, or are copies of.

    Two sources are one publication if one is a copy of the other (`copy_of`), directly or through other
    copies, or if they have the same `Source.publication`, such as the same address.
    """
    originals: dict[str, str] = {}
    for id_, source in brief.sources.items():
        if source.copy_of and source.copy_of in brief.sources:
            originals[id_] = source.copy_of
    publications: set[tuple[str, ...]] = set()
    for id_ in ids:
        original = chain(id_, originals)[-1]
        publications.add(brief.sources[original].publication)
    return publications
