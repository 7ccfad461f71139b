"""The results of a verification as text."""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.diagnostics import log
from generator.format.verification import VerificationState
from generator.sources import printable
from generator.sources.verification.comparison import NotFound
from generator.sources.verification.quotes import Outcome

STATES: dict[VerificationState | None, str] = {
    "verified": "verified",
    "with-gaps": "verified with gaps",
    "not-found": "not found",
    "unreachable": "source unreachable",
    "blocked": "blocked",
    None: "without text of the source",
}


def report(outcomes: Iterable[Outcome]) -> str:
    """A paragraph for each quote that is not verified."""
    paragraphs = ("\n".join(_lines(each)) for each in outcomes if each.state != "verified")
    return log.harmless("".join(f"{paragraph}\n\n" for paragraph in paragraphs))


def count(outcomes: Iterable[Outcome]) -> str:
    """Such as `8 quotes: 7 verified, 1 not found`."""
    numbers = Counter(each.state for each in outcomes)
    listed = ", ".join(f"{numbers[state]} {name}" for state, name in STATES.items() if numbers[state])
    total = numbers.total()
    return f"{total} {'quote' if total == 1 else 'quotes'}{': ' if listed else ''}{listed}"


def _lines(outcome: Outcome) -> Iterator[str]:
    quote = outcome.quote
    line, column = quote.place
    state = STATES[outcome.state]
    yield f"{quote.path}:{line}:{column}: {state}: '{quote.id}' in the source '{quote.source}'"
    if outcome.reason:
        yield f"      {printable(outcome.reason)}"
    if outcome.passage:
        yield f"      the quote says:  {printable(quote.words)}"
        yield f"      the source says: {printable(outcome.passage)}"
    if outcome.missing:
        yield from _difference(outcome.missing)


def _difference(missing: NotFound) -> Iterator[str]:
    yield f"      the quote says:  {printable(missing.passage)}"
    if missing.misplaced:
        yield "      the source has this passage, but in a different order"
        return
    if missing.nearest is None:
        yield "      nothing in the source is similar"
        return
    yield f"      the source says: {printable(missing.nearest.words)}"
    for pair in missing.nearest.differences:
        quote, text = map(printable, pair)
        if not text:
            yield f"      only in the quote: '{quote}'"
        elif not quote:
            yield f"      only in the source: '{text}'"
        else:
            yield f"      '{quote}' in the quote is '{text}' in the source"
    if not missing.nearest.differences:
        yield "      the words are the same, but the quote begins or ends inside a longer word or number"
