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
from briefing_site.sources.verification.comparison import NotFound
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


def changed(base: Collection, proposal: Collection) -> list[PlacedQuote]:
    """The quotes whose words, source, addresses or record differ from those of the base."""
    old: dict[tuple[str, str], tuple[object, ...]] = {}
    for quote in quotes.placed(base):
        old[quote.slug, quote.id] = _claim_and_words(base, quote)
    return [
        quote
        for quote in quotes.placed(proposal)
        if old.get((quote.slug, quote.id)) != _claim_and_words(proposal, quote)
    ]


def _claim_and_words(collection: Collection, quote: PlacedQuote) -> tuple[object, ...]:
    """All that says whether a quote is compared as before."""
    addresses = (quote.publication.url, quote.publication.archived)
    # without an address, what the source is called says which one was compared
    source = addresses if any(addresses) else quote.publication
    return quote.words, quote.source, source, entry(collection, quote)


def entry(collection: Collection, quote: PlacedQuote) -> Verification | None:
    """The record of a quote that readers see; `None` if there is none for its present words and source."""
    return collection.record_of(quote.slug, quote.id, quote.fingerprint)


def unconfirmed(
    outcomes: Iterable[Outcome], base: Collection, proposal: Collection, day: str
) -> Iterator[Diagnostic]:
    """What the records of quotes claim beyond the outcomes of comparing them again on the day."""
    earlier = _records(base)
    for outcome in outcomes:
        claim = entry(proposal, outcome.quote)
        if claim:
            yield from _check_claim(outcome, claim, earlier, proposal, day)
        elif outcome.missing:
            yield _not_found(outcome.quote, outcome.missing, proposal)


def _records(collection: Collection) -> set[Verification]:
    """All records of quotes."""
    records: set[Verification] = set()
    if collection.verification and collection.verification.record:
        for quotes_of_brief in collection.verification.record.root.values():
            records.update(quotes_of_brief.values())
    return records


def _not_found(
    quote: PlacedQuote, missing: NotFound, collection: Collection
) -> Diagnostic:
    """Report a quote without a record that is not in its source."""
    text = marked("the quote was not found in its source")
    if missing.nearest:
        text = marked(
            "the quote was not found in its source; the source says: {words}",
            words=missing.nearest.words,
        )
    help_ = marked("quote what the source says, or name another source")
    message = Message(QUOTE_NOT_FOUND.code, text, help_)
    documents = {file.id: file.document for file in collection.briefs}
    return documents[quote.slug].report(message, Span.at(*quote.place))


def _check_claim(
    outcome: Outcome,
    claim: Verification,
    earlier: Container[Verification],
    collection: Collection,
    day: str,
) -> Iterator[Diagnostic]:
    """Report what a record claims beyond the outcome, and that only the author had the text."""
    quote = outcome.quote
    document = Document("", b"", None)
    if collection.verification:
        document = collection.verification.document
    key = document.key((quote.slug, quote.id))
    span = key.span if key else Span.at(1, 1)
    for reason in _reasons(outcome, claim, earlier, day):
        yield document.report(
            _CLAIMS_MORE,
            span,
            quote=quote.id,
            claim=quote_checks.of(claim).label,
            date=claim.date.text,
            reason=reason,
            deletion=verification.deletion(document.path, quote.slug, quote.id),
        )
    is_of_copy = claim.origin in {"text", None} and claim.state in FOUND
    if is_of_copy and outcome.text is None:
        yield document.report(
            _ONLY_WITH_AUTHOR, span, quote=quote.id, reason=outcome.reason
        )


def _reasons(
    outcome: Outcome, claim: Verification, earlier: Container[Verification], day: str
) -> Iterator[str]:
    """Why the record claims more than the outcome confirms."""
    contradiction = _contradiction(outcome, claim)
    if contradiction:
        yield contradiction
    if claim.date.text > day or (claim.verified and claim.verified.text > day):
        yield marked("that day is yet to come")
    # only the run itself writes its address; a renamed brief takes the record along
    if claim.run and claim not in earlier:
        yield marked("the run that it names did not record that: {run}", run=claim.run)


def _contradiction(outcome: Outcome, claim: Verification) -> str:
    """How the outcome differs from the record; empty if it confirms it."""
    missing = outcome.missing
    if missing and claim.state != "not-found":
        if missing.nearest is None:
            return marked("it is not there")
        return marked(
            "it is not there; the source says: {words}", words=missing.nearest.words
        )
    if claim.state == "not-found" and outcome.text and not missing:
        return marked("it is there")
    # whoever reads the record can look at the page that it names
    is_of_page = claim.origin in {"url", "archived"}
    if is_of_page and (claim.state in FOUND or claim.state == "not-found"):
        if outcome.text is None:
            return marked("that can't be confirmed: {reason}", reason=outcome.reason)
        if claim.origin != outcome.origin:
            return marked("its text was found elsewhere only")
    if claim.state == "verified" and outcome.state == "doubtful":
        return outcome.reason
    if claim.passage and outcome.text and claim.passage != outcome.passage:
        return marked("the passage is another one")
    return ""
