"""The results of comparing quotes with their sources, in words: one table for all pages and reports.

“Checked” is said only of a quote that the program found on the page of its source, or in an archived copy of
the page. The brief author's own copy is no evidence of what a page says, so a quote that was found in such a
copy has other words and another sign.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

from briefing_site.format import Verification
from briefing_site.format.verification import PLACES, Origin
from briefing_site.languages.language import Language
from briefing_site.languages.phrase import marked, marked_plural, within

CheckName = Literal[
    "checked-on-page", "checked-in-archived-copy", "matches-authors-copy",
    "doubtful-on-page", "doubtful-in-archived-copy", "doubtful-in-authors-copy",
    "not-found-on-page", "not-found-in-archived-copy", "not-found-in-authors-copy",
    "source-unreachable", "source-blocked", "not-checked",
]  # fmt: skip
"""The result in the data. It names state and place together, so that nobody reads one without the other."""
Sign = Literal["page", "archived", "copy", "doubtful", "not-found", "none"]
"""The mark before the words. Each has another shape, so that nobody has to tell colours apart."""


@dataclass(frozen=True)
class QuoteCheck:
    """A result of comparing a quote with its source; its texts are in English until they are shown."""

    name: CheckName
    sign: Sign
    label: str
    """The result for a quote by itself."""
    counted: tuple[str, str]
    """The result for one quote and for several, with `%(count)s` for the number and perhaps `%(place)s`."""
    place: str = ""
    """What stands for `%(place)s` in `counted`."""

    @property
    def is_of_copy(self) -> bool:
        """Whether the quote was only compared with the author's own copy."""
        return self.name.endswith("authors-copy")

    def words(self, language: Language) -> str:
        """The result for one quote, such as “Checked word for word on the live page”."""
        return str(within(self.label, language))

    def count(self, number: int, language: Language) -> str:
        """The result for a number of quotes, such as “3 quotes checked word for word on the live page”."""
        place = language.gettext(self.place) if self.place else ""
        return language.ngettext(*self.counted, number, place=place)


NOT_CHECKED = QuoteCheck(
    "not-checked",
    "none",
    marked("Not checked against its source yet"),
    marked_plural(
        "%(count)s quote not checked yet", "%(count)s quotes not checked yet"
    ),
)
_PLACES: dict[Origin, tuple[Sign, str]] = {
    "url": ("page", "on-page"),
    "archived": ("archived", "in-archived-copy"),
    "text": ("copy", "in-authors-copy"),
}
"""By the `from` of a record: the sign of a quote that was found there, and the place in `CheckName`."""
_STATES = {
    "verified": (
        marked("Checked word for word {place}"),
        marked_plural(
            "%(count)s quote checked word for word %(place)s",
            "%(count)s quotes checked word for word %(place)s",
        ),
    ),
    "doubtful": (
        marked("Found with a doubt {place}"),
        marked_plural(
            "%(count)s quote found with a doubt %(place)s",
            "%(count)s quotes found with a doubt %(place)s",
        ),
    ),
    "not-found": (
        marked("Not found word for word {place}"),
        marked_plural(
            "%(count)s quote not found %(place)s",
            "%(count)s quotes not found %(place)s",
        ),
    ),
}
"""By the state of a record: the texts for one quote and for a number of quotes.

A text for one has its place in braces, as all texts of `marked`. A text for a number has values of the form
`%(name)s`, as gettext, which knows the plurals of each language, fills them in.
"""
_Key = tuple[str | None, str | None]
"""The state and the `from` of a record."""


def _checks_by_place() -> dict[_Key, QuoteCheck]:
    """The results that differ by place: each state of `_STATES` in each place of `_PLACES`."""
    checks: dict[_Key, QuoteCheck] = {}
    for state, (label, counted) in _STATES.items():
        for origin, (sign, place) in _PLACES.items():
            if state == "verified":
                name = f"checked-{place}"
                check_sign = sign
            else:
                name = f"{state}-{place}"
                check_sign = cast("Sign", state)
            checks[state, origin] = QuoteCheck(
                name=cast("CheckName", name),
                sign=check_sign,
                label=marked(label, place=PLACES[origin]),
                counted=counted,
                place=PLACES[origin],
            )
    return checks


_CHECKS: dict[_Key, QuoteCheck] = {
    **_checks_by_place(),
    # replaces the one of `_checks_by_place`, as this is not to be called checked
    ("verified", "text"): QuoteCheck(
        "matches-authors-copy",
        "copy",
        marked("Matches only the brief author’s copy"),
        marked_plural(
            "%(count)s quote matches only the brief author’s copy",
            "%(count)s quotes match only the brief author’s copy",
        ),
    ),
    # without a text there is no place; they have the key under which `check` looks for any other place
    ("unreachable", "text"): QuoteCheck(
        "source-unreachable",
        "none",
        marked("Not checked: the source could not be reached"),
        marked_plural(
            "%(count)s quote not checked: no text of its source",
            "%(count)s quotes not checked: no text of their sources",
        ),
    ),
    ("blocked", "text"): QuoteCheck(
        "source-blocked",
        "none",
        marked("Not checked: the source blocks automated access"),
        marked_plural(
            "%(count)s quote not checked: its source blocks automated access",
            "%(count)s quotes not checked: their sources block automated access",
        ),
    ),
}
"""In the order in which pages and reports show them."""


def check(state: str | None, origin: str | None) -> QuoteCheck:
    """The result for the state and the `from` of a record.

    A record without `from`, or with a place that makes no difference to its state, is one of the author's
    own copy, which promises least. A quote with an unknown state is not checked.
    """
    if (state, origin) in _CHECKS:
        return _CHECKS[state, origin]
    return _CHECKS.get((state, "text"), NOT_CHECKED)


def of(verification: Verification | None) -> QuoteCheck:
    """The result in the record of a quote, which may have none."""
    if verification is None:
        return NOT_CHECKED
    return check(verification.state, verification.origin)


def counts(
    names: Iterable[CheckName], language: Language, *, whole: bool = False
) -> list[tuple[QuoteCheck, str]]:
    """The results of some quotes, each with its number of quotes in words, in the order of the table.

    With `whole`, the quotes are all of something, such as a brief, and the words for a result that all of
    them have begin with “All”: “All 5 quotes checked …”.
    """
    numbers = Counter(names)
    counted = []
    for quote_check in (*_CHECKS.values(), NOT_CHECKED):
        number = numbers[quote_check.name]
        if not number:
            continue
        words = quote_check.count(number, language)
        # "all 2 quotes" would be "both" in many languages
        if whole and number == numbers.total() and number > 2:
            words = language.gettext("All %(quotes)s", quotes=words)
        counted.append((quote_check, words))
    return counted
