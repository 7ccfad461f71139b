"""Updates the record of verification with the results of a run."""

import json
from collections.abc import Iterable, Mapping

from briefing_site.diagnostics import log
from briefing_site.format import Verification, Verifications
from briefing_site.format.verification import FOUND
from briefing_site.sources.verification.quotes import Outcome, PlacedQuote

HEADING = """\
# The results of `make verify`, which compares each quote with its source and writes this file.
# An entry is valid only for the words and the source that it was made for.
"""


def occasion(
    day: str, version: str, environment: Mapping[str, str]
) -> Mapping[str, str | None]:
    """The fields of a record that are those of this run: GitHub and GitLab say where its log is.

    https://docs.github.com/actions/reference/workflows-and-actions/variables and
    https://docs.gitlab.com/ci/variables/predefined_variables/ describe the variables.
    """
    server, name, number = (
        environment.get(f"GITHUB_{key}", "")
        for key in ("SERVER_URL", "REPOSITORY", "RUN_ID")
    )
    run = (
        f"{server}/{name}/actions/runs/{number}"
        if server and number
        else environment.get("CI_JOB_URL", "")
    )
    return {"date": day, "version": version, "run": run or None}


def updated(
    record: Verifications | None,
    outcomes: Iterable[Outcome],
    quotes: Iterable[PlacedQuote],
    occasion: Mapping[str, str | None],
    *,
    keep_found: bool = False,
) -> str:
    """The new text of the file, sorted; `quotes` are all quotes.

    `keep_found` keeps the entry of a quote that was found before and is not found now: what it says of that
    day is still true, and somebody has to decide what to do.
    """
    known = record.root if record else {}
    found = {(each.quote.slug, each.quote.id): each for each in outcomes}
    lines: dict[str, list[str]] = {}
    for quote in sorted(quotes, key=lambda each: (each.slug, each.id)):
        entry = known.get(quote.slug, {}).get(quote.id)
        if outcome := found.get((quote.slug, quote.id)):
            entry = _updated(entry, outcome, occasion, keep_found=keep_found)
        if entry:
            lines.setdefault(f"{quote.slug}:\n", []).append(
                f"  {quote.id}: {_written(entry)}\n"
            )
    return HEADING + (
        "".join(slug + "".join(entries) for slug, entries in lines.items()) or "{}\n"
    )


def _updated(
    before: Verification | None,
    outcome: Outcome,
    occasion: Mapping[str, str | None],
    *,
    keep_found: bool,
) -> Verification | None:
    mark = outcome.quote.fingerprint
    verified_on = before.last_found if before else None
    valid = before if before and before.quote == mark else None
    if outcome.text is None and (
        outcome.state is None or verified_on or (valid and valid.text)
    ):
        return before  # a text that is unavailable today does not undo earlier results
    if keep_found and outcome.state == "not-found" and valid and valid.state in FOUND:
        return before
    values = {
        **occasion,
        "state": outcome.state,
        "from": outcome.origin,
        "text": outcome.text,
        "quote": mark,
        "verified": verified_on.text
        if verified_on and outcome.state == "not-found"
        else None,
        "passage": log.printable(outcome.passage) or None,
    }
    return Verification.model_validate(values)


def _written(entry: Verification) -> str:
    values = entry.model_dump(by_alias=True, exclude_none=True) | {
        "date": entry.date.text,
        "run": entry.run and json.dumps(entry.run, ensure_ascii=False),
        "verified": entry.verified and entry.verified.text,
        "passage": entry.passage and json.dumps(entry.passage, ensure_ascii=False),
    }
    return (
        f"{{{', '.join(f'{key}: {value}' for key, value in values.items() if value)}}}"
    )
