"""Where a brief cites each of its sources, so that a source leads back to what it documents."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from generator.format import brief as format_
from generator.format import traversal
from generator.format.correction import Correction
from generator.format.record import Record
from generator.format.verification import VerificationState
from generator.library.library import LinkedBrief, NumberedSource
from generator.site import terms
from generator.site.language import Language, marked

_STATES: Mapping[VerificationState, str] = {
    "verified": marked("checked word for word"),
    "with-gaps": marked("found with gaps"),
    "not-found": marked("not found word for word"),
}
_UNCHECKED = marked("not checked yet")


@dataclass(frozen=True)
class CitedIn:
    """A place on the page of a brief: what it is called, and its anchor."""

    name: str
    anchor: str


def places(brief: LinkedBrief, language: Language) -> Mapping[str, tuple[CitedIn, ...]]:
    """The places that cite each source, by its id, in the order of the page.

    An event or a quote is a place of its own; of any other field, its section is.
    """
    found: defaultdict[str, dict[CitedIn, None]] = defaultdict(dict)
    for place, source in _citations(brief, language):
        found[source].setdefault(place)
    return {source: tuple(each) for source, each in found.items()}


def _citations(brief: LinkedBrief, language: Language) -> Iterator[tuple[CitedIn, str]]:
    for member in traversal.members(format_.Brief):
        section = CitedIn(terms.label(member.key.replace("_", " "), language), member.key.replace("_", "-"))
        for _, value in traversal.values_of(member, brief.entry):
            if isinstance(value, Correction) and value.source:
                continue  # it stands with the source
            cited = (
                traversal.cited(cast("Record", value))
                if member.field_type is None
                else member.field_type.cited(value)
            )
            place = _place(value, brief, language) or section
            yield from ((place, source) for source in cited)


def _place(value: object, brief: LinkedBrief, language: Language) -> CitedIn | None:
    match value:
        case format_.Event():
            return CitedIn(value.title, value.anchor)
        case format_.Quote():
            name = brief.speaker(value)
            return CitedIn(language.gettext("quote by %(name)s", name=name), value.anchor)
        case _:
            return None


def checks(source: NumberedSource, language: Language) -> tuple[tuple[str, int], ...]:
    """What came of comparing the quotes from a source with it, with the number of quotes."""
    found = (quote.verification.state if quote.verification else "unreachable" for quote in source.quotes)
    counted = Counter(language.gettext(_STATES.get(state, _UNCHECKED)) for state in found)
    return tuple(sorted(counted.items()))
