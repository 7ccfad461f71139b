"""For people at a terminal: what has to be looked at first, then the lines to add, then the numbers."""

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.sources.link_check.link_check import Proposal, Surveyed
from generator.sources.web.answer import State

ORDER: tuple[State, ...] = ("gone", "moved", "unreachable", "timeout", "blocked", "answers")
NAMES: dict[State, str] = {
    "gone": "gone",
    "moved": "moved",
    "unreachable": "unreachable",
    "timeout": "too slow",
    "blocked": "blocked (not gone: try it in a browser)",
    "answers": "answers",
}


def report(surveyed: Sequence[Surveyed], without_address: int) -> str:
    """All that is not as it should be, worst first."""
    wanting = [each for each in surveyed if each.finding.state != "answers" or not each.source.archived]
    wanting.sort(key=lambda each: (ORDER.index(each.finding.state), each.source.path, each.source.place))
    paragraphs = ["\n".join([*_lines(each), ""]) for each in wanting]
    return _printable("\n".join([*paragraphs, *_count(surveyed, without_address)]) + "\n")


def _lines(each: Surveyed) -> Iterator[str]:
    source, found = each.source, each.finding
    line, column = source.place
    detail = f" ({found.detail})" if found.detail else ""
    yield f"{source.path}:{line}:{column}: {NAMES[found.state]}: {source.address}{detail}"
    if found.moved_to:
        yield f"      to {found.moved_to}"
    if each.proposal:
        yield from _proposal(each.proposal)
    elif each.trouble:
        yield f"      no archived copy is named: {each.trouble}"


def _proposal(proposal: Proposal) -> Iterator[str]:
    if proposal.in_braces:
        yield f"      no archived copy is named: add this inside the braces on line {proposal.after}:"
    else:
        yield f"      no archived copy is named: add this line behind line {proposal.after}:"
    yield proposal.text


def _count(surveyed: Sequence[Surveyed], without_address: int) -> Iterator[str]:
    numbers = Counter(each.finding.state for each in surveyed)
    states = [f"{numbers[state]} {NAMES[state].partition(' (')[0]}" for state in ORDER if numbers[state]]
    total = f"{len(surveyed)} {'source' if len(surveyed) == 1 else 'sources'}"
    yield f"{total}: {', '.join(states)}" if states else total
    bare = [each for each in surveyed if not each.source.archived]
    found = sum(each.proposal is not None for each in bare)
    yield f"an archived copy is named for all but {len(bare)}, and was found for {found} of these"
    if without_address:
        yield f"not looked at, for want of an address: {without_address}"


def _printable(text: str) -> str:
    """Text of strangers, without what moves a terminal's cursor."""
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)
