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
_CHECKS: dict[tuple[str | None, str | None], QuoteCheck] = {
    **{
        (state, origin): QuoteCheck(
            cast(
                "CheckName", f"{'checked' if state == 'verified' else state}-{suffix}"
            ),
            cast("Sign", sign if state == "verified" else state),
            marked(label, place=PLACES[origin]),
            counted,
            PLACES[origin],
        )
        for state, (label, counted) in _STATES.items()
        for origin, (sign, suffix) in _PLACES.items()
    },
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
    places = (origin, "text")
    return next(
        (_CHECKS[state, each] for each in places if (state, each) in _CHECKS),
        NOT_CHECKED,
    )


def of(found: Verification | None) -> QuoteCheck:
    return check(found.state, found.origin) if found else NOT_CHECKED


def counts(
    names: Iterable[CheckName], language: Language, *, whole: bool = False
) -> list[tuple[QuoteCheck, str]]:
    """Each check that applies to some quotes, with their number in words, in the order of the table.

    Of a `whole`, such as a brief, a check of all its quotes says so.
    """
    numbers = Counter(names)
    checks = (*_CHECKS.values(), NOT_CHECKED)
    found = [
        (each, each.count(numbers[each.name], language))
        for each in checks
        if numbers[each.name]
    ]
    if whole and len(found) == 1 and numbers.total() > 2:
        return [
            (each, language.gettext("All %(quotes)s", quotes=words))
            for each, words in found
        ]
    return found
