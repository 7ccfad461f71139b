"""The output formats of a link check: text for people, and JSON for other programs."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from generator.diagnostics import log
from generator.reading.folder import is_profile
from generator.sources import printable
from generator.sources.link_check.link_check import CheckedSource
from generator.sources.web.answer import State

VERSION = 1
"""Of the JSON: it changes with the structure."""

STATES: dict[State, str] = {
    "gone": "gone",
    "moved": "moved",
    "unreachable": "unreachable",
    "timeout": "too slow",
    "blocked": "blocked (not gone: open it in a browser to check)",
    "answers": "online",
}
"""The states in words, most urgent first."""


def text(checked: Sequence[CheckedSource], without_address: int) -> str:
    """Every source with a problem, the most urgent first, with lines to add; then a summary."""
    order = list(STATES)
    problems = [each for each in checked if each.finding.state != "answers" or not each.source.archived]
    problems.sort(key=lambda each: (order.index(each.finding.state), each.source.path, each.source.place))
    lines = [line for each in problems for line in (*_lines(each), "")]
    lines += _count(checked, without_address)
    return log.harmless("".join(printable(line) + "\n" for line in lines))


def _lines(each: CheckedSource) -> Iterator[str]:
    source, found = each.source, each.finding
    line, column = source.place
    detail = f" ({found.detail})" if found.detail else ""
    yield f"{source.path}:{line}:{column}: {STATES[found.state]}: {source.address}{detail}"
    if found.moved_to:
        yield f"      to {found.moved_to}"
    if each.proposal:
        where = "inside the braces on line" if source.indent is None else "line after line"
        yield f"      no archived copy: add this {where} {line}:"
        yield each.proposal
    elif each.trouble:
        yield f"      no archived copy: {each.trouble}"


def _count(checked: Sequence[CheckedSource], without_address: int) -> Iterator[str]:
    numbers = Counter(each.finding.state for each in checked)
    states = [f"{numbers[key]} {name.partition(' (')[0]}" for key, name in STATES.items() if numbers[key]]
    total = f"{len(checked)} {'source' if len(checked) == 1 else 'sources'}"
    yield f"{total}: {', '.join(states)}" if states else total
    unarchived = [each for each in checked if not each.source.archived]
    found = sum(bool(each.proposal) for each in unarchived)
    yield f"without an archived copy: {len(unarchived)} (found in the archive: {found})"
    if without_address:
        yield f"not checked, as they have no address: {without_address}"


def document(checked: Sequence[CheckedSource], without_address: int) -> str:
    """A JSON document."""
    sources = [_object(each) for each in checked]
    content = {"version": VERSION, "without_address": without_address, "sources": sources}
    return log.as_json(content)


def _object(each: CheckedSource) -> dict[str, object]:
    source = each.source
    proposal = {
        "path": source.path,
        "after_line": source.place.line,
        "text": each.proposal,
        "in_braces": source.indent is None,
    }
    return {
        "brief": None if is_profile(source.path) else source.holder,
        "actor": source.holder if is_profile(source.path) else None,
        "source": source.id,
        "path": source.path,
        "line": source.place.line,
        "column": source.place.column,
        "url": source.address,
        "state": each.finding.state,
        "detail": each.finding.detail,
        "moved_to": each.finding.moved_to,
        "archived": source.archived,
        "archive_trouble": each.trouble,
        "proposal": proposal if each.proposal else None,
    }


REPORTERS: dict[str, Callable[[Sequence[CheckedSource], int], str]] = {"text": text, "json": document}
"""By format; each takes the results, and the number of sources without an address."""
