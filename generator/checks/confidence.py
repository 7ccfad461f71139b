"""Judgements with more confidence than their sources allow.

The rule is that of `docs/about.md`: high requires several sources that do not depend on one another, and one
source is low. A source and what repeats it are one.
"""

from collections.abc import Iterable, Iterator

from generator.diagnostics import Code, Diagnostic, Message, Severity
from generator.format import traversal
from generator.format.brief import Brief
from generator.format.places import BRIEF, JUDGEMENT
from generator.languages.phrase import marked
from generator.reading.folder import ParsedFile

HIGH_CONFIDENCE = Message(
    Code(
        "confidence",
        (
            "The confidence of a judgement is more than its sources allow: high requires several that do not "
            "depend on one another, and one source is low. A source and its copies (`copy_of`) count as one."
        ),
        Severity.WARNING,
    ),
    "the confidence is high, but {evidence}; high requires several that do not depend on one another",
    "add an independent source, or write 'confidence: low'",
)
MODERATE_CONFIDENCE = Message(
    HIGH_CONFIDENCE.code,
    "the confidence is moderate, but {evidence}; one source makes it low",
    "add an independent source, or write 'confidence: low'",
)

SEVERAL = 2
_MESSAGES = {"high": HIGH_CONFIDENCE, "moderate": MODERATE_CONFIDENCE}


def check_brief(file: ParsedFile[Brief]) -> Iterator[Diagnostic]:
    brief = file.record
    for number, judgement in enumerate(brief.key_judgements if brief else ()):
        cited = set(traversal.cited(judgement))
        message = _MESSAGES.get(judgement.confidence)
        if brief is None or message is None or not cited <= brief.sources.keys():
            continue
        independent = origins(brief, cited)
        if len(independent) < SEVERAL:
            evidence = marked("it names no source")
            if len(cited) == 1:
                evidence = marked("it rests on one source")
            elif cited:
                evidence = marked("its {number} sources are copies of one", number=len(cited))
            yield file.document.report_message(
                message,
                file.document.nearest((*BRIEF.key_judgements, number, *JUDGEMENT.confidence)),
                evidence=evidence,
            )


def origins(brief: Brief, ids: Iterable[str]) -> set[tuple[str, ...]]:
    """The publications that the sources go back to: what copies one is not another."""
    found = set()
    for id_ in ids:
        followed: list[str] = []
        now: str | None = id_
        while now in brief.sources and now not in followed:
            followed.append(now)
            now = brief.sources[now].copy_of
        found.add(brief.sources[followed[-1]].publication)
    return found
