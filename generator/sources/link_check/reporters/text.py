"""Text for people: the most urgent first, with lines to add; then a summary."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.sources.link_check.link_check import CheckedSource, Proposal
from generator.sources.web.answer import State

ORDER: tuple[State, ...] = ("gone", "moved", "unreachable", "timeout", "blocked", "answers")
NAMES: dict[State, str] = {
    "gone": "gone",
    "moved": "moved",
    "unreachable": "unreachable",
    "timeout": "too slow",
    "blocked": "blocked (not gone: open it in a browser to check)",
    "answers": "online",
}


def report(checked: Sequence[CheckedSource], without_address: int) -> str:
    """Every source with a problem, worst first."""
    problems = [each for each in checked if each.finding.state != "answers" or not each.source.archived]
    problems.sort(key=lambda each: (ORDER.index(each.finding.state), each.source.path, each.source.place))
    paragraphs = ["\n".join([*_lines(each), ""]) for each in problems]
    return _printable("\n".join([*paragraphs, *_count(checked, without_address)]) + "\n")


def _lines(each: CheckedSource) -> Iterator[str]:
    source, found = each.source, each.finding
    line, column = source.place
    detail = f" ({found.detail})" if found.detail else ""
    yield f"{source.path}:{line}:{column}: {NAMES[found.state]}: {source.address}{detail}"
    if found.moved_to:
        yield f"      to {found.moved_to}"
    if each.proposal:
        yield from _proposal(each.proposal)
    elif each.trouble:
        yield f"      no archived copy: {each.trouble}"


def _proposal(proposal: Proposal) -> Iterator[str]:
    if proposal.in_braces:
        yield f"      no archived copy: add this inside the braces on line {proposal.after}:"
    else:
        yield f"      no archived copy: add this line after line {proposal.after}:"
    yield proposal.text


def _count(checked: Sequence[CheckedSource], without_address: int) -> Iterator[str]:
    numbers = Counter(each.finding.state for each in checked)
    states = [f"{numbers[state]} {NAMES[state].partition(' (')[0]}" for state in ORDER if numbers[state]]
    total = f"{len(checked)} {'source' if len(checked) == 1 else 'sources'}"
    yield f"{total}: {', '.join(states)}" if states else total
    unarchived = [each for each in checked if not each.source.archived]
    found = sum(each.proposal is not None for each in unarchived)
    yield f"without an archived copy: {len(unarchived)} (found in the archive: {found})"
    if without_address:
        yield f"not checked, as they have no address: {without_address}"


def _printable(text: str) -> str:
    """Untrusted text, without control characters."""
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)
