"""The record of verification after a run: what the run found out, and what was known of all other quotes."""

from collections.abc import Iterable
from pathlib import Path

from generator.format.verification import Verification, Verifications
from generator.sources.verification.quotes import Outcome, PlacedQuote

HEADING = """\
# What `make verify` found out when it compared each quote with its source: it writes this file.
# A record holds only for the words and the source that it was made for.
"""


def updated(
    record: Verifications | None, outcomes: Iterable[Outcome], quotes: Iterable[PlacedQuote], day: str
) -> str:
    """The text of the file, sorted; `quotes` are all that there are, `day` is that of the run."""
    known = record.root if record else {}
    found = {(each.quote.slug, each.quote.id): each for each in outcomes}
    lines = [HEADING]
    slug = ""
    for quote in sorted(quotes, key=lambda each: (each.slug, each.id)):
        before = known.get(quote.slug, {}).get(quote.id)
        outcome = found.get((quote.slug, quote.id))
        entry = _entry(before, outcome, day) if outcome else _kept(before)
        if entry and quote.slug != slug:
            slug = quote.slug
            lines.append(f"{slug}:\n")
        if entry:
            values = ", ".join(f"{key}: {value}" for key, value in entry.items())
            lines.append(f"  {quote.id}: {{{values}}}\n")
    return "".join(lines if slug else [HEADING, "{}\n"])


def write(file: Path, text: str) -> bool:
    """Put the text into the file, whole or not at all; tells whether that changed it.

    Raises `OSError` from the disk.
    """
    content = text.encode()
    if file.exists() and file.read_bytes() == content:
        return False
    unfinished = file.with_name(f".{file.name}.unfinished")  # hidden files are no briefs
    unfinished.write_bytes(content)
    unfinished.replace(file)
    return True


def _entry(before: Verification | None, outcome: Outcome, day: str) -> dict[str, str]:
    """What to record of a quote that was looked at."""
    once = (before.date if before.state == "verified" else before.verified) if before else None
    if outcome.state == "verified":
        return _written("verified", day, outcome)
    if outcome.state == "not-found":
        return _written("not-found", day, outcome) | ({"verified": once.text} if once else {})
    holds = before is not None and before.quote == outcome.quote.fingerprint and before.text is not None
    if outcome.state is None or holds or once:
        return _kept(before)  # that no text can be had today takes nothing back
    return _written(outcome.state, day, outcome)


def _written(state: str, day: str, outcome: Outcome) -> dict[str, str]:
    optional = {"from": outcome.origin, "text": outcome.text}
    return {
        "state": state,
        "date": day,
        **{key: value for key, value in optional.items() if value},
        "quote": outcome.quote.fingerprint,
    }


def _kept(before: Verification | None) -> dict[str, str]:
    if before is None:
        return {}
    optional = {"from": before.origin, "text": before.text}
    return {
        "state": before.state,
        "date": before.date.text,
        **{key: value for key, value in optional.items() if value},
        "quote": before.quote,
        **({"verified": before.verified.text} if before.verified else {}),
    }
