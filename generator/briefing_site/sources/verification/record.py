"""Updates the record of verification with the results of a run."""

import json
from collections import defaultdict
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
    """The fields of a record that are the same for all quotes of a run: its day, version and log.

    GitHub and GitLab say in the environment where the log is:
    https://docs.github.com/actions/reference/workflows-and-actions/variables and
    https://docs.gitlab.com/ci/variables/predefined_variables/ describe the variables.
    """
    server = environment.get("GITHUB_SERVER_URL")
    repository = environment.get("GITHUB_REPOSITORY", "")
    number = environment.get("GITHUB_RUN_ID")
    run = environment.get("CI_JOB_URL")
    if server and number:
        run = f"{server}/{repository}/actions/runs/{number}"
    return {"date": day, "version": version, "run": run or None}


def updated(
    record: Verifications | None,
    outcomes: Iterable[Outcome],
    quotes: Iterable[PlacedQuote],
    occasion: Mapping[str, str | None],
    *,
    keep_found: bool = False,
) -> str:
    """The new text of the file, sorted by brief and quote. Entries of quotes not among `quotes` are dropped.

    `keep_found` keeps the entry of a quote that was found before and is not found now: what it says of that
    day is still true, and somebody has to decide what to do.
    """
    entries = record.root if record else {}
    outcomes_by_quote: dict[tuple[str, str], Outcome] = {}
    for outcome in outcomes:
        outcomes_by_quote[outcome.quote.slug, outcome.quote.id] = outcome
    lines: dict[str, list[str]] = defaultdict(list)
    for quote in sorted(quotes, key=lambda quote: (quote.slug, quote.id)):
        entry = entries.get(quote.slug, {}).get(quote.id)
        result = outcomes_by_quote.get((quote.slug, quote.id))
        if result:
            entry = _updated(entry, result, occasion, keep_found=keep_found)
        if entry:
            lines[quote.slug].append(f"  {quote.id}: {_written(entry)}\n")
    if not lines:
        return f"{HEADING}{{}}\n"
    text = HEADING
    for slug, lines_of_brief in lines.items():
        text += f"{slug}:\n{''.join(lines_of_brief)}"
    return text


def _updated(
    entry: Verification | None,
    outcome: Outcome,
    occasion: Mapping[str, str | None],
    *,
    keep_found: bool,
) -> Verification | None:
    """The entry of a quote after it was compared; the old one if the outcome says nothing new."""
    fingerprint = outcome.quote.fingerprint
    last_found = entry.last_found if entry else None
    current = None
    if entry and entry.quote == fingerprint:
        current = entry
    if outcome.text is None:
        # a text that is unavailable today does not undo earlier results
        has_result = last_found or (current and current.text)
        if outcome.state is None or has_result:
            return entry
    was_found = current is not None and current.state in FOUND
    if keep_found and was_found and outcome.state == "not-found":
        return entry
    verified = None
    if last_found and outcome.state == "not-found":
        verified = last_found.text
    values = {
        **occasion,
        "state": outcome.state,
        "from": outcome.origin,
        "text": outcome.text,
        "quote": fingerprint,
        "verified": verified,
        "passage": log.printable(outcome.passage) or None,
    }
    return Verification.model_validate(values)


def _written(entry: Verification) -> str:
    """The entry as it stands in the file, on one line."""
    values = entry.model_dump(by_alias=True, exclude_none=True)
    fields = []
    for key, value in values.items():
        if key in {"run", "passage"}:
            fields.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
        elif key in {"date", "verified"}:
            fields.append(f"{key}: {value['text']}")
        else:
            fields.append(f"{key}: {value}")
    return f"{{{', '.join(fields)}}}"
