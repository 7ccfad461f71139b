"""The values of fields that have a list of values, and the names of fields, in the language of the site."""

from generator.site.language import Language, marked

_TERMS = (
    # of events and briefs
    marked("confirmed"),
    marked("Confirmed"),
    marked("reported"),
    marked("Reported"),
    marked("disputed"),
    marked("Disputed"),
    marked("draft"),
    marked("Draft"),
    marked("archived"),
    marked("Archived"),
    # of judgements
    marked("high confidence"),
    marked("High confidence"),
    marked("moderate confidence"),
    marked("Moderate confidence"),
    marked("low confidence"),
    marked("Low confidence"),
    marked("Almost no chance"),
    marked("Very unlikely"),
    marked("Unlikely"),
    marked("Roughly even chance"),
    marked("Likely"),
    marked("Very likely"),
    marked("Almost certain"),
    # of actors
    marked("Person"),
    marked("Organisation"),
    marked("State"),
    marked("Group"),
    # parts of briefs
    marked("Event"),
    marked("Quote"),
    marked("Key judgement"),
    marked("Relation"),
    marked("Forecast"),
    marked("Figure"),
    marked("Source"),
    marked("Actor"),
    marked("Title"),
    marked("Summary"),
    marked("Date"),
    marked("As of"),
    marked("Updated"),
    marked("Status"),
    marked("Topics"),
    marked("Authors"),
    marked("Reviewers"),
    marked("Scope"),
    marked("Key judgements"),
    marked("Actors"),
    marked("Relations"),
    marked("Timeline"),
    marked("Quotes"),
    marked("Background"),
    marked("Figures"),
    marked("Open questions"),
    marked("Forecasts"),
    marked("Indicators"),
    marked("Review by"),
    marked("Sources"),
    marked("Corrections"),
    marked("See also"),
    marked("Formerly"),
)
"""What `term` and `label` translate."""


def term(word: str, language: Language) -> str:
    """A value of a field with a list of values, within a sentence: `disputed`."""
    return language.gettext(word) if word else ""


def label(word: str, language: Language) -> str:
    """A value of a field with a list of values on its own, or the name of a field: `Disputed`."""
    return language.gettext(word.capitalize()) if word else ""


def confidence(level: str, language: Language) -> str:
    """The confidence of a judgement: `High confidence`."""
    return language.gettext(f"{level.capitalize()} confidence")
