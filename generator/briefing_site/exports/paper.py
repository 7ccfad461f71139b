"""Each brief as a printed briefing paper: PDF.

This module collects everything that the template `typst/paper.typ` prints, as data like JSON: the fields of
the brief under their keys in YAML, and what a paper says besides. Texts are in the language of the site.
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
"""How many days the history in a paper has at most: the latest ones. The page has all."""

_TEMPLATE = "paper.typ"
_WITHIN_DATE = re.compile(
    r"(?<=\d) (?=[^\W\d_])"  # 5 March
    r"|(?<=\d\.) (?=[^\W\d_])"  # 5. März
    r"|(?<=[^\W\d_]) (?=\d{4})"  # March 2020
    r"|(?<=[^\W\d_]) (?=\d\d?(?:,| –))"  # March 5, 2020 and March 5 – April 6, 2020
    r"|(?<=\d,) (?=\d{4})"  # 5, 2020
)
"""The spaces between day, month and year, where a line must not break.

It may break elsewhere, such as after the dash of an interval, as the column of dates is narrow.
"""
_ITALICS = re.compile("</?em>")
"""The beginning and the end of italics in HTML."""


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
        """The names of the languages of sources by their codes, without that of the site."""

    def data(self) -> Data:
        """Everything that the template uses."""
        brief = self._brief
        data = self._record(brief.entry)
        # below, lists of the record are replaced where a paper says more of their entries than the file
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
        """The language of the paper, and in it the texts of the template and the names of values."""
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
        """All fields of a record by their keys, in the form in which the template prints them.

        A field that was not filled in is an empty text or an empty list.
        """
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
        """A field in the form in which the template prints it.

        `steps` is the path from the field to its values, as in `Member.steps`: empty for a single value, `*`
        for a list and `?` for a mapping.
        """
        if not steps:
            return self._value(value, type_)
        if steps[0] == "?":
            return {
                key: self._field(part, steps[1:], type_) for key, part in value.items()
            }
        if type_ is fields.SOURCE:
            # a list of sources, sorted by their numbers
            return self._numbers(value)
        return [self._field(part, steps[1:], type_) for part in value]

    def _value(self, value: Any, type_: FieldType | None) -> object:  # noqa: ANN401
        """A single value in the form in which the template prints it; `type_` is `None` for a record."""
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
            case fields.PLACE:
                return self._library.title(addresses.place(value))
            case fields.DATE | fields.DAY:
                return self._date(value)
            case fields.NUMBER:
                return wording.number(value, self._language)
        return value

    def _numbers(self, sources: Iterable[str]) -> list[int]:
        """The numbers of sources in the list of sources, in order, given their ids."""
        return sorted({self._brief.numbers[source] for source in sources})

    def _date(self, date: EdtfDate | None) -> str:
        """A date in words, which lines do not break between day, month and year; empty for `None`."""
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
        checks = [quote.check.name for quote in brief.quotes]
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
        """The diagram of relations as SVG; empty if there are no relations.

        The paragraph behind the SVG, a legend for screens, is cut off: the template prints its own.
        """
        link = Links(addresses.paper(self._brief.slug))
        diagram = graph.brief_diagram(self._brief, link, self._site)
        svg, _, _ = str(diagram).partition("<p ")
        return svg

    def _figure(self, figure: Figure) -> Data:
        data = self._record(figure)
        data["chart"] = str(chart.figure_chart(figure, self._language))
        return data

    def _event(self, event: LinkedEvent) -> Data:
        """An event, with a sentence about the other briefs that are less sure of it.

        Their accounts of the event have a more cautious status, such as "disputed", which counts as that of
        the event in all briefs.
        """
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
        """Whether the quote was compared with its source, how and when, and what was found.

        If git has the record of the comparison since a later day than the record says, this day is named too.
        """
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
            # the name is the description in brackets
            data["title"] = entry.name
            data["description"] = ""
        if entry.kind:
            data["kind"] = wording.source_kind(entry.kind, language)
        data["in_language"] = self._source_languages.get(entry.language or "", "")
        # by the language, Typst knows how to hyphenate the title
        code, _, _ = (entry.language or language.short).partition("-")
        data["code"] = code.lower()
        names = [quote.check.name for quote in source.quotes]
        data["checks"] = [
            (check.sign, words) for check, words in quote_checks.counts(names, language)
        ]
        return data

    def _history(self) -> list[Data]:
        """The latest updates, each with its day and what it changed, and the publication of the brief.

        The latest update comes first.
        """
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
        """The citation in APA style, in three parts: before the italics, in italics, and after them."""
        work = CitedWork.from_brief(self._brief, self._library, self._site)
        return [unescape(part) for part in _ITALICS.split(citation.apa(work))]


def _names(contributors: Iterable[Contributor]) -> str:
    """The names of contributors, with the ORCID iDs that they have."""
    names = []
    for contributor in contributors:
        name = contributor.name
        if contributor.orcid:
            name += f" (ORCID {contributor.orcid})"
        names.append(name)
    return ", ".join(names)


def _tree(node: Any, numbers: Mapping[str, int], language: Language) -> Any:  # noqa: ANN401 -- as JSON
    """A node of prose, with the nodes inside it, as data for the template.

    Each dataclass of `format.prose` becomes a mapping of its fields, with the name of the class as `type`.
    Only a citation becomes what readers see of it: the number of its source, and the place in the source.
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
