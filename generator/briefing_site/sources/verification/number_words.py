"""Numbers in words, of which a quote may have a part only: `five` of `twenty five`, or of `five to ten`.

All words of a number are of one language: `bin` is a thousand in Turkish, and no number in “ich bin ein”.
"""

import re
from dataclasses import dataclass
from functools import cached_property

_SPACE = r"[^\S\n]*(?:\n[^\S\n]*)?"
_PERCENT = r"(?<!per )(?<!pour )(?<!por )"
"""What stands before `cent` that is no number, as in “pour cent”."""


@dataclass(frozen=True)
class _Language:
    """The words of a language, as alternatives of a pattern."""

    units: str
    tens: str = "(?!)"
    others: str = "(?!)"
    hundreds: str = "(?!)"
    larger: str = "(?!)"
    """How words begin that make a number larger."""
    and_: str = "(?!)"
    to: str = "(?!)"

    @property
    def number(self) -> str:
        return rf"(?:{self.units}|{self.tens}|{self.others}|{self.hundreds})"

    @property
    def _and(self) -> str:
        return rf"(?:{_SPACE}\b(?:{self.and_})\b)?"

    @property
    def _to(self) -> str:
        return rf"{_SPACE}(?:[-‐‑–—−]|\b(?:{self.to})\b|至|到|或){_SPACE}"

    @cached_property
    def smaller_at(self) -> re.Pattern[str]:
        return _pattern(rf"(?:{self.units}|{self.tens}|{self.others})\b")

    @cached_property
    def larger_at(self) -> re.Pattern[str]:
        return _pattern(self.larger)

    @cached_property
    def larger_before(self) -> re.Pattern[str]:
        return _pattern(rf"\b(?:{self.tens}|{self.hundreds}){self._and}{_SPACE}\Z")

    @cached_property
    def number_before(self) -> re.Pattern[str]:
        return _pattern(rf"\b{self.number}{_SPACE}\Z")

    @cached_property
    def tens_before(self) -> re.Pattern[str]:
        return _pattern(rf"\b(?:{self.tens})\Z")

    @cached_property
    def hundreds_before(self) -> re.Pattern[str]:
        return _pattern(rf"\b(?:{self.hundreds})\Z")

    @cached_property
    def unit_behind_tens(self) -> re.Pattern[str]:
        return _pattern(
            rf"{_SPACE}(?:\b(?:{self.and_})\b{_SPACE})?\b(?:{self.units})\b"
        )

    @cached_property
    def number_behind_hundreds(self) -> re.Pattern[str]:
        number = rf"(?:{self.units}|{self.tens}|{self.others})"
        return _pattern(rf"{self._and}{_SPACE}\b{number}\b")

    @cached_property
    def range_behind(self) -> re.Pattern[str]:
        return _pattern(rf"{self._to}(?:\d+|{self.number}\b)")

    @cached_property
    def range_before(self) -> re.Pattern[str]:
        return _pattern(rf"(?:\d|\b{self.number}){self._to}\Z")

    @cached_property
    def number_at(self) -> re.Pattern[str]:
        return _pattern(rf"\d|{self.number}\b")

    @cached_property
    def ends_with_number(self) -> re.Pattern[str]:
        return _pattern(rf"(?:\d|\b{self.number})\Z")


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_LANGUAGES = (
    _Language(
        units="one|two|three|four|five|six|seven|eight|nine",
        tens="twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety",
        others="ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen",
        hundreds="hundred|thousand|million|billion",
        larger="hundred|thousand|million|billion|trillion|lakh|crore|dozen",
        and_="and",
        to="to|or",
    ),
    _Language(
        units="(?-i:un|Un)|deux|trois|quatre|cinq|six|sept|huit|neuf",
        tens="vingt|trente|quarante|cinquante|soixante",
        others="dix|onze|douze|quinze",
        hundreds=rf"{_PERCENT}cent|mille|million",
        larger="million|milliard|billion|trillion",
        and_="et",
        to="à|ou",
    ),
    _Language(
        units="(?-i:un|Un)|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve",
        tens="treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa",
        others="diez|doce|quince",
        hundreds=rf"cien|{_PERCENT}ciento|mil",
        larger="millón|millones",
        and_="y|e",
        to="a|o",
    ),
    _Language(
        units="um|dois|duas|três|quatro|cinco|seis|sete|oito|nove",
        tens="vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa",
        others="dez",
        hundreds=rf"mil|cem|{_PERCENT}cento",
        larger="milhão|milhões|bilhões",
        and_="e",
        to="a|ou",
    ),
    _Language(
        units="(?-i:un|Un)|uno|due|tre|quattro|cinque|sei|sette|otto|nove",
        others="dieci",
        hundreds=rf"{_PERCENT}cento|mille",
        larger="milion|miliard",
        and_="e",
        to="o",
    ),
    _Language(
        units="ein|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun",
        tens="zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig",
        others="zehn|elf|zwölf",
        hundreds="hundert|tausend",
        larger="hundert|tausend|million|milliard|billion|dutzend",
        to="bis|oder",
    ),
    _Language(
        units="один|одна|одного|два|две|двух|три|трёх|трех|четыре|четырёх|пять|пяти|шесть|шести|семь|семи|восемь"
        "|восьми|девять",
        tens="двадцать|двадцати|тридцать|тридцати|сорок|сорока|пятьдесят|пятидесяти|шестьдесят|семьдесят"
        "|восемьдесят|девяносто",
        others="десять|десяти|пятнадцать|двенадцать",
        hundreds="сто|двести|триста|четыреста|пятьсот|тысяча|тысячи|тысяч",
        larger="тысяч|миллион|миллиард|триллион",
        and_="и",
        to="до|или",
    ),
    _Language(
        units="один|одна|одного|два|дві|три|чотири|п.ять|шість|сім|вісім|дев.ять",
        tens="двадцять|тридцять|сорок|п.ятдесят|шістдесят|сімдесят|вісімдесят",
        hundreds="сто|двісті|тисяча|тисячі|тисяч",
        larger="тисяч|мільйон|мільярд",
        and_="та",
        to="до|або|чи",
    ),
    _Language(
        units="bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz",
        tens="yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan",
        hundreds="yüz|bin",
        larger="milyon|milyar",
    ),
    _Language(
        units="یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه",
        tens="بیست|سی|چهل|پنجاه|شصت|هفتاد|هشتاد|نود",
        hundreds="صد|هزار",
        larger="مليون|ملايين|مليار|ألف|آلاف|میلیون|میلیارد|هزار",
        and_="و",
    ),
)
_LARGER_WORDS = "|".join(language.larger for language in _LANGUAGES)
LARGE_NUMBER = f"(?:{_LARGER_WORDS}|tysi|χιλιάδ|εκατομμύρι|[百千万萬亿億兆])"
"""A pattern for how words begin that make a number in digits larger, in any language."""
_NUMBER = "|".join(language.number for language in _LANGUAGES)
_CHINESE = "[〇零一二三四五六七八九十百千万萬亿億两兩]"
_SIGN_BEFORE = re.compile(
    rf"(?:\b(?:minus|negative|moins|menos|meno|минус|мінус|eksi|ناقص|منفی|منهای)|负|負|零下){_SPACE}\Z",
    re.IGNORECASE,
)
_CHINESE_BEFORE = re.compile(rf"{_CHINESE}\Z")
_CHINESE_AT = re.compile(_CHINESE)
_ENDS_WITH_NUMBER = re.compile(rf"(?:\d|\b(?:{_NUMBER}))\Z", re.IGNORECASE)
_FRACTION_BEHIND = re.compile(
    rf"{_SPACE}\b(?:and a (?:half|quarter|third)|and (?:two|three) (?:thirds|quarters)|et demie?"
    rf"|y medi[ao]|e mei[ao]"
    rf"|с половиной|с половиною|buçuk|(?:point|komma|virgule|coma){_SPACE}(?:\d|{_NUMBER}|zero|null))\b",
    re.IGNORECASE,
)


def begins_inside(preceding: str, following: str) -> bool:
    """Whether a text that follows another one begins inside a number in words, or behind its sign."""
    if following[:1].isdigit() and _SIGN_BEFORE.search(preceding):
        return True
    if _CHINESE_AT.match(following) and _CHINESE_BEFORE.search(preceding):
        return True
    for language in _LANGUAGES:
        # what stands at the beginning is looked for first, as that takes least time
        is_smaller = language.smaller_at.match(following)
        if is_smaller and language.larger_before.search(preceding):
            return True
        if is_smaller and _SIGN_BEFORE.search(preceding):
            return True
        is_larger = language.larger_at.match(following)
        if is_larger and language.number_before.search(preceding):
            return True
    return False


def ends_inside(preceding: str, following: str) -> bool:
    """Whether a text that others follow ends inside a number in words."""
    if _CHINESE_AT.match(following) and _CHINESE_BEFORE.search(preceding):
        return True
    for language in _LANGUAGES:
        is_unit = language.unit_behind_tens.match(following)
        if is_unit and language.tens_before.search(preceding):
            return True
        is_number = language.number_behind_hundreds.match(following)
        if is_number and language.hundreds_before.search(preceding):
            return True
    is_fraction = _FRACTION_BEHIND.match(following)
    return bool(is_fraction and _ENDS_WITH_NUMBER.search(preceding))


def range_behind(preceding: str, following: str) -> str:
    """What may make a range of the number at the end of a text; empty if there is nothing."""
    for language in _LANGUAGES:
        match = language.range_behind.match(following)
        if match and language.ends_with_number.search(preceding):
            return " ".join(match[0].split())
    return ""


def range_before(preceding: str, following: str) -> str:
    """What may make a range of the number with which a text begins; empty if there is nothing."""
    for language in _LANGUAGES:
        match = language.range_before.search(preceding)
        if match and language.number_at.match(following):
            return " ".join(match[0].split())
    return ""
