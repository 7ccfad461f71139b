"""Places in sources, as citations name them: `p. 4`, `pp. 4–6`, `art. 2`.

The terms are those of the Citation Style Language, with the English abbreviations that Pandoc reads:
https://docs.citationstyles.org/en/stable/specification.html#locators,
https://pandoc.org/MANUAL.html#citation-syntax. A number without a term is that of a page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefing_site.languages.language import DEFAULT, Language
from briefing_site.languages.phrase import marked

ABBREVIATIONS = {
    "page": (marked("p. %(place)s"), marked("pp. %(place)s")),
    "chapter": (marked("ch. %(place)s"), marked("chs. %(place)s")),
    "section": (marked("sec. %(place)s"), marked("secs. %(place)s")),
    "paragraph": (marked("para. %(place)s"), marked("paras. %(place)s")),
    "article": (marked("art. %(place)s"), marked("arts. %(place)s")),
    "appendix": (marked("app. %(place)s"), marked("apps. %(place)s")),
    "book": (marked("bk. %(place)s"), marked("bks. %(place)s")),
    "column": (marked("col. %(place)s"), marked("cols. %(place)s")),
    "figure": (marked("fig. %(place)s"), marked("figs. %(place)s")),
    "folio": (marked("fol. %(place)s"), marked("fols. %(place)s")),
    "line": (marked("l. %(place)s"), marked("ll. %(place)s")),
    "note": (marked("n. %(place)s"), marked("nn. %(place)s")),
    "number": (marked("no. %(place)s"), marked("nos. %(place)s")),
    "opus": (marked("op. %(place)s"), marked("opp. %(place)s")),
    "part": (marked("pt. %(place)s"), marked("pts. %(place)s")),
    "verse": (marked("v. %(place)s"), marked("vv. %(place)s")),
    "volume": (marked("vol. %(place)s"), marked("vols. %(place)s")),
    "sub verbo": (marked("s.v. %(place)s"), marked("s.vv. %(place)s")),
    "§": ("§ %(place)s", "§§ %(place)s"),
    "¶": ("¶ %(place)s", "¶¶ %(place)s"),
}
"""The term for one and for several, by what it stands for; signs such as § are the same in every language."""
_FOREIGN = {
    **dict.fromkeys(("s", "seite", "seiten", "стр", "с"), "page"),
    **dict.fromkeys(("kap", "kapitel", "гл"), "chapter"),
    **dict.fromkeys(("abs", "absatz", "rn", "rz"), "paragraph"),
    **dict.fromkeys(("abschn", "abschnitt"), "section"),
    **dict.fromkeys(("artikel", "ст"), "article"),
    **dict.fromkeys(("bd", "band", "том", "т"), "volume"),
    **dict.fromkeys(("abb", "рис"), "figure"),
    **dict.fromkeys(("nr",), "number"),
}
_NAMES = {
    **{
        name.partition(" %")[0].rstrip("."): label
        for label, names in ABBREVIATIONS.items()
        for name in names
    },
    **{name: label for label in ABBREVIATIONS for name in (label, f"{label}s")},
    "chap": "chapter",
    "chaps": "chapter",
    "appendices": "appendix",
}
_TERM = re.compile(r"([§¶]{1,2}|s\.vv?|sub verbo|[^\W\d_]+)\.?\s*(.*)", re.IGNORECASE)
_VALUE = re.compile(r"[^\W_](?:[^\W_]|[ .,:/&'’()–—-]){0,59}")
_NUMBER = re.compile(r"[0-9]|[ivxlcdm]+(?:$|[,–—-])", re.IGNORECASE)
_SEVERAL = re.compile(r"[&–—]|[0-9]-[0-9]|, ?[0-9]| and ")


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a source: the kind of it, which `ABBREVIATIONS` has, and its number or numbers."""

    label: str
    value: str

    def words(self, language: Language) -> str:
        one, several = ABBREVIATIONS[self.label]
        return language.gettext(
            several if _SEVERAL.search(self.value) else one, place=self.value
        )


def parse(text: str) -> Locator | None:
    """The place that a text names; `None` if it is not written as one."""
    if found := _parsed(text, _NAMES):
        return found
    value = " ".join(text.split())
    return (
        Locator("page", value)
        if _NUMBER.match(value) and _VALUE.fullmatch(value)
        else None
    )


def suggestion(text: str) -> str:
    """How to write a place whose term is in another language; empty if unknown."""
    meant = _parsed(text, _FOREIGN)
    return meant.words(DEFAULT) if meant else ""


def _parsed(text: str, names: Mapping[str, str]) -> Locator | None:
    found = _TERM.fullmatch(" ".join(text.split()))
    if found is None or not _VALUE.fullmatch(found[2]):
        return None
    label = names.get(found[1].casefold())
    return Locator(label, found[2]) if label else None
