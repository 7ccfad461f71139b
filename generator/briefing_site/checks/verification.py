"""Records in `briefs/verification.yml` that do not apply to the quotes of the briefs any more."""

from collections.abc import Iterator
from collections.abc import Mapping as Mappings

from briefing_site.checks.names import Names
from briefing_site.diagnostics import Code, Diagnostic, Message, Severity
from briefing_site.format import BRIEF, Location, Verification
from briefing_site.format.places import QUOTE, SOURCE
from briefing_site.format.verification import Origin, fingerprint
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document
from briefing_site.reading.yaml.node import Mapping

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
MOVED_RECORD = Message(
    UNKNOWN_QUOTE,
    "there is no brief '{old}', but '{new}' has the same quotes",
    "if the file was renamed, add 'formerly: [{old}]' to briefs/{new}.yml, and write '{new}' here",
)
NO_QUOTE = Message(
    UNKNOWN_QUOTE,
    "there is no quote '{quote}' in the brief '{brief}'",
    "{how}, or run `make verify`; an 'id' of its own does not change with the words of a quote",
)
NO_BRIEF = Message(UNKNOWN_QUOTE, "there is no brief '{text}'", NO_QUOTE.help)

_ADDRESSES: Mappings[Origin, Location] = {
    "url": SOURCE.url,
    "archived": SOURCE.archived,
}

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
    document, records = file.document, file.record.root
    briefs = {brief.id: brief for brief in names.collection.briefs}
    known = {
        id_: {
            entry.id: entry.location
            for entry in brief.entries
            if entry.list in BRIEF.quotes
        }
        for id_, brief in briefs.items()
    }
    for slug, quotes in records.items():
        if slug not in known and quotes:
            unrecorded = {
                brief: own for brief, own in known.items() if brief not in records
            }
            same = [
                brief
                for brief, own in unrecorded.items()
                if quotes.keys() <= own.keys()
            ]
            yield _without_brief(document, slug, names.renamed.briefs.get(slug), same)
        for quote, verification in quotes.items() if slug in known else ():
            how = deletion(document, slug, quote)
            if location := known[slug].get(quote):
                yield from _check_quote(
                    briefs[slug].document, location, verification, how
                )
            elif briefs[slug].record is not None:
                span = document.nearest_key((slug, quote))
                yield document.report(NO_QUOTE, span, quote=quote, brief=slug, how=how)


def _check_quote(
    document: Document, location: Location, verification: Verification, deletion_: str
) -> Iterator[Diagnostic]:
    place = (*location, *QUOTE.text)
    date, day = verification.date.text, verification.last_found
    mark, places = _compared(document, location)
    changed = (
        mark != verification.quote or (verification.origin or "text") not in places
    )
    if changed and day:
        yield document.report(
            QUOTE_CHANGED,
            place,
            where=verification.place,
            day=day.text,
            deletion=deletion_,
        )
    elif not changed and verification.state == "not-found":
        if day:
            yield document.report(
                QUOTE_LOST, place, where=verification.place, date=date, day=day.text
            )
        else:
            yield document.report(
                QUOTE_NOT_FOUND, place, where=verification.place, date=date
            )


def _compared(document: Document, location: Location) -> tuple[str, set[Origin]]:
    """The fingerprint of the quote as it is now, and where its words can be looked for."""
    name = " ".join(document.value((*location, *QUOTE.source)).split())
    found = {
        key: document.value((*BRIEF.sources, name, *step)).strip()
        for key, step in _ADDRESSES.items()
    }
    places: set[Origin] = {"text", *(key for key, address in found.items() if address)}
    return fingerprint(
        document.value((*location, *QUOTE.text)), name, found["url"] or None
    ), places


def _without_brief(
    document: Document, slug: str, new: str | None, same: list[str]
) -> Diagnostic:
    """Report records of a brief that was renamed, or is the `same` as another one, or is gone."""
    key, span = document.key((slug,)), document.nearest_key((slug,))
    if new:
        return document.report(
            RENAMED_RECORD, span, "", document.replacement(key, new), old=slug, new=new
        )
    if len(same) == 1:
        return document.report(MOVED_RECORD, span, old=slug, new=same[0])
    how = marked("delete '{brief}' and the lines under it", brief=slug)
    return document.report(NO_BRIEF, span, text=slug, how=how)


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
