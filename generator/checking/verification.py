"""Checks that the records in `briefs/verification.yml` still apply to the quotes of the briefs."""

from collections.abc import Container, Iterable, Iterator
from collections.abc import Mapping as TypingMapping

from generator.diagnostics import Code, Diagnostic, Message, Span
from generator.documents.document import Document
from generator.documents.node import Mapping, Scalar
from generator.format.places import BRIEF, QUOTE, SOURCE
from generator.format.traversal import Location
from generator.format.verification import Verification, fingerprint
from generator.reading import renames
from generator.reading.folder import Collection


def check(collection: Collection) -> Iterator[Diagnostic]:
    """Report quotes that changed since they were verified or were not found, and records without a quote."""
    record = collection.verification.record if collection.verification else None
    if collection.verification is None or record is None:
        return
    document = collection.verification.document
    known: dict[str, dict[str, Location]] = {}
    unreadable = {file.id for file in collection.briefs if file.record is None}
    for file in collection.briefs:
        known[file.id] = {entry.id: entry.location for entry in file.entries if entry.list in BRIEF.quotes}
        for quote, verification in record.root.get(file.id, {}).items():
            if quote in known[file.id]:
                how = deletion(document, file.id, quote)
                yield from _check(file.document, known[file.id][quote], verification, how)
    renamed = renames.read(collection).briefs
    for slug, quotes in record.root.items():
        if quotes and slug not in known and slug not in unreadable:
            new = renamed.get(slug) or _same_quotes(quotes, known, record.root)
            if new:
                yield _moved(document, slug, new, is_listed=slug in renamed)
                continue
        for quote in quotes:
            if slug not in unreadable and quote not in known.get(slug, {}):
                yield _unknown(document, (slug, quote) if slug in known else (slug,), slug, quote)


def _same_quotes(
    quotes: Iterable[str], known: TypingMapping[str, Container[str]], recorded: Container[str]
) -> str:
    """The only brief without records that has all of the quotes; empty if there is none."""
    found = [
        slug for slug, own in known.items() if slug not in recorded and all(each in own for each in quotes)
    ]
    return found[0] if len(found) == 1 else ""


def _moved(document: Document, slug: str, new: str, *, is_listed: bool) -> Diagnostic:
    key = document.key((slug,))
    span = key.span if key else document.nearest((slug,))
    if is_listed:
        edits = document.replacement(key, new) if key else ()
        return document.report_message(Message.RENAMED_RECORD, span, edits=edits, old=slug, new=new)
    return document.report_message(Message.MOVED_RECORD, span, old=slug, new=new)


def _check(
    document: Document, location: Location, verification: Verification, deletion_: str
) -> Iterator[Diagnostic]:
    words, place = _words(document, location)
    day = verification.last_found
    changed = _fingerprint(document, location, words) != verification.quote
    if changed and day:
        yield document.report(
            Code.QUOTE_CHANGED,
            place,
            f"the quote was verified on {day.text}, but it or its source has changed since",
            "restore what `make diff` shows as changed, or run `make verify`; "
            f"or {deletion_}, so that the quote counts as not verified",
        )
    elif not changed and verification.state == "not-found":
        since = f", but it was on {day.text}" if day else ""
        yield document.report(
            Code.QUOTE_LOST if day else Code.QUOTE_NOT_FOUND,
            place,
            f"the quote was not found in its source on {verification.date.text}{since}",
            "run `make verify` to see what the source says instead; quote that, or name another source",
        )


def _words(document: Document, location: Location) -> tuple[str, Span]:
    text = document.node((*location, *QUOTE.text))
    return (text.text if isinstance(text, Scalar) else ""), document.nearest((*location, *QUOTE.text))


def _fingerprint(document: Document, location: Location, words: str) -> str:
    source = document.node((*location, *QUOTE.source))
    name = " ".join(source.text.split()) if isinstance(source, Scalar) else ""
    address = document.node((*BRIEF.sources, name, *SOURCE.url))
    return fingerprint(words, name, address.text.strip() or None if isinstance(address, Scalar) else None)


def deletion(document: Document, slug: str, quote: str) -> str:
    """What to delete in order to remove the record of the quote, and only that."""
    briefs, quotes = document.root, document.node((slug,))
    above, key = document.key((slug,)), document.key((slug, quote))
    is_last = isinstance(quotes, Mapping) and len(quotes.entries) == 1
    if above is None or key is None or (above.line == key.line):
        return f"delete the record of '{quote}' under '{slug}' in {document.path}"
    if is_last and isinstance(briefs, Mapping) and len(briefs.entries) == 1:
        return f"delete {document.path}, which has no other entries"
    lines = f"lines {above.line} and {key.line}" if is_last else f"line {key.line}"
    return f"delete {lines} of {document.path} ('{quote}' under '{slug}')"


def _unknown(document: Document, location: Location, slug: str, quote: str) -> Diagnostic:
    key = document.key(location)
    is_quote = len(location) > 1
    what = f"no quote '{quote}' in the brief '{slug}'" if is_quote else f"no brief '{slug}'"
    how = deletion(document, slug, quote) if is_quote else f"delete '{slug}' and the lines under it"
    return document.report(
        Code.UNKNOWN_QUOTE,
        key.span if key else document.nearest(location),
        f"there is {what}",
        f"{how}, or run `make verify`; an 'id' of its own does not change with the words of a quote",
    )
