"""Compares quotes with the texts of their sources."""

import hashlib
from dataclasses import dataclass

from generator.diagnostics import Position
from generator.format.places import BRIEF, QUOTE
from generator.format.source import Source
from generator.format.verification import Origin, VerificationState, fingerprint
from generator.languages.phrase import marked
from generator.reading.folder import Collection
from generator.sources.contained import Container, ExhaustedError
from generator.sources.verification.comparison import Found, NotFound, compare
from generator.sources.verification.texts import NoText, Texts


@dataclass(frozen=True)
class PlacedQuote:
    """A quote of a brief, with its position."""

    slug: str
    id: str
    path: str
    place: Position
    words: str
    source: str
    """The id of its source."""
    publication: Source

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the quote in its record."""
        return fingerprint(self.words, self.source, self.publication.url)


@dataclass(frozen=True)
class Outcome:
    """The result for a quote; the state is `None` if there was no text to compare."""

    quote: PlacedQuote
    state: VerificationState | None
    reason: str = ""
    """Why there was no text, or why the passage has to be read, for people."""
    missing: NotFound | None = None
    origin: Origin | None = None
    text: str | None = None
    """The SHA-256 digest of the text of the source."""
    passage: str = ""
    """The passage of the source, if it has to be read."""


def placed(collection: Collection) -> list[PlacedQuote]:
    """All quotes of all readable briefs, in the order of the files."""
    return [
        PlacedQuote(
            file.id,
            quote.anchor,
            file.document.path,
            file.document.nearest((*BRIEF.quotes, number, *QUOTE.text)).start,
            quote.text,
            quote.source,
            file.record.sources[quote.source],
        )
        for file in collection.briefs
        if file.record
        for number, quote in enumerate(file.record.quotes)
    ]


def verify(quote: PlacedQuote, texts: Texts, container: Container, first: Origin | None = None) -> Outcome:
    """Compare a quote with its source; `first` is where to look for its text first.

    Raises what `Texts.of` raises.
    """
    text = texts.of(quote.slug, quote.source, quote.publication, first)
    if isinstance(text, NoText):
        return Outcome(quote, text.state, text.reason)
    try:
        found = container.call(compare, quote.words, text.text)
    except ExhaustedError as error:
        return Outcome(
            quote,
            "unreachable",
            marked("the text of the source can't be compared: {reason}", reason=error.args[0]),
        )
    digest = hashlib.sha256(text.text.encode()).hexdigest()
    match found:
        case NotFound():
            return Outcome(quote, "not-found", missing=found, origin=text.origin, text=digest)
        case Found(doubt=""):
            return Outcome(quote, "verified", origin=text.origin, text=digest)
    return Outcome(
        quote,
        "with-gaps",
        marked("{doubt}: read the passage", doubt=found.doubt),
        None,
        text.origin,
        digest,
        found.passage,
    )
