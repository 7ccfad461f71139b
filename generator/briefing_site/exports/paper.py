"""Each brief as a printed briefing paper: PDF."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from html import unescape
from itertools import islice
from typing import Any, get_args

from briefing_site.exports import typesetting
from briefing_site.exports.typesetting import Data
from briefing_site.format import EdtfDate, FieldType, Pattern, Record, fields
from briefing_site.format.brief import Contributor
from briefing_site.format.fields import SOURCE, Confidence, EventStatus, Likelihood
from briefing_site.format.prose import Citation, CodeText, Text
from briefing_site.format.traversal import members
from briefing_site.library.library import Library, LinkedBrief, LinkedEvent, LinkedQuote
from briefing_site.pages.components import chart, graph, history
from briefing_site.references import citation
from briefing_site.references.work import CitedWork
from briefing_site.site import (
    Language,
    Links,
    Output,
    Site,
    Task,
    addresses,
    quote_checks,
    wording,
)

MOST_DAYS = 20
"""Days in the history of a paper, the latest; the page has all."""

_TEMPLATE = "paper.typ"
_WITHIN_DATE = re.compile(
    r"(?<=\d) (?=[^\W\d_])|(?<=\d\.) (?=[^\W\d_])|(?<=[^\W\d_]) (?=\d{4})"
)
"""Where a line must not break: between day, month and year."""


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for slug in library.briefs:
        yield Task(addresses.paper(slug), paper, (slug,), is_slow=True)


def paper(library: Library, site: Site, slug: str) -> Iterator[Output]:
    data = _data(library.briefs[slug], library, site)
    yield Output(addresses.paper(slug), typesetting.document(_TEMPLATE, data, "pdf"))


def _data(brief: LinkedBrief, library: Library, site: Site) -> Data:
    """All fields of a brief under their own keys, and what a paper says beyond them."""
    entry = brief.entry
    language, link = site.language, Links(addresses.paper(brief.slug))
    languages = wording.languages(entry.sources.values(), language)
    changed = brief.changed.earliest
    record = partial(_record, brief=brief, library=library, language=language)
    date = partial(_date, language=language)
    apa = citation.apa(CitedWork.from_brief(brief, library, site))
    return record(entry) | {
        "words": {
            text: language.gettext(text) for text in typesetting.texts(_TEMPLATE)
        },
        "language": [language.short, language.region.partition("_")[2].lower()],
        **typesetting.identity(site),
        "address": addresses.absolute(site, addresses.brief(brief.slug))
        if site.address
        else "",
        "changed": [changed.year, changed.month, changed.day],
        "facts": _facts(brief, language),
        "confidence_levels": get_args(Confidence),
        "confidence": {
            level: wording.label(f"{level} confidence", language)
            for level in get_args(Confidence)
        },
        "labels": {
            each: wording.label(each, language)
            for each in (*get_args(EventStatus), *get_args(Likelihood))
        },
        "actors": [
            {
                "name": member.name,
                "role": member.role,
                "sources": _numbers(brief, member.sources),
            }
            for member in brief.cast
        ],
        "people": _people(brief, language),
        "figures": [
            record(figure) | {"chart": str(chart.figure_chart(figure, language))}
            for figure in entry.figures
        ],
        # without its legend
        "diagram": str(graph.brief_diagram(brief, library, link, site)).partition(
            "<p "
        )[0],
        "timeline": [
            record(event.entry) | _caution(event, library, language)
            for event in brief.events
        ],
        "quotes": [
            record(quote.entry)
            | {"speaker": brief.speaker(quote.entry)}
            | {"check": _check(quote, language), "sign": quote.check.sign}
            for quote in brief.quotes
        ],
        "corrections": [
            _record(each, brief, library, language) for each in brief.corrections
        ],
        "forecasts": [
            record(each.entry)
            | {
                "recorded": date(each.recorded.since),
                "probabilities": [
                    (percent, date(day)) for day, percent in each.recorded.probabilities
                ],
                "standing": wording.standing(each.standing, language),
            }
            for each in brief.forecasts
        ],
        "history": list(_history(brief, language)),
        # before, in and after the italics
        "citation": [unescape(part) for part in re.split("</?em>", apa)],
        "sources": [
            record(source.entry)
            | {
                "number": source.number,
                "title": source.entry.title or source.entry.name,
                "description": (source.entry.description or "")
                if source.entry.title
                else "",
                "kind": wording.source_kind(source.entry.kind, language)
                if source.entry.kind
                else "",
                "in_language": languages.get(source.entry.language or "", ""),
                "code": (source.entry.language or language.short).split("-")[0].lower(),
                "checks": [
                    (check.sign, words)
                    for check, words in quote_checks.counts(
                        (quote.check.name for quote in source.quotes), language
                    )
                ],
            }
            for source in brief.sources
        ],
    }


def _record(
    record: Record, brief: LinkedBrief, library: Library, language: Language
) -> Data:
    """The fields of a record, each as its kind is set; an empty text or list where one was not filled in."""
    typeset = partial(_typeset, brief=brief, library=library, language=language)
    return {
        member.key: typeset(
            getattr(record, member.name), member.steps, member.field_type
        )
        for member in members(type(record))
    }


def _typeset(
    value: Any,  # noqa: ANN401 -- of any kind
    steps: Pattern,
    kind: FieldType | None,
    *,
    brief: LinkedBrief,
    library: Library,
    language: Language,
) -> object:
    inside = partial(
        _typeset,
        steps=steps[1:],
        kind=kind,
        brief=brief,
        library=library,
        language=language,
    )
    if steps[:1] == ("?",):
        return {key: inside(each) for key, each in value.items()}
    if steps:
        if kind is SOURCE:
            return _numbers(brief, value)
        return [inside(each) for each in value]
    match kind:
        case None:
            return _record(value, brief, library, language)
        case fields.PROSE:
            return _tree(value.blocks, brief.numbers, language) if value else []
        case fields.SOURCE:
            return brief.numbers[value] if value else ""
        case fields.ACTOR:
            return brief.members[value].name if value else ""
        case fields.TOPIC:
            return library.topics[value].title
        case fields.DATE | fields.DAY:
            return _date(value, language)
        case fields.NUMBER:
            return wording.number(value, language)
        case _:
            return value or ""


def _numbers(brief: LinkedBrief, sources: Iterable[str]) -> list[int]:
    return sorted({brief.numbers[each] for each in sources})


def _people(brief: LinkedBrief, language: Language) -> list[str]:
    entry, _ = brief.entry, language.gettext

    def named(contributors: Iterable[Contributor]) -> str:
        return ", ".join(
            f"{each.name} (ORCID {each.orcid})" if each.orcid else each.name
            for each in contributors
        )

    return [
        *([_("By %(names)s", names=named(entry.authors))] if entry.authors else []),
        *(
            [_("reviewed by %(names)s", names=named(entry.reviewers))]
            if entry.reviewers
            else []
        ),
        *(
            [_("Review due by %(date)s", date=_date(entry.review_by, language))]
            if entry.review_by
            else []
        ),
    ]


def _facts(brief: LinkedBrief, language: Language) -> list[str]:
    entry, _ = brief.entry, language.gettext
    return [
        *(
            _(text, date=_date(day, language))
            for text, day in wording.dates(brief.as_of, brief.updated)
        ),
        *([language.gettext(entry.status)] if entry.status != "published" else []),
        *([_("disputed in part")] if brief.disputed else []),
        *wording.counts(
            (len(brief.cast), "actor"),
            (len(brief.events), "event"),
            (len(brief.sources), "source"),
            language=language,
        ),
        *(
            words
            for _, words in quote_checks.counts(
                brief.summary.checks, language, whole=True
            )
        ),
    ]


def _date(when: EdtfDate | None, language: Language) -> str:
    """A date whose days stay on one line; empty if it is not known."""
    return (
        _WITHIN_DATE.sub("\N{NO-BREAK SPACE}", wording.date(when, language))
        if when
        else ""
    )


def _caution(event: LinkedEvent, library: Library, language: Language) -> Data:
    """How sure an event is according to all briefs that tell it, and which of the others say so."""
    _, briefs = (
        language.gettext,
        [library.summaries[each.slug] for each in event.more_cautious],
    )
    titles = ", ".join(_("“%(text)s”", text=each.title) for each in briefs)
    status = wording.label(event.status, language)
    caution = (
        _("%(status)s in %(titles)s", status=status, titles=titles) if titles else ""
    )
    return {"overall_status": event.status, "caution": caution}


def _check(quote: LinkedQuote, language: Language) -> str:
    found, _ = quote.verification, language.gettext
    caveat = (
        f" ({_('not compared with the publication')})" if quote.check.is_of_copy else ""
    )
    late = quote.recorded_late
    parts = [
        f"{quote.check.words(language)}{caveat}",
        *([_date(found.date, language)] if found else []),
        *([_("recorded %(date)s", date=_date(late, language))] if late else []),
    ]
    text = ", ".join(parts)
    if found and found.passage:
        text += f"{_('. The passage:')} {_('“%(text)s”', text=found.passage)}"
    return text


def _history(brief: LinkedBrief, language: Language) -> Iterator[Data]:
    """What each update says, the latest first, and when the brief was published."""
    for each in islice(history.of_brief(brief, language), MOST_DAYS):
        minor = "" if each.is_major else f" ({language.gettext('minor')})"
        yield {"date": _date(each.date, language), "changes": f"{each.words}{minor}"}
    if brief.history and (first := brief.history.published):
        yield {
            "date": _date(first, language),
            "changes": language.gettext("First published"),
        }


def _tree(node: Any, numbers: Mapping[str, int], language: Language) -> Any:  # noqa: ANN401 -- as JSON
    """Prose as its records are, each with the name of its type, but for citations as they are shown."""
    match node:
        case Citation():
            place = f", {node.locator.words(language)}" if node.locator else ""
            return {"type": "Citation", "number": numbers[node.source], "place": place}
        case Text() | CodeText():
            return {
                "type": type(node).__name__,
                "text": typesetting.breakable(node.text),
            }
        case tuple():
            return [_tree(each, numbers, language) for each in node]
        case str() | int() | None:
            return node
        case _:
            return {"type": type(node).__name__} | {
                field.name: _tree(getattr(node, field.name), numbers, language)
                for field in dataclasses.fields(node)
            }
