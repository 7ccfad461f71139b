"""Each brief as a printed briefing paper: PDF.

This module collects the data of a paper, and the template `typst/paper.typ` sets it. The data are the fields
of the brief under their own keys, and other keys for what a paper says beyond them.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, get_args

from briefing_site.exports import typesetting
from briefing_site.exports.typesetting import Data
from briefing_site.format import EdtfDate, FieldType, Pattern, Record, fields
from briefing_site.format.brief import Contributor, Figure
from briefing_site.format.fields import Confidence, EventStatus, Likelihood
from briefing_site.format.prose import Citation, CodeText, Text
from briefing_site.format.traversal import members
from briefing_site.library.library import (
    Library,
    LinkedBrief,
    LinkedEvent,
    LinkedForecast,
    LinkedQuote,
    NumberedSource,
    Participant,
)
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
"""The most days in the history of a paper, of which the latest are shown; the page shows all."""

_TEMPLATE = "paper.typ"
_WITHIN_DATE = re.compile(
    r"(?<=\d) (?=[^\W\d_])|(?<=\d\.) (?=[^\W\d_])|(?<=[^\W\d_]) (?=\d{4})"
)
"""The spaces in a date where no line may break: between day, month and year."""
_ITALICS = re.compile("</?em>")


def tasks(library: Library, _site: Site) -> Iterator[Task]:
    for slug in library.briefs:
        yield Task(addresses.paper(slug), paper, (slug,), is_slow=True)


def paper(library: Library, site: Site, slug: str) -> Iterator[Output]:
    data = _Paper(library.briefs[slug], library, site).data()
    yield Output(addresses.paper(slug), typesetting.document(_TEMPLATE, data, "pdf"))


class _Paper:
    """Collects what the paper of a brief says, in the language of the site."""

    def __init__(self, brief: LinkedBrief, library: Library, site: Site) -> None:
        self._brief = brief
        self._library = library
        self._site = site
        self._language = site.language
        self._source_languages = wording.languages(
            brief.entry.sources.values(), site.language
        )

    def data(self) -> Data:
        """Everything that the template uses."""
        brief = self._brief
        data = self._record(brief.entry)
        data |= typesetting.identity(self._site)
        data |= self._words()
        data["address"] = ""
        if self._site.address:
            page = addresses.brief(brief.slug)
            data["address"] = addresses.absolute(self._site, page)
        changed = brief.changed.earliest
        data["changed"] = [changed.year, changed.month, changed.day]
        data["facts"] = self._facts()
        data["people"] = self._people()
        data["actors"] = [self._actor(member) for member in brief.cast]
        data["diagram"] = self._diagram()
        data["timeline"] = [self._event(event) for event in brief.events]
        data["quotes"] = [self._quote(quote) for quote in brief.quotes]
        data["figures"] = [self._figure(figure) for figure in brief.entry.figures]
        data["forecasts"] = [self._forecast(forecast) for forecast in brief.forecasts]
        data["sources"] = [self._source(source) for source in brief.sources]
        corrections = [self._record(correction) for correction in brief.corrections]
        data["corrections"] = corrections
        data["history"] = self._history()
        data["citation"] = self._citation()
        return data

    def _words(self) -> Data:
        """The texts of the template and of choices, and the language of the paper."""
        language = self._language
        _, _, territory = language.region.partition("_")
        confidence = {}
        for level in get_args(Confidence):
            confidence[level] = wording.label(f"{level} confidence", language)
        labels = {}
        for choice in (*get_args(EventStatus), *get_args(Likelihood)):
            labels[choice] = wording.label(choice, language)
        texts = typesetting.texts(_TEMPLATE)
        return {
            "words": {text: language.gettext(text) for text in texts},
            "language": [language.short, territory.lower()],
            "confidence_levels": get_args(Confidence),
            "confidence": confidence,
            "labels": labels,
        }

    def _record(self, record: Record) -> Data:
        """All fields of a record in the form in which the template takes them; empty if not filled in."""
        data = {}
        for member in members(type(record)):
            value = getattr(record, member.name)
            data[member.key] = self._field(value, member.steps, member.field_type)
        return data

    def _field(
        self,
        value: Any,  # noqa: ANN401 -- of any type
        steps: Pattern,
        type_: FieldType | None,
    ) -> object:
        """The value of a field, or those in its lists and mappings; `steps` says how these are nested."""
        if not steps:
            return self._value(value, type_)
        if steps[0] == "?":
            return {
                key: self._field(part, steps[1:], type_) for key, part in value.items()
            }
        if type_ is fields.SOURCE:
            return self._numbers(value)
        return [self._field(part, steps[1:], type_) for part in value]

    def _value(self, value: Any, type_: FieldType | None) -> object:  # noqa: ANN401
        """A single value by its type; a record if it has none."""
        if type_ is None:
            return self._record(value)
        if not value and type_ is fields.PROSE:
            return []
        if value is None:
            return ""
        match type_:
            case fields.PROSE:
                return _tree(value.blocks, self._brief.numbers, self._language)
            case fields.SOURCE:
                return self._brief.numbers[value]
            case fields.ACTOR:
                return self._brief.members[value].name
            case fields.TOPIC:
                return self._library.title(addresses.topic(value))
            case fields.DATE | fields.DAY:
                return self._date(value)
            case fields.NUMBER:
                return wording.number(value, self._language)
        return value

    def _numbers(self, sources: Iterable[str]) -> list[int]:
        """The numbers of sources, each once, in order."""
        return sorted({self._brief.numbers[source] for source in sources})

    def _date(self, date: EdtfDate | None) -> str:
        """A date whose days stay on one line; empty if it is not known."""
        if date is None:
            return ""
        words = wording.date(date, self._language)
        return _WITHIN_DATE.sub("\N{NO-BREAK SPACE}", words)

    def _facts(self) -> list[str]:
        """The line below the summary."""
        brief = self._brief
        _ = self._language.gettext
        facts = []
        for text, date in wording.dates(brief.as_of, brief.updated):
            facts.append(_(text, date=self._date(date)))
        if brief.entry.status != "published":
            facts.append(_(brief.entry.status))
        if brief.disputed:
            facts.append(_("disputed in part"))
        facts += wording.counts(
            (len(brief.cast), "actor"),
            (len(brief.events), "event"),
            (len(brief.sources), "source"),
            language=self._language,
        )
        checks = brief.summary.checks
        for __, words in quote_checks.counts(checks, self._language, whole=True):
            facts.append(words)
        return facts

    def _people(self) -> list[str]:
        """Who wrote and reviewed the brief, and when it is to be reviewed again."""
        entry = self._brief.entry
        _ = self._language.gettext
        people = []
        if entry.authors:
            people.append(_("By %(names)s", names=_names(entry.authors)))
        if entry.reviewers:
            people.append(_("reviewed by %(names)s", names=_names(entry.reviewers)))
        if entry.review_by:
            date = self._date(entry.review_by)
            people.append(_("Review due by %(date)s", date=date))
        return people

    def _actor(self, member: Participant) -> Data:
        return {
            "name": member.name,
            "role": member.role,
            "sources": self._numbers(member.sources),
        }

    def _diagram(self) -> str:
        """The diagram of relations without its legend, which the template writes."""
        link = Links(addresses.paper(self._brief.slug))
        diagram = graph.brief_diagram(self._brief, link, self._site)
        svg, _, _ = str(diagram).partition("<p ")
        return svg

    def _figure(self, figure: Figure) -> Data:
        data = self._record(figure)
        data["chart"] = str(chart.figure_chart(figure, self._language))
        return data

    def _event(self, event: LinkedEvent) -> Data:
        """An event, and which other briefs are less sure of it."""
        _ = self._language.gettext
        data = self._record(event.entry)
        data["overall_status"] = event.status
        data["caution"] = ""
        titles = []
        for account in event.more_cautious:
            title = self._library.summaries[account.slug].title
            titles.append(_("“%(text)s”", text=title))
        if titles:
            status = wording.label(event.status, self._language)
            data["caution"] = _(
                "%(status)s in %(titles)s", status=status, titles=", ".join(titles)
            )
        return data

    def _quote(self, quote: LinkedQuote) -> Data:
        data = self._record(quote.entry)
        data["speaker"] = self._brief.speaker(quote.entry)
        data["check"] = self._check(quote)
        data["sign"] = quote.check.sign
        return data

    def _check(self, quote: LinkedQuote) -> str:
        """Whether the quote is in its source, how that is known, and since when."""
        _ = self._language.gettext
        verification = quote.verification
        words = quote.check.words(self._language)
        if quote.check.is_of_copy:
            words += f" ({_('not compared with the publication')})"
        parts = [words]
        if verification:
            parts.append(self._date(verification.date))
        if quote.recorded_late:
            date = self._date(quote.recorded_late)
            parts.append(_("recorded %(date)s", date=date))
        text = ", ".join(parts)
        if verification and verification.passage:
            passage = _("“%(text)s”", text=verification.passage)
            text += f"{_('. The passage:')} {passage}"
        return text

    def _forecast(self, forecast: LinkedForecast) -> Data:
        data = self._record(forecast.entry)
        recorded = forecast.recorded
        data["recorded"] = self._date(recorded.since)
        data["probabilities"] = [
            (percent, self._date(date)) for date, percent in recorded.probabilities
        ]
        data["standing"] = wording.standing(forecast.standing, self._language)
        return data

    def _source(self, source: NumberedSource) -> Data:
        entry = source.entry
        language = self._language
        data = self._record(entry)
        data["number"] = source.number
        if not entry.title:
            data["title"] = entry.name
            data["description"] = ""
        if entry.kind:
            data["kind"] = wording.source_kind(entry.kind, language)
        data["in_language"] = self._source_languages.get(entry.language or "", "")
        code, _, _ = (entry.language or language.short).partition("-")
        data["code"] = code.lower()
        names = [quote.check.name for quote in source.quotes]
        data["checks"] = [
            (check.sign, words) for check, words in quote_checks.counts(names, language)
        ]
        return data

    def _history(self) -> list[Data]:
        """What each update says, the latest first, and when the brief was published."""
        _ = self._language.gettext
        days = []
        for update in history.of_brief(self._brief, self._language)[:MOST_DAYS]:
            changes = str(update.words)
            if not update.is_major:
                changes += f" ({_('minor')})"
            days.append({"date": self._date(update.date), "changes": changes})
        if self._brief.history and self._brief.history.published:
            date = self._date(self._brief.history.published)
            days.append({"date": date, "changes": _("First published")})
        return days

    def _citation(self) -> list[str]:
        """The citation in APA style in three parts, of which the second is in italics."""
        work = CitedWork.from_brief(self._brief, self._library, self._site)
        return [unescape(part) for part in _ITALICS.split(citation.apa(work))]


def _names(contributors: Iterable[Contributor]) -> str:
    names = []
    for contributor in contributors:
        name = contributor.name
        if contributor.orcid:
            name += f" (ORCID {contributor.orcid})"
        names.append(name)
    return ", ".join(names)


def _tree(node: Any, numbers: Mapping[str, int], language: Language) -> Any:  # noqa: ANN401 -- as JSON
    """Prose as JSON: each node is an object with its fields, and with the name of its type under `type`.

    A citation has the number of its source instead of the id, and its place in words.
    """
    match node:
        case Citation():
            place = f", {node.locator.words(language)}" if node.locator else ""
            return {"type": "Citation", "number": numbers[node.source], "place": place}
        case Text() | CodeText():
            text = typesetting.breakable(node.text)
            return {"type": type(node).__name__, "text": text}
        case tuple():
            return [_tree(part, numbers, language) for part in node]
        case str() | int() | None:
            return node
    tree = {"type": type(node).__name__}
    for field in dataclasses.fields(node):
        tree[field.name] = _tree(getattr(node, field.name), numbers, language)
    return tree
