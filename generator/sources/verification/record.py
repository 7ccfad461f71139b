"""Updates the record of verification with the results of a run."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.format.verification import FOUND, Verification, Verifications
from generator.sources import printable
from generator.sources.verification.quotes import Outcome, PlacedQuote

HEADING = """\
# The results of `make verify`, which compares each quote with its source and writes this file.
# An entry is valid only for the words and the source that it was made for.
"""


@dataclass(frozen=True)
class Occasion:
    """When, and by what, quotes are compared."""

    day: str
    version: str = ""
    """The version of the program."""
    run: str = ""
    """The address of the run of a workflow; empty on somebody's own machine."""


def occasion(day: str, version: str, environment: Mapping[str, str]) -> Occasion:
    """That of this run: GitHub and GitLab say in the environment where its log is.

    https://docs.github.com/actions/reference/workflows-and-actions/variables and
    https://docs.gitlab.com/ci/variables/predefined_variables/ describe the variables.
    """
    server, name, number = (
        environment.get(f"GITHUB_{key}", "") for key in ("SERVER_URL", "REPOSITORY", "RUN_ID")
    )
    run = f"{server}/{name}/actions/runs/{number}" if server and number else environment.get("CI_JOB_URL", "")
    return Occasion(day, version, run)


def updated(
    record: Verifications | None,
    outcomes: Iterable[Outcome],
    quotes: Iterable[PlacedQuote],
    occasion: Occasion,
    *,
    keep_found: bool = False,
) -> str:
    """The new text of the file, sorted; `quotes` are all quotes.

    `keep_found` keeps the entry of a quote that was found before and is not found now: what it says of that
    day is still true, and somebody has to decide what to do.
    """
    known = record.root if record else {}
    found = {(each.quote.slug, each.quote.id): each for each in outcomes}
    lines = []
    slug = ""
    for quote in sorted(quotes, key=lambda each: (each.slug, each.id)):
        entry = known.get(quote.slug, {}).get(quote.id)
        outcome = found.get((quote.slug, quote.id))
        if outcome:
            entry = _updated(entry, outcome, occasion, keep_found=keep_found)
        if entry and quote.slug != slug:
            slug = quote.slug
            lines.append(f"{slug}:\n")
        if entry:
            lines.append(f"  {quote.id}: {_written(entry)}\n")
    return HEADING + ("".join(lines) or "{}\n")


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


def _updated(
    before: Verification | None, outcome: Outcome, occasion: Occasion, *, keep_found: bool
) -> Verification | None:
    """The entry of a quote that was checked."""
    quote = outcome.quote
    mark = quote.fingerprint
    verified_on = before.last_found if before else None
    if outcome.text is None:
        is_valid = before is not None and before.quote == mark and before.text is not None
        if outcome.state is None or is_valid or verified_on:
            return before  # a text that is unavailable today does not undo earlier results
    if (
        keep_found
        and outcome.state == "not-found"
        and before
        and before.quote == mark
        and before.state in FOUND
    ):
        return before
    values = {
        "state": outcome.state,
        "date": occasion.day,
        "from": outcome.origin,
        "version": occasion.version or None,
        "run": occasion.run or None,
        "text": outcome.text,
        "quote": mark,
    }
    if verified_on and outcome.state == "not-found":
        values["verified"] = verified_on.text
    if outcome.passage:
        values["passage"] = printable(outcome.passage)
    return Verification.model_validate(values)


def _written(entry: Verification) -> str:
    values = {
        "state": entry.state,
        "date": entry.date.text,
        "from": entry.origin,
        "version": entry.version,
        "run": entry.run and json.dumps(entry.run, ensure_ascii=False),
        "text": entry.text,
        "quote": entry.quote,
        "verified": entry.verified and entry.verified.text,
        "passage": entry.passage and json.dumps(entry.passage, ensure_ascii=False),
    }
    return f"{{{', '.join(f'{key}: {value}' for key, value in values.items() if value)}}}"
