"""Compares quotes with the texts of their sources, and reports the results."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing_site.diagnostics import Position, log
from briefing_site.format import BRIEF, Source
from briefing_site.format.places import QUOTE
from briefing_site.format.verification import Origin, VerificationState, fingerprint
from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked, within
from briefing_site.reading import Collection
from briefing_site.site import Language, quote_checks, wording
from briefing_site.site.quote_checks import QuoteCheck
from briefing_site.sources.contained import ExhaustedError
from briefing_site.sources.verification.comparison import NotFound, compare
from briefing_site.sources.verification.texts import NoText, Texts


@dataclass(frozen=True)
class PlacedQuote:
    """A quote of a brief, and where it is."""

    slug: str
    id: str
    path: str
    place: Position
    words: str
    source: str
    publication: Source

    @property
    def fingerprint(self) -> str:
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
    passage: str = ""
    """The passage of the source, if it has to be read."""

    @property
    def check(self) -> QuoteCheck:
        return quote_checks.check(self.state, self.origin)


def placed(collection: Collection) -> list[PlacedQuote]:
    """All quotes of all readable briefs, in the order of the files."""
    quotes = []
    for file in collection.briefs:
        if file.record is None:
            continue
        for number, quote in enumerate(file.record.quotes):
            location = (*BRIEF.quotes, number, *QUOTE.text)
            quotes.append(
                PlacedQuote(
                    slug=file.id,
                    id=quote.anchor,
                    path=file.document.path,
                    place=file.document.nearest(location).start,
                    words=quote.text,
                    source=quote.source,
                    publication=file.record.sources[quote.source],
                )
            )
    return quotes


def verify(quote: PlacedQuote, texts: Texts, first: Origin | None = None) -> Outcome:
    """Compare a quote with its source; `first` is where to look for its text first.

    Raises what `Texts.get` raises.
    """
    text = texts.get(quote.slug, quote.source, quote.publication, first)
    if isinstance(text, NoText):
        return Outcome(quote, text.state, text.reason)
    try:
        result = texts.container.call(compare, quote.words, text.text)
    except ExhaustedError as error:
        reason = marked(
            "the text of the source can't be compared: {reason}", reason=error.args[0]
        )
        return Outcome(quote, "unreachable", reason)
    digest = hashlib.sha256(text.text.encode()).hexdigest()
    if isinstance(result, NotFound):
        return Outcome(
            quote, "not-found", missing=result, origin=text.origin, text=digest
        )
    if not result.doubt:
        return Outcome(quote, "verified", origin=text.origin, text=digest)
    return Outcome(
        quote,
        "doubtful",
        reason=marked("{doubt}: read the passage", doubt=result.doubt),
        origin=text.origin,
        text=digest,
        passage=result.passage,
    )


def report(outcomes: Iterable[Outcome], language: Language = DEFAULT) -> str:
    """A paragraph for each quote that was not found without a doubt, with an empty line after each."""
    text = ""
    for outcome in outcomes:
        if outcome.state != "verified":
            lines = _lines(outcome, language)
            text += "\n".join(lines) + "\n\n"
    return log.harmless(text)


def count(outcomes: Iterable[Outcome], language: Language = DEFAULT) -> str:
    """How many quotes have each result, in words."""
    names = [outcome.check.name for outcome in outcomes]
    counts = [words for _, words in quote_checks.counts(names, language)]
    return ", ".join(counts) or wording.count(0, "quote", language)


def _lines(outcome: Outcome, language: Language) -> Iterator[str]:
    quote = outcome.quote
    line, column = quote.place
    state = outcome.check.words(language)
    names = language.gettext(
        "'%(quote)s' in the source '%(source)s'", quote=quote.id, source=quote.source
    )
    yield f"{quote.path}:{line}:{column}: {state}: {names}"
    if outcome.reason:
        yield f"      {log.printable(str(within(outcome.reason, language)))}"
    for detail in _details(outcome, language):
        yield f"      {detail}"


def _details(outcome: Outcome, language: Language) -> Iterator[str]:
    """The words of a quote that are doubtful or missing, and what the source has instead."""
    _ = language.gettext
    missing = outcome.missing
    if missing is None:
        if outcome.passage:
            yield _(
                "the quote says:  %(words)s", words=log.printable(outcome.quote.words)
            )
            yield _("the source says: %(words)s", words=log.printable(outcome.passage))
        return
    yield _("the quote says:  %(words)s", words=log.printable(missing.passage))
    nearest = missing.nearest
    if missing.misplaced:
        yield _("the source has this passage, but in a different order")
    elif nearest is None:
        yield _("nothing in the source is similar")
    if nearest is None:
        return
    yield _("the source says: %(words)s", words=log.printable(nearest.words))
    for quoted, text in nearest.differences:
        yield _difference(log.printable(quoted), log.printable(text), language)
    if not nearest.differences:
        yield _(
            "the words are the same, but the quote begins or ends inside a longer word or number"
        )


def _difference(quoted: str, text: str, language: Language) -> str:
    if not text:
        return language.gettext("only in the quote: '%(words)s'", words=quoted)
    if not quoted:
        return language.gettext("only in the source: '%(words)s'", words=text)
    return language.gettext(
        "'%(quote)s' in the quote is '%(text)s' in the source", quote=quoted, text=text
    )
