"""Forecasts with what git has of them, which decides whether they are scored."""

from collections.abc import Mapping

from briefing_site.format import Brief, EdtfDate, dates
from briefing_site.format.brief import Forecast
from briefing_site.format.places import FORECAST
from briefing_site.history.entry import file_values
from briefing_site.history.forecasts import RecordedForecast, Terms, term_of, terms
from briefing_site.history.histories import Histories
from briefing_site.library.library import (
    LATEST_RECORD,
    GoneForecast,
    LinkedBrief,
    LinkedForecast,
    Standing,
)

(MADE_ON,) = FORECAST.made_on
(RESOLVES_BY,) = FORECAST.resolves_by


def link_all(
    slug: str, brief: Brief, written: Brief, histories: Histories
) -> tuple[LinkedForecast, ...]:
    """The forecasts in the order of the file; `written` is the brief as it is there, without new names."""
    recorded_by_terms: Mapping[Terms, RecordedForecast] = {}
    if slug in histories.briefs:
        recorded_by_terms = histories.briefs[slug].forecasts
    forecasts: list[LinkedForecast] = []
    for entry, its_terms in zip(brief.forecasts, _terms(written), strict=True):
        recorded = recorded_by_terms.get(its_terms, RecordedForecast())
        forecast = LinkedForecast(
            slug=slug,
            number=len(forecasts) + 1,
            entry=entry,
            recorded=recorded,
            standing=standing(entry, recorded, histories.until),
        )
        forecasts.append(forecast)
    return tuple(forecasts)


def _terms(written: Brief) -> list[Terms]:
    return terms(file_values(forecast) for forecast in written.forecasts)


def standing(
    forecast: Forecast, recorded: RecordedForecast, until: EdtfDate | None
) -> Standing:
    """Whether a forecast is scored, and if not, why; `until` is the day of the last commit."""
    if not recorded.since or not until:
        return "unrecorded"
    since = recorded.since.earliest
    if since - forecast.made_on.earliest > LATEST_RECORD:
        return "late"
    if since > forecast.known_by or not recorded.was_open:
        return "known"
    if until.earliest > forecast.resolves_by.earliest:
        return "scored" if forecast.outcome else "overdue"
    return "pending" if forecast.outcome else "open"


def in_order(briefs: Mapping[str, LinkedBrief]) -> tuple[LinkedForecast, ...]:
    """All forecasts by the day on which they are resolved at the latest."""
    forecasts: list[LinkedForecast] = []
    for brief in briefs.values():
        forecasts += brief.forecasts
    return tuple(
        sorted(
            forecasts,
            key=lambda each: (each.entry.resolves_by.order, each.slug, each.number),
        )
    )


def gone(
    written: Mapping[str, Brief], histories: Histories
) -> tuple[GoneForecast, ...]:
    """The forecasts that git has of a brief, and the brief has not any more, also those of deleted briefs."""
    former_slugs: set[str] = set()
    for history in histories.briefs.values():
        former_slugs.update(history.former_slugs)
    forecasts: list[GoneForecast] = []
    for slug, history in sorted(histories.briefs.items()):
        if slug in former_slugs:  # the brief has them under its new name
            continue
        current: list[Terms] = []
        if slug in written:
            current = _terms(written[slug])
        for forecast_terms, recorded in history.forecasts.items():
            if forecast_terms not in current:
                made_on = dates.parse_valid(term_of(MADE_ON, forecast_terms))
                resolves_by = dates.parse_valid(term_of(RESOLVES_BY, forecast_terms))
                forecasts.append(GoneForecast(slug, recorded, made_on, resolves_by))
    return tuple(forecasts)
