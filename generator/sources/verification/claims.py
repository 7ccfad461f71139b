"""Compares what a proposal claims in `briefs/verification.yml` with what a new comparison confirms.

Anyone can write the file by hand. So quotes whose words, source or record changed are compared again.
"""

from collections.abc import Container, Iterable, Iterator

from generator.checking import verification
from generator.diagnostics import Code, Diagnostic, Position, Span
from generator.documents.document import Document
from generator.format.verification import FOUND, Verification
from generator.reading.folder import Collection
from generator.sources.verification import quotes
from generator.sources.verification.quotes import Outcome, PlacedQuote

_HELP = "or run `make verify`; a run on the main branch compares the quote and records the result"


def changed(before: Collection, now: Collection) -> list[PlacedQuote]:
    """The quotes whose words, source, addresses or record differ from those before."""
    old = {(each.slug, each.id): (_compared(each), entry(before, each)) for each in quotes.placed(before)}
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
    record = collection.verification.record if collection.verification else None
    found = record.root.get(quote.slug, {}).get(quote.id) if record else None
    return found if found and found.quote == quote.fingerprint else None


def unconfirmed(
    outcomes: Iterable[Outcome], before: Collection, now: Collection, day: str
) -> Iterator[Diagnostic]:
    """What the records of quotes claim beyond the outcomes of comparing them again on the day."""
    record = before.verification.record if before.verification else None
    entries = {each for of_brief in record.root.values() for each in of_brief.values()} if record else set()
    for outcome in outcomes:
        yield from _unconfirmed(outcome, entries, now, day)


def _unconfirmed(
    outcome: Outcome, before: Container[Verification], now: Collection, day: str
) -> Iterator[Diagnostic]:
    quote, claim = outcome.quote, entry(now, outcome.quote)
    if claim is None:
        if outcome.missing:
            yield _missing(outcome, now)
        return
    document = now.verification.document if now.verification else Document("", "", None)
    key = document.key((quote.slug, quote.id))
    span = key.span if key else Span.at(1, 1)
    deletion = verification.deletion(document, quote.slug, quote.id)
    for reason in _reasons(outcome, claim, before, day):
        message = f"the record says that '{quote.id}' {_said(claim)}, but {reason}"
        yield document.report(Code.UNCONFIRMED, span, message, f"{deletion}, {_HELP}")
    if claim.origin in {"text", None} and claim.state in FOUND and outcome.text is None:
        yield document.report(
            Code.AUTHORS_COPY,
            span,
            f"'{quote.id}' was compared with a copy that only the author had: {outcome.reason}",
            "open the source and read the quote there; readers see what it was compared with",
        )


def _reasons(
    outcome: Outcome, claim: Verification, before: Container[Verification], day: str
) -> Iterator[str]:
    is_claimed = claim.state in FOUND | {"not-found"}
    if outcome.missing and claim.state != "not-found":
        nearest = outcome.missing.nearest
        yield "it is not there" + (f"; the source says: {nearest.words}" if nearest else "")
    elif claim.state == "not-found" and outcome.text and not outcome.missing:
        yield "it is there"
    elif is_claimed and outcome.text is None and claim.origin in {"url", "archived"}:
        yield f"that can't be confirmed: {outcome.reason}"
    elif (
        is_claimed and outcome.text and claim.origin in {"url", "archived"} and claim.origin != outcome.origin
    ):
        yield "its text was found elsewhere only"
    elif claim.state == "verified" and outcome.state == "with-gaps":
        yield outcome.reason
    elif claim.passage and outcome.text and claim.passage != outcome.passage:
        yield "the passage is another one"
    if claim.date.text > day or (claim.verified and claim.verified.text > day):
        yield "that day is yet to come"
    if claim.run and claim not in before:  # only the run itself writes that; a renamed brief takes it along
        yield f"the run that it names did not record that: {claim.run}"


def _said(claim: Verification) -> str:
    place = {"url": "at its address", "archived": "in an archived copy"}.get(claim.origin or "", "in a copy")
    match claim.state:
        case "verified":
            return f"was found {place} on {claim.date.text}"
        case "with-gaps":
            return f"was found {place} with gaps on {claim.date.text}"
        case "not-found":
            return f"was not found {place} on {claim.date.text}"
    return f"could not be compared on {claim.date.text}"


def _missing(outcome: Outcome, now: Collection) -> Diagnostic:
    """That a quote without a record is not in its source."""
    quote = outcome.quote
    document = next(file.document for file in now.briefs if file.id == quote.slug)
    nearest = outcome.missing.nearest if outcome.missing else None
    says = f"; the source says: {nearest.words}" if nearest else ""
    return document.report(
        Code.QUOTE_NOT_FOUND,
        Span(quote.place, Position(quote.place.line, quote.place.column + 1)),
        f"the quote was not found in its source{says}",
        "quote what the source says, or name another source",
    )
