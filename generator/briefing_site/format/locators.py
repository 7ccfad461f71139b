"""Places in sources, as citations name them: `p. 4`, `pp. 4–6`, `art. 2`.

The terms are those of the Citation Style Language, with the English abbreviations that Pandoc reads:
https://docs.citationstyles.org/en/stable/specification.html#locators,
https://pandoc.org/MANUAL.html#citation-syntax. A number without a term is that of a page.
"""

import re
from dataclasses import dataclass

from briefing_site.languages.language import Language
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


def _labels() -> dict[str, str]:
    """What each English term and abbreviation stands for."""
    labels = {"chap": "chapter", "chaps": "chapter", "appendices": "appendix"}
    for label, abbreviations in ABBREVIATIONS.items():
        labels[label] = label
        labels[f"{label}s"] = label
        for abbreviation in abbreviations:
            labels[abbreviation.partition(" %")[0].rstrip(".")] = label
    return labels


_LABELS = _labels()
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
        template = several if _SEVERAL.search(self.value) else one
        return language.gettext(template, place=self.value)


def parse(text: str) -> Locator | None:
    """The place that a text names; `None` if it is not written as one."""
    text = " ".join(text.split())
    match = _TERM.fullmatch(text)
    if match:
        term, value = match.groups()
        label = _LABELS.get(term.casefold())
        if label and _VALUE.fullmatch(value):
            return Locator(label, value)
    if _NUMBER.match(text) and _VALUE.fullmatch(text):
        return Locator("page", text)
    return None
