"""Compares what a proposal claims in `briefs/verification.yml` with what a new comparison confirms.

Anyone can write the file by hand. So quotes whose words, source or record changed are compared again.
"""

from collections.abc import Container, Iterable, Iterator

from briefing_site.checks import verification
from briefing_site.checks.verification import AUTHORS_COPY, QUOTE_NOT_FOUND, UNCONFIRMED
from briefing_site.diagnostics import Diagnostic, Message, Span
from briefing_site.format import Verification
from briefing_site.format.verification import FOUND
from briefing_site.languages.phrase import marked
from briefing_site.reading import Collection, Document
from briefing_site.site import quote_checks
from briefing_site.sources.verification import quotes
from briefing_site.sources.verification.quotes import Outcome, PlacedQuote

_CLAIMS_MORE = Message(
    UNCONFIRMED,
    "the record of '{quote}' says “{claim}”, {date}, but {reason}",
    "{deletion}, or run `make verify`; a run on the main branch compares the quote and records the result",
)
_ONLY_WITH_AUTHOR = Message(
    AUTHORS_COPY,
    "'{quote}' was compared with a copy that only the author had: {reason}",
    "open the source and read the quote there; readers see what it was compared with",
)


def changed(before: Collection, now: Collection) -> list[PlacedQuote]:
    """The quotes whose words, source, addresses or record differ from those before."""
    old = {
        (each.slug, each.id): (_compared(each), entry(before, each))
        for each in quotes.placed(before)
    }
    return [
        each
        for each in quotes.placed(now)
        if old.get((each.slug, each.id)) != (_compared(each), entry(now, each))
    ]


def _compared(quote: PlacedQuote) -> tuple[object, ...]:
    addresses = quote.publication.url, quote.publication.archived
    # without an address, what the source is called says which one was compared
    return quote.words, quote.source, addresses if any(addresses) else quote.publication


def entry(collection: Collection, quote: PlacedQuote) -> Verification | None:
    """The record of a quote that readers see; `None` if there is none for its present words and source."""
    return collection.record_of(quote.slug, quote.id, quote.fingerprint)


def unconfirmed(
    outcomes: Iterable[Outcome], before: Collection, now: Collection, day: str
) -> Iterator[Diagnostic]:
    """What the records of quotes claim beyond the outcomes of comparing them again on the day."""
    record = before.verification.record if before.verification else None
    entries = (
        {each for of_brief in record.root.values() for each in of_brief.values()}
        if record
        else set()
    )
    for outcome in outcomes:
        claim = entry(now, outcome.quote)
        if claim:
            yield from _unconfirmed(outcome, claim, entries, now, day)
        elif missing := outcome.missing:
            quote = outcome.quote
            document = next(
                file.document for file in now.briefs if file.id == quote.slug
            )
            text = marked("the quote was not found in its source")
            if said := missing.nearest:
                text = marked(
                    "the quote was not found in its source; the source says: {words}",
                    words=said.words,
                )
            help_ = marked("quote what the source says, or name another source")
            yield document.report(
                Message(QUOTE_NOT_FOUND.code, text, help_), Span.at(*quote.place)
            )


def _unconfirmed(
    outcome: Outcome,
    claim: Verification,
    before: Container[Verification],
    now: Collection,
    day: str,
) -> Iterator[Diagnostic]:
    quote = outcome.quote
    document = (
        now.verification.document if now.verification else Document("", b"", None)
    )
    key = document.key((quote.slug, quote.id))
    span = key.span if key else Span.at(1, 1)
    deletion = verification.deletion(document, quote.slug, quote.id)
    for reason in _reasons(outcome, claim, before, day):
        yield document.report(
            _CLAIMS_MORE,
            span,
            quote=quote.id,
            claim=quote_checks.of(claim).label,
            date=claim.date.text,
            reason=reason,
            deletion=deletion,
        )
    if claim.origin in {"text", None} and claim.state in FOUND and outcome.text is None:
        yield document.report(
            _ONLY_WITH_AUTHOR, span, quote=quote.id, reason=outcome.reason
        )


def _reasons(
    outcome: Outcome, claim: Verification, before: Container[Verification], day: str
) -> Iterator[str]:
    is_claimed = claim.state in FOUND | {"not-found"}
    if outcome.missing and claim.state != "not-found":
        nearest = outcome.missing.nearest
        yield (
            marked("it is not there; the source says: {words}", words=nearest.words)
            if nearest
            else marked("it is not there")
        )
    elif claim.state == "not-found" and outcome.text and not outcome.missing:
        yield marked("it is there")
    elif is_claimed and outcome.text is None and claim.origin in {"url", "archived"}:
        yield marked("that can't be confirmed: {reason}", reason=outcome.reason)
    elif (
        is_claimed
        and outcome.text
        and claim.origin in {"url", "archived"}
        and claim.origin != outcome.origin
    ):
        yield marked("its text was found elsewhere only")
    elif claim.state == "verified" and outcome.state == "doubtful":
        yield outcome.reason
    elif claim.passage and outcome.text and claim.passage != outcome.passage:
        yield marked("the passage is another one")
    if claim.date.text > day or (claim.verified and claim.verified.text > day):
        yield marked("that day is yet to come")
    if (
        claim.run and claim not in before
    ):  # only the run itself writes that; a renamed brief takes it along
        yield marked("the run that it names did not record that: {run}", run=claim.run)
