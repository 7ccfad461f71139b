"""Updates the record of verification with the results of a run."""

from collections.abc import Iterable
from pathlib import Path

from generator.format.verification import Verification, Verifications
from generator.sources.verification.quotes import Outcome, PlacedQuote

HEADING = """\
# The results of `make verify`, which compares each quote with its source and writes this file.
# An entry is valid only for the words and the source that it was made for.
"""


def updated(
    record: Verifications | None, outcomes: Iterable[Outcome], quotes: Iterable[PlacedQuote], day: str
) -> str:
    """The new text of the file, sorted; `quotes` are all quotes, `day` is that of the run."""
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
    """Replace the file atomically; return whether that changed it.

    Raises `OSError` if it can't be written.
    """
    content = text.encode()
    if file.exists() and file.read_bytes() == content:
        return False
    unfinished = file.with_name(f".{file.name}.unfinished")  # hidden files are not read as briefs
    unfinished.write_bytes(content)
    unfinished.replace(file)
    return True


def _entry(before: Verification | None, outcome: Outcome, day: str) -> dict[str, str]:
    """The entry of a quote that was checked."""
    verified_on = (before.date if before.state == "verified" else before.verified) if before else None
    if outcome.state == "verified":
        return _written("verified", day, outcome)
    if outcome.state == "not-found":
        return _written("not-found", day, outcome) | ({"verified": verified_on.text} if verified_on else {})
    is_valid = before is not None and before.quote == outcome.quote.fingerprint and before.text is not None
    if outcome.state is None or is_valid or verified_on:
        return _kept(before)  # a text that is unavailable today does not undo earlier results
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
