"""Compares quotes with the texts of their sources."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.diagnostics import Position
from generator.documents.document import Document
from generator.format.brief import Brief
from generator.format.places import BRIEF, QUOTE
from generator.format.verification import Origin, VerificationState, fingerprint
from generator.reading.folder import Collection
from generator.sources.verification.comparison import Found, NotFound, compare
from generator.sources.verification.texts import NoText, SourceText, Texts


@dataclass(frozen=True)
class PlacedQuote:
    """A quote of a brief, with its position."""

    slug: str
    id: str
    path: str
    place: Position
    words: str
    source: str
    fingerprint: str


@dataclass(frozen=True)
class Outcome:
    """The result for a quote; the state is `None` if there was no text to compare."""

    quote: PlacedQuote
    state: VerificationState | None
    reason: str = ""
    """Why there was no text, for people."""
    missing: NotFound | None = None
    origin: Origin | None = None
    text: str | None = None
    """The SHA-256 digest of the text of the source."""


def placed(collection: Collection) -> list[PlacedQuote]:
    """All quotes of all readable briefs, in the order of the files."""
    return [
        quote
        for file in collection.briefs
        if file.record
        for quote in _of_brief(file.id, file.document, file.record)
    ]


def _of_brief(slug: str, document: Document, brief: Brief) -> Iterator[PlacedQuote]:
    for number, quote in enumerate(brief.quotes):
        yield PlacedQuote(
            slug,
            quote.anchor,
            document.path,
            document.nearest((*BRIEF.quotes, number, *QUOTE.text)).start,
            quote.text,
            quote.source,
            fingerprint(quote.text, quote.source, brief.sources[quote.source].url),
        )


def verify(quotes: Iterable[PlacedQuote], collection: Collection, texts: Texts) -> Iterator[Outcome]:
    """Compare each quote with its source.

    Raises what `Texts.of` raises.
    """
    briefs = {file.id: file.record for file in collection.briefs if file.record}
    for quote in quotes:
        text = texts.of(quote.slug, quote.source, briefs[quote.slug].sources[quote.source])
        yield _outcome(quote, text)


def _outcome(quote: PlacedQuote, text: SourceText | NoText) -> Outcome:
    if isinstance(text, NoText):
        return Outcome(quote, None if text.state == "absent" else text.state, text.reason)
    results = [(reading, compare(quote.words, reading)) for reading in text.readings]
    for reading, result in results:
        if isinstance(result, Found):
            return Outcome(quote, "verified", origin=text.origin, text=_digest(reading))
    reading, missing = next((reading, result) for reading, result in results if isinstance(result, NotFound))
    return Outcome(quote, "not-found", missing=missing, origin=text.origin, text=_digest(reading))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
