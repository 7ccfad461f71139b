"""Where the words, numbers and units of a text begin and end: a quote may not begin or end inside one.

- A word is letters and digits, also with an apostrophe or a hyphen between them, and a word that a hyphen
  divides at the end of a line.
- A number is digits of any script (Unicode: `Nd`, `Nl` and `No`) with what joins them (`is_joint`), groups of
  three digits with spaces between them, a sign before them, a fraction behind them and a word such as
  million, in the languages of `LARGE_NUMBER`. `number_words` has numbers that are written in words.
- Its unit is a sign of a currency, a percent or degree sign, and what is behind the slash in 5 km/h.
"""

import re
import unicodedata

from briefing_site.sources.verification import number_words
from briefing_site.sources.verification.doubts import WITHIN_LINES
from briefing_site.sources.verification.normal_form import DASHES, UNSPACED
from briefing_site.sources.verification.number_words import LARGE_NUMBER

_REACH = 40
"""Characters around a place that are looked at; longer numbers are not written."""

_LETTER = r"[^\W_]"
_JOINT = r"['’ʼ‘`´‐‑-]"
_LINE_END = r"[‐-][^\S\n]*\n\s*"
_SPACE = r"[^\S\n]"

_NARROW_SPACES = frozenset(map(chr, range(0x2000, 0x200B))) | {"\u202f", "\u205f"}
"""Spaces that stand within numbers; others part two numbers, unless one has three digits."""
_PARTING = frozenset('!?;…‥|¦\\=&@†‡§¶•‣"″“”„‟«»、。｡！？；｜؛؟۔।॥\n')
"""Marks that part two numbers, even without a space. Any other mark makes one number of them."""
_BRACKETS = ("Ps", "Pe")
"""Unicode's categories of brackets, which part numbers as well."""

_PERCENT = "%‰‱٪؉؊％﹪"
_DEGREE = "°º˚℃℉"
_NUMBER_SIGNS = "#№＃"

_LARGE_BEHIND_DIGITS = (
    r"(?:[bmt]n|mln|mlrd|mld|mio|mrd|bio|cents?|mil|mila|mille|bin|yüz|k|ming|tys"
    r"|тыс|тис|млн|млрд|трлн|мың|миң)\b"
)
"""Large numbers whose words mean something else, or nothing, where no digits stand before them."""
_LARGE = rf"(?:per{_SPACE}?cent\b|{LARGE_NUMBER}|{_LARGE_BEHIND_DIGITS})"

_WORD_BEFORE = re.compile(
    rf"{_LETTER}(?:{_JOINT}|{_LINE_END})?\Z"
    rf"|(?<!{_LETTER}){_LETTER}\.\Z"  # abbreviations
)
_WORD_AFTER = re.compile(rf"{_JOINT}?{_LETTER}|{_LINE_END}{_LETTER}|[\u0300-\u036f]")
_LARGE_AFTER = re.compile(_LARGE, re.IGNORECASE)
_LARGE_BEHIND = re.compile(rf"{WITHIN_LINES}\(?{_LARGE}", re.IGNORECASE)
_DIGIT_BEFORE = re.compile(rf"\d{WITHIN_LINES}\Z")
_POINT_BEFORE = re.compile(r"(?:\A|[\s(])[.,٫]\Z|[^\W\d_]\.\Z")
_SIGN_BEFORE = re.compile(rf"(?<!\w)[-‐‑–−]\Z|[−±]{_SPACE}\Z")
_DIGIT_IN_BRACKETS = re.compile(r"[\[(]\d")
_POWER = re.compile(rf"{WITHIN_LINES}[×x^]{_SPACE}?\d")
_THOUSANDS_BEFORE = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{_SPACE}\d{{3}})*{_SPACE}\Z")
_THOUSANDS_AFTER = re.compile(rf"{_SPACE}\d{{3}}(?!\d)")
_THREE_DIGITS = re.compile(r"\d{3}(?!\d)")
_GROUP = re.compile(r"(?<!\d)\d{1,3}\Z")
_FRACTION = re.compile(r"[¼-¾⅐-⅞↉]|\d{1,2}[/⁄]\d{1,2}(?![\d/⁄])")
"""Behind a space, the rest of a number such as 2 ½ or 2 1/2."""
_WHOLE_BEFORE = re.compile(rf"(?<![\w./⁄]){_SPACE}?\d{{1,2}}{_SPACE}\Z")
_RATE_BEFORE = re.compile(rf"\d{_SPACE}?[^\W\d_]{{1,5}}[/⁄∕·⋅]\Z")
_RATE_AFTER = re.compile(r"[/⁄∕·⋅][^\W\d_]")
_UNIT_BEFORE = re.compile(rf"\d{_SPACE}?[^\W\d_]{{1,5}}\Z")
_SIGN = re.compile("[-‐‑–−]")
_DASH = re.compile(f"[{re.escape(DASHES)}]")


def is_digit(character: str) -> bool:
    """Whether a character is a digit or another number of any script; none is not."""
    return character != "" and unicodedata.category(character).startswith("N")


def is_joint(character: str) -> bool:
    """Whether two digits with this character between them are one number, as with a comma in it."""
    if not character or character in _PARTING:
        return False
    if character in _NARROW_SPACES:
        return True
    category = unicodedata.category(character)
    if category in _BRACKETS:
        return False
    return category[0] in "PSM" or category == "Lm"  # the latter has apostrophes


def begins_inside(text: str, place: int) -> bool:
    """Whether a stretch that begins at the place would begin inside a word, a number or its unit."""
    preceding = text[max(0, place - _REACH) : place]
    following = text[place : place + _REACH]
    if number_words.begins_inside(preceding, following):
        return True
    if _is_inside_number(preceding, following):
        return True
    if is_digit(following[:1]) and _goes_on_before(preceding, following):
        return True
    if _LARGE_AFTER.match(following) and _DIGIT_BEFORE.search(preceding):
        return True
    if not following[:1].isalnum():
        return False
    if _RATE_BEFORE.search(preceding):
        return True
    return bool(_WORD_BEFORE.search(preceding)) and _is_spaced(text, place)


def ends_inside(text: str, place: int) -> bool:
    """Whether a stretch that ends at the place would end inside a word, a number or its unit."""
    preceding = text[max(0, place - _REACH) : place]
    following = text[place : place + _REACH]
    if number_words.ends_inside(preceding, following):
        return True
    if _is_inside_number(preceding, following):
        return True
    if is_digit(preceding[-1:]) and _goes_on_behind(preceding, following):
        return True
    if not preceding[-1:].isalnum():
        return False
    if _UNIT_BEFORE.search(preceding) and _RATE_AFTER.match(following):
        return True
    return bool(_WORD_AFTER.match(following)) and _is_spaced(text, place)


def has_sign(text: str, place: int) -> bool:
    """Whether the number at the place has a sign right before it, and not a hyphen or a dash with spaces."""
    sign = text[max(0, place - 1) : place]
    preceding = text[max(0, place - 2) : max(0, place - 1)]
    if not _SIGN.match(sign):
        return False
    return not preceding.isalnum() and not _DASH.match(preceding)


def _is_inside_number(preceding: str, following: str) -> bool:
    """Whether both texts have a part of the same digits with what joins them, or of the same unit."""
    before = preceding[-1:]
    behind = following[:1]
    if is_digit(before):
        if is_digit(behind):
            return True
        if is_joint(behind) and is_digit(following[1:2]):
            return True
    if is_joint(before) and is_digit(preceding[-2:-1]) and is_digit(behind):
        return True
    # US|$500, 500 $|US, 5 °|C
    if before.isalpha() and _is_unit(behind):
        return is_digit(following[1:2])
    if _is_unit(before) and behind.isalpha():
        return bool(_DIGIT_BEFORE.search(preceding[:-1]))
    return False


def _goes_on_before(preceding: str, following: str) -> bool:
    """Whether a number at the beginning of a text has begun in what precedes it."""
    before = preceding[-1:]
    if _is_unit(before) or (before and before in _NUMBER_SIGNS):
        return True
    is_sign = before and unicodedata.category(before) == "Sm"
    if is_sign and before not in _PARTING:
        return True
    if _is_currency_with_space(preceding):
        return True
    if _POINT_BEFORE.search(preceding) or _SIGN_BEFORE.search(preceding):
        return True
    if _FRACTION.match(following) and _WHOLE_BEFORE.search(preceding):
        return True
    is_group = _THREE_DIGITS.match(following)
    return bool(is_group and _THOUSANDS_BEFORE.search(preceding))


def _goes_on_behind(preceding: str, following: str) -> bool:
    """Whether a number at the end of a text goes on in what follows it."""
    if _LARGE_BEHIND.match(following) or _POWER.match(following):
        return True
    if _DIGIT_IN_BRACKETS.match(following):
        return True
    if _has_unit_behind(following):
        return True
    is_fraction = _FRACTION.match(following.lstrip())
    if is_fraction and _WHOLE_BEFORE.search(f"{preceding} "):
        return True
    is_group = _THOUSANDS_AFTER.match(following)
    return bool(is_group and _GROUP.search(preceding))


def _is_unit(character: str) -> bool:
    """Whether a character is a sign that belongs to the number beside it."""
    if not character:
        return False
    if character in _PERCENT or character in _DEGREE:
        return True
    return unicodedata.category(character) == "Sc"


def _is_currency_with_space(preceding: str) -> bool:
    """Whether what precedes a number ends with a currency and a space, but not right behind a number."""
    before = preceding.rstrip()
    if len(preceding) - len(before) != 1 or preceding.endswith("\n"):
        return False
    currency = before[-1:]
    if not currency or unicodedata.category(currency) != "Sc":
        return False
    return not is_digit(before[-2:-1])


def _has_unit_behind(following: str) -> bool:
    """Whether what follows a number begins with the sign of its unit, and not with that of another number."""
    behind = re.sub(rf"\A{WITHIN_LINES}", "", following)
    if not _is_unit(behind[:1]):
        return False
    return not is_digit(behind[1:2])


def _is_spaced(text: str, place: int) -> bool:
    """Whether the script around the place separates words by spaces."""
    around = text[max(0, place - 1) : place + 1]
    return not any(UNSPACED.match(character) for character in around)
