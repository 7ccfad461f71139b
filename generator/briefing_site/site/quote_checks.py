"""What came of comparing a quote with its source, in words: the one table, for all that shows or reports it.

“Checked” is said only of what a program read on the page of a source, or in an archived copy of it. What the
author of a brief kept shows no page, so its words are others, and so is its sign.
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
"""As the data have it: one name, so that nobody reads a state without what was compared."""
Sign = Literal["page", "archived", "copy", "doubtful", "not-found", "none"]
"""The mark before the words. The shapes differ, so that nobody has to see colours."""


@dataclass(frozen=True)
class QuoteCheck:
    """Texts are to be translated, and `place` fills one into `counted`."""

    name: CheckName
    sign: Sign
    label: str
    counted: tuple[str, str]
    place: str = ""

    @property
    def is_of_copy(self) -> bool:
        """Whether nothing but a copy of the author's was compared."""
        return self.name.endswith("authors-copy")

    def words(self, language: Language) -> str:
        return str(within(self.label, language))

    def count(self, number: int, language: Language) -> str:
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
"""By the `from` of a record: the sign of what was found there, and the name of the place."""
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
_Key = tuple[str | None, str | None]
"""The state and the `from` of a record."""


def _checks_by_place() -> dict[_Key, QuoteCheck]:
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
                cast("CheckName", name),
                check_sign,
                marked(label, place=PLACES[origin]),
                counted,
                PLACES[origin],
            )
    return checks


_CHECKS: dict[_Key, QuoteCheck] = {
    **_checks_by_place(),
    ("verified", "text"): QuoteCheck(
        "matches-authors-copy",
        "copy",
        marked("Matches only the brief author’s copy"),
        marked_plural(
            "%(count)s quote matches only the brief author’s copy",
            "%(count)s quotes match only the brief author’s copy",
        ),
    ),
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


def check(state: str | None, origin: str | None) -> QuoteCheck:
    """The check by what a record says; without its `from`, it was a copy of the author."""
    if (state, origin) in _CHECKS:
        return _CHECKS[state, origin]
    return _CHECKS.get((state, "text"), NOT_CHECKED)


def of(verification: Verification | None) -> QuoteCheck:
    if verification is None:
        return NOT_CHECKED
    return check(verification.state, verification.origin)


def counts(
    names: Iterable[CheckName], language: Language, *, whole: bool = False
) -> list[tuple[QuoteCheck, str]]:
    """Each check that applies to some quotes, with their number in words, in the order of the table.

    Of a `whole`, such as a brief, a check of all its quotes says so.
    """
    numbers = Counter(names)
    counted = []
    for quote_check in (*_CHECKS.values(), NOT_CHECKED):
        number = numbers[quote_check.name]
        if not number:
            continue
        words = quote_check.count(number, language)
        if whole and number == numbers.total() and number > 2:
            words = language.gettext("All %(quotes)s", quotes=words)
        counted.append((quote_check, words))
    return counted
