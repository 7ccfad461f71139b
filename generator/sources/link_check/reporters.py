"""The output formats of a link check: text for people, and JSON for other programs."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from generator.diagnostics import log
from generator.languages.phrase import within
from generator.reading.folder import is_profile
from generator.site import wording
from generator.site.language import DEFAULT, Language, marked
from generator.sources import printable
from generator.sources.link_check.link_check import CheckedSource
from generator.sources.web.answer import State

VERSION = 1
"""Of the JSON: it changes with the structure."""

STATES: dict[State, str] = {
    "gone": marked("gone"),
    "moved": marked("moved"),
    "unreachable": marked("unreachable"),
    "timeout": marked("too slow"),
    "blocked": marked("blocked"),
    "answers": marked("online"),
}
"""The states in words, most urgent first."""


def text(checked: Sequence[CheckedSource], without_address: int, language: Language = DEFAULT) -> str:
    """Every source with a problem, the most urgent first, with lines to add; then a summary."""
    order = list(STATES)
    problems = [each for each in checked if each.finding.state != "answers" or not each.source.archived]
    problems.sort(key=lambda each: (order.index(each.finding.state), each.source.path, each.source.place))
    lines = [line for each in problems for line in (*_lines(each, language), "")]
    lines += _count(checked, without_address, language)
    return log.harmless("".join(printable(line) + "\n" for line in lines))


def _lines(each: CheckedSource, language: Language) -> Iterator[str]:
    source, found, _ = each.source, each.finding, language.gettext
    line, column = source.place
    state = (
        _("blocked (not gone: open it in a browser to check)")
        if found.state == "blocked"
        else _(STATES[found.state])
    )
    detail = f" ({within(found.detail, language)})" if found.detail else ""
    yield f"{source.path}:{line}:{column}: {state}: {source.address}{detail}"
    if found.moved_to:
        yield "      " + _("to %(address)s", address=found.moved_to)
    if each.proposal:
        is_in_braces = source.indent is None
        yield "      " + (
            _("no archived copy: add this inside the braces on line %(line)s:", line=line)
            if is_in_braces
            else _("no archived copy: add this line after line %(line)s:", line=line)
        )
        yield each.proposal
    elif each.trouble:
        yield "      " + _("no archived copy: %(reason)s", reason=within(each.trouble, language))


def _count(checked: Sequence[CheckedSource], without_address: int, language: Language) -> Iterator[str]:
    numbers, _ = Counter(each.finding.state for each in checked), language.gettext
    states = [f"{numbers[key]} {_(name)}" for key, name in STATES.items() if numbers[key]]
    total = wording.count(len(checked), "source", language=language)
    yield f"{total}: {', '.join(states)}" if states else total
    unarchived = [each for each in checked if not each.source.archived]
    found = sum(bool(each.proposal) for each in unarchived)
    yield _(
        "without an archived copy: %(number)s (found in the archive: %(found)s)",
        number=len(unarchived),
        found=found,
    )
    if without_address:
        yield _("not checked, as they have no address: %(number)s", number=without_address)


def document(checked: Sequence[CheckedSource], without_address: int, _: Language = DEFAULT) -> str:
    """A JSON document, in English."""
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


REPORTERS: dict[str, Callable[[Sequence[CheckedSource], int, Language], str]] = {
    "text": text,
    "json": document,
}
"""By format; each takes the results, the number of sources without an address, and the language."""
