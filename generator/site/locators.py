"""Places in sources, in the language of the site."""

from generator.format.locators import Locator
from generator.site.language import Language, marked

_TERMS = {
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
}
"""A place in a source, and several, to be translated; signs such as § are the same in every language."""


def words(place: Locator, language: Language) -> str:
    """A place in a source: `p. 4`, `pp. 4–6`."""
    if place.label not in _TERMS:
        return place.text
    return language.gettext(_TERMS[place.label][place.is_several], place=place.value)
