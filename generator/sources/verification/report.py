"""The results of a verification as text."""

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.diagnostics import log
from generator.format.verification import VerificationState
from generator.languages.phrase import within
from generator.site import wording
from generator.site.language import DEFAULT, Language, marked
from generator.sources import printable
from generator.sources.verification.comparison import NotFound
from generator.sources.verification.quotes import Outcome

STATES: dict[VerificationState | None, str] = {
    "verified": marked("verified"),
    "with-gaps": marked("verified with gaps"),
    "not-found": marked("not found"),
    "unreachable": marked("source unreachable"),
    "blocked": marked("blocked"),
    None: marked("without text of the source"),
}


def report(outcomes: Iterable[Outcome], language: Language = DEFAULT) -> str:
    """A paragraph for each quote that is not verified."""
    paragraphs = ("\n".join(_lines(each, language)) for each in outcomes if each.state != "verified")
    return log.harmless("".join(f"{paragraph}\n\n" for paragraph in paragraphs))


def count(outcomes: Iterable[Outcome], language: Language = DEFAULT) -> str:
    """Such as `8 quotes: 7 verified, 1 not found`."""
    numbers = Counter(each.state for each in outcomes)
    listed = ", ".join(
        f"{numbers[state]} {language.gettext(name)}" for state, name in STATES.items() if numbers[state]
    )
    return f"{wording.count(numbers.total(), 'quote', language=language)}{': ' if listed else ''}{listed}"


def _lines(outcome: Outcome, language: Language) -> Iterator[str]:
    quote = outcome.quote
    line, column = quote.place
    state = language.gettext(STATES[outcome.state])
    names = {"quote": quote.id, "source": quote.source}
    told = language.gettext("'%(quote)s' in the source '%(source)s'", **names)
    yield f"{quote.path}:{line}:{column}: {state}: {told}"
    if outcome.reason:
        yield f"      {printable(str(within(outcome.reason, language)))}"
    if outcome.passage:
        yield from _both(quote.words, outcome.passage, language)
    if outcome.missing:
        yield from (f"      {each}" for each in _difference(outcome.missing, language))


def _both(words: str, passage: str, language: Language) -> Iterator[str]:
    yield f"      {language.gettext('the quote says:  %(words)s', words=printable(words))}"
    yield f"      {language.gettext('the source says: %(words)s', words=printable(passage))}"


def _difference(missing: NotFound, language: Language) -> Iterator[str]:
    _ = language.gettext
    yield _("the quote says:  %(words)s", words=printable(missing.passage))
    if missing.misplaced:
        yield _("the source has this passage, but in a different order")
        return
    if missing.nearest is None:
        yield _("nothing in the source is similar")
        return
    yield _("the source says: %(words)s", words=printable(missing.nearest.words))
    for pair in missing.nearest.differences:
        quote, text = map(printable, pair)
        if not text:
            yield _("only in the quote: '%(words)s'", words=quote)
        elif not quote:
            yield _("only in the source: '%(words)s'", words=text)
        else:
            yield _("'%(quote)s' in the quote is '%(text)s' in the source", quote=quote, text=text)
    if not missing.nearest.differences:
        yield _("the words are the same, but the quote begins or ends inside a longer word or number")
