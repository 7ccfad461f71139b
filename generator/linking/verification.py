"""Is what was found out about quotes still true of them?"""

from collections.abc import Iterator

from generator.diagnostics import Code, Diagnostic, Span
from generator.linking import identity
from generator.reading import brief as format_
from generator.reading.document import Document, Location, Scalar
from generator.reading.folder import Collection
from generator.reading.verification import Verification, fingerprint


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Quotes that were verified and no longer are, that were not found, and records of no quote."""
    record = collection.verification.record if collection.verification else None
    if collection.verification is None or record is None:
        return
    known: dict[str, dict[str, Location]] = {}
    unreadable = {file.id for file in collection.briefs if file.record is None}
    for file in collection.briefs:
        known[file.id] = {each.id: each.location for each in identity.quotes(file.document)}
        for quote, verification in record.root.get(file.id, {}).items():
            if quote in known[file.id]:
                yield from _check(file.document, known[file.id][quote], verification)
    document = collection.verification.document
    for slug, quotes in record.root.items():
        for quote in quotes:
            if slug not in unreadable and quote not in known.get(slug, {}):
                yield _unknown(document, (slug, quote) if slug in known else (slug,), slug, quote)


def holding(
    collection: Collection, slug: str, entry: format_.Brief, quote_id: str, quote: format_.Quote
) -> Verification | None:
    """The record of the quote, if it was made for the words and the source that the quote has now."""
    record = collection.verification.record if collection.verification else None
    found = record.root.get(slug, {}).get(quote_id) if record else None
    now = fingerprint(quote.text, quote.source, entry.sources[quote.source].url)
    return found if found and found.quote == now else None


def _check(document: Document, location: Location, verification: Verification) -> Iterator[Diagnostic]:
    words, place = _words(document, location)
    day = verification.date if verification.state == "verified" else verification.verified
    changed = _fingerprint(document, location, words) != verification.quote
    if changed and day:
        yield document.report(
            Code.QUOTE_CHANGED,
            place,
            f"the quote was found in its source on {day.text}, but its words or its source changed since",
            "restore them, or run `briefs verify`, or delete the record of the quote in "
            "briefs/verification.yml: then it counts as not verified",
        )
    elif not changed and verification.state == "not-found":
        since = f", though it was on {day.text}" if day else ""
        yield document.report(
            Code.QUOTE_LOST if day else Code.QUOTE_NOT_FOUND,
            place,
            f"the quote was not found in its source on {verification.date.text}{since}",
            "`briefs verify` shows what the source says instead: quote that, or name another source",
        )


def _words(document: Document, location: Location) -> tuple[str, Span]:
    text = document.node((*location, "text"))
    return (text.text if isinstance(text, Scalar) else ""), document.nearest((*location, "text"))


def _fingerprint(document: Document, location: Location, words: str) -> str:
    source = document.node((*location, "source"))
    name = " ".join(source.text.split()) if isinstance(source, Scalar) else ""
    address = document.node(("sources", name, "url"))
    return fingerprint(words, name, address.text.strip() or None if isinstance(address, Scalar) else None)


def _unknown(document: Document, location: Location, slug: str, quote: str) -> Diagnostic:
    key = document.key(location)
    what = f"no quote with the id '{quote}'" if len(location) > 1 else "no such brief"
    return document.report(
        Code.UNKNOWN_QUOTE,
        key.span if key else document.nearest(location),
        f"there is {what}" + (f" in the brief '{slug}'" if len(location) > 1 else f" as '{slug}'"),
        "delete the record, or run `briefs verify`; give a quote an 'id' before its words change",
    )
