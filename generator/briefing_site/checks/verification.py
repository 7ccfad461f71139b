"""Records in `briefs/verification.yml` that do not apply to the quotes of the briefs any more."""

from collections.abc import Iterator
from collections.abc import Mapping as Mappings

from briefing_site.checks.names import Names
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import BRIEF, Brief, Location, Verification
from briefing_site.format.places import QUOTE, SOURCE
from briefing_site.format.verification import fingerprint
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, ParsedFile

QUOTE_CHANGED = Message(
    Code(
        "quote-changed",
        "A quote that was found in its source, or the source, has changed since.",
    ),
    "the quote was found {where} on {day}, but it or its source has changed since",
    "restore what `make diff` shows as changed, or run `make verify`; or {deletion}, so that the quote "
    "counts as not checked",
)
QUOTE_LOST = Message(
    Code("quote-lost", "A quote that was once found in its source is no longer there."),
    "the quote was not found {where} on {date}, but it was found on {day}",
    "run `make verify` to see what the source says instead; quote that, or name another source",
)
QUOTE_NOT_FOUND = Message(
    Code(
        "quote-not-found",
        "A quote was not found word for word in its source.",
        Severity.WARNING,
    ),
    "the quote was not found {where} on {date}",
    QUOTE_LOST.help,
)
UNKNOWN_QUOTE = Code(
    "unknown-quote", "`briefs/verification.yml` contains a quote that does not exist."
)
RENAMED_RECORD = Message(
    UNKNOWN_QUOTE, "the brief '{old}' was renamed to '{new}'", "write '{new}' here"
)
NO_QUOTE = Message(
    UNKNOWN_QUOTE,
    "there is no quote '{quote}' in the brief '{brief}'",
    "{how}, or run `make verify`; an 'id' of its own does not change with the words of a quote",
)
NO_BRIEF = Message(
    UNKNOWN_QUOTE,
    "there is no brief '{text}'",
    "if its file was renamed, add 'formerly: [{text}]' to the renamed one; otherwise delete '{text}' and the "
    "lines under it, or run `make verify`",
)

# `briefs verify --since` reports these: see `sources/verification/claims.py`
UNCONFIRMED = Code(
    "unconfirmed",
    "`briefs/verification.yml` claims more of a quote than a new comparison confirms.",
)
AUTHORS_COPY = Code(
    "authors-copy",
    "The record of a quote rests on a copy that only its author had.",
    Severity.WARNING,
)


def check(names: Names) -> Iterator[Diagnostic]:
    """Report quotes that changed since they were verified or were not found, and records without a quote."""
    file = names.collection.verification
    if file is None or file.record is None:
        return
    briefs = {brief.id: brief for brief in names.collection.briefs}
    for slug, records in file.record.root.items():
        if slug in briefs:
            yield from _check_records(file.document, briefs[slug], records)
        elif records:
            yield _without_brief(file.document, slug, names)


def _check_records(
    verification: Document,
    brief: ParsedFile[Brief],
    records: Mappings[str, Verification],
) -> Iterator[Diagnostic]:
    locations = _locations_of_quotes(brief)
    for quote, record in records.items():
        how = deletion(verification.path, brief.id, quote)
        if quote in locations:
            yield from _check_quote(brief.document, locations[quote], record, how)
        elif brief.record is not None:
            span = verification.nearest_key((brief.id, quote))
            yield verification.report(
                NO_QUOTE, span, quote=quote, brief=brief.id, how=how
            )


def _locations_of_quotes(brief: ParsedFile[Brief]) -> dict[str, Location]:
    locations: dict[str, Location] = {}
    for entry in brief.entries:
        if entry.list in BRIEF.quotes:
            locations[entry.id] = entry.location
    return locations


def _check_quote(
    document: Document, location: Location, record: Verification, how: str
) -> Iterator[Diagnostic]:
    """Report that a quote changed or was not found; `how` says how to delete its record."""
    place = (*location, *QUOTE.text)
    where = record.place
    date = record.date.text
    found_on = record.last_found
    is_current = _applies(record, document, location)
    if not is_current:
        if found_on:
            yield document.report(
                QUOTE_CHANGED, place, where=where, day=found_on.text, deletion=how
            )
    elif record.state == "not-found" and found_on:
        yield document.report(
            QUOTE_LOST, place, where=where, date=date, day=found_on.text
        )
    elif record.state == "not-found":
        yield document.report(QUOTE_NOT_FOUND, place, where=where, date=date)


def _applies(record: Verification, document: Document, location: Location) -> bool:
    """Whether the record is of the quote as it is, and its source still has the address that was read."""
    source_id = " ".join(document.value((*location, *QUOTE.source)).split())
    source = (*BRIEF.sources, source_id)
    address = document.value((*source, *SOURCE.url)).strip()
    archived = document.value((*source, *SOURCE.archived)).strip()
    if record.origin == "url" and not address:
        return False
    if record.origin == "archived" and not archived:
        return False
    words = document.value((*location, *QUOTE.text))
    return record.quote == fingerprint(words, source_id, address or None)


def _without_brief(document: Document, slug: str, names: Names) -> Diagnostic:
    """Report records of a brief that was renamed, or does not exist."""
    span = document.nearest_key((slug,))
    new = names.renamed.briefs.get(slug)
    if new:
        edits = document.replacement(document.key((slug,)), new)
        return document.report(RENAMED_RECORD, span, "", edits, old=slug, new=new)
    return document.report(NO_BRIEF, span, text=slug)


def deletion(path: str, slug: str, quote: str) -> str:
    """The help to delete the record of a quote from the file with the path."""
    return marked(
        "delete the record of '{quote}' under '{brief}' in {path}, and '{brief}' if it has no other",
        quote=quote,
        brief=slug,
        path=path,
    )
