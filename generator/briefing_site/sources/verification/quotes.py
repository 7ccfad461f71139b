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
from briefing_site.sources.contained import Container, ExhaustedError
from briefing_site.sources.verification.comparison import NotFound, compare
from briefing_site.sources.verification.texts import NoText, Texts


@dataclass(frozen=True)
class PlacedQuote:
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


def verify(
    quote: PlacedQuote, texts: Texts, container: Container, first: Origin | None = None
) -> Outcome:
    """Compare a quote with its source; `first` is where to look for its text first.

    Raises what `Texts.get` raises.
    """
    text = texts.get(quote.slug, quote.source, quote.publication, first)
    if isinstance(text, NoText):
        return Outcome(quote, text.state, text.reason)
    try:
        found = container.call(compare, quote.words, text.text)
    except ExhaustedError as error:
        reason = marked(
            "the text of the source can't be compared: {reason}", reason=error.args[0]
        )
        return Outcome(quote, "unreachable", reason)
    digest = hashlib.sha256(text.text.encode()).hexdigest()
    if isinstance(found, NotFound):
        return Outcome(
            quote, "not-found", missing=found, origin=text.origin, text=digest
        )
    state: VerificationState = "doubtful" if found.doubt else "verified"
    reason = (
        marked("{doubt}: read the passage", doubt=found.doubt) if found.doubt else ""
    )
    return Outcome(quote, state, reason, None, text.origin, digest, found.passage)


def report(outcomes: Iterable[Outcome], language: Language = DEFAULT) -> str:
    paragraphs = (
        "\n".join(_lines(each, language))
        for each in outcomes
        if each.state != "verified"
    )
    return log.harmless("".join(f"{paragraph}\n\n" for paragraph in paragraphs))


def count(outcomes: Iterable[Outcome], language: Language = DEFAULT) -> str:
    counted = quote_checks.counts((each.check.name for each in outcomes), language)
    return ", ".join(words for _, words in counted) or wording.count(
        0, "quote", language
    )


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
    yield from (f"      {each}" for each in _difference(outcome, language))


def _difference(outcome: Outcome, language: Language) -> Iterator[str]:
    _, missing = language.gettext, outcome.missing
    nearest = missing.nearest if missing else None
    words = nearest.words if nearest else outcome.passage
    if missing or words:
        said = missing.passage if missing else outcome.quote.words
        yield _("the quote says:  %(words)s", words=log.printable(said))
    if missing and missing.misplaced:
        yield _("the source has this passage, but in a different order")
    elif words:
        yield _("the source says: %(words)s", words=log.printable(words))
    elif missing:
        yield _("nothing in the source is similar")
    for pair in nearest.differences if nearest else ():
        quote, text = map(log.printable, pair)
        if not text:
            yield _("only in the quote: '%(words)s'", words=quote)
        elif not quote:
            yield _("only in the source: '%(words)s'", words=text)
        else:
            yield _(
                "'%(quote)s' in the quote is '%(text)s' in the source",
                quote=quote,
                text=text,
            )
    if nearest and not nearest.differences:
        yield _(
            "the words are the same, but the quote begins or ends inside a longer word or number"
        )
