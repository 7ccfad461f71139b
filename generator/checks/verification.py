"""Checks that the records in `briefs/verification.yml` still apply to the quotes of the briefs."""

from collections.abc import Container, Iterable, Iterator
from collections.abc import Mapping as TypingMapping

from generator.diagnostics import Code, Diagnostic, Message, Severity, Span
from generator.format.places import BRIEF, QUOTE, SOURCE
from generator.format.traversal import Location
from generator.format.verification import Verification, fingerprint
from generator.languages.phrase import marked
from generator.reading.folder import Collection
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Mapping, Scalar

QUOTE_CHANGED = Code("quote-changed", "A verified quote, or its source, has changed since it was verified.")
QUOTE_LOST = Code("quote-lost", "A quote that was once found in its source is no longer there.")
QUOTE_NOT_FOUND = Code(
    "quote-not-found", "A quote was not found word for word in its source.", Severity.WARNING
)
UNCONFIRMED = Code(
    "unconfirmed", "`briefs/verification.yml` claims more of a quote than a new comparison confirms."
)
AUTHORS_COPY = Code(
    "authors-copy", "The record of a quote rests on a copy that only its author had.", Severity.WARNING
)
UNKNOWN_QUOTE = Code("unknown-quote", "`briefs/verification.yml` contains a quote that does not exist.")
RENAMED_RECORD = Message(UNKNOWN_QUOTE, "the brief '{old}' was renamed to '{new}'", "write '{new}' here")
MOVED_RECORD = Message(
    UNKNOWN_QUOTE,
    "there is no brief '{old}', but '{new}' has the same quotes",
    "if the file was renamed, add 'formerly: [{old}]' to briefs/{new}.yml, and write '{new}' here",
)


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
    renamed = collection.renames.briefs
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
        return document.report_message(RENAMED_RECORD, span, edits=edits, old=slug, new=new)
    return document.report_message(MOVED_RECORD, span, old=slug, new=new)


def _check(
    document: Document, location: Location, verification: Verification, deletion_: str
) -> Iterator[Diagnostic]:
    words, place = _words(document, location)
    day = verification.last_found
    changed = _fingerprint(document, location, words) != verification.quote
    if changed and day:
        yield document.report(
            QUOTE_CHANGED,
            place,
            marked("the quote was verified on {day}, but it or its source has changed since", day=day.text),
            marked(
                "restore what `make diff` shows as changed, or run `make verify`; or {deletion}, so that the "
                "quote counts as not verified",
                deletion=deletion_,
            ),
        )
    elif not changed and verification.state == "not-found":
        date = verification.date.text
        yield document.report(
            QUOTE_LOST if day else QUOTE_NOT_FOUND,
            place,
            marked(
                "the quote was not found in its source on {date}, but it was on {day}",
                date=date,
                day=day.text,
            )
            if day
            else marked("the quote was not found in its source on {date}", date=date),
            marked(
                "run `make verify` to see what the source says instead; quote that, or name another source"
            ),
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
        return marked(
            "delete the record of '{quote}' under '{brief}' in {path}",
            quote=quote,
            brief=slug,
            path=document.path,
        )
    if is_last and isinstance(briefs, Mapping) and len(briefs.entries) == 1:
        return marked("delete {path}, which has no other entries", path=document.path)
    lines = (
        marked("lines {first} and {last}", first=above.line, last=key.line)
        if is_last
        else marked("line {line}", line=key.line)
    )
    return marked(
        "delete {lines} of {path} ('{quote}' under '{brief}')",
        lines=lines,
        path=document.path,
        quote=quote,
        brief=slug,
    )


def _unknown(document: Document, location: Location, slug: str, quote: str) -> Diagnostic:
    key = document.key(location)
    is_quote = len(location) > 1
    message = (
        marked("there is no quote '{quote}' in the brief '{brief}'", quote=quote, brief=slug)
        if is_quote
        else marked("there is no brief '{text}'", text=slug)
    )
    how = (
        deletion(document, slug, quote)
        if is_quote
        else marked("delete '{brief}' and the lines under it", brief=slug)
    )
    return document.report(
        UNKNOWN_QUOTE,
        key.span if key else document.nearest(location),
        message,
        marked(
            "{how}, or run `make verify`; an 'id' of its own does not change with the words of a quote",
            how=how,
        ),
    )
