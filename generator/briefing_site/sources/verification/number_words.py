"""Numbers in words, of which a quote may have a part only: `five` of `twenty five`, or of `five to ten`."""

import re

LARGE_NUMBER = (
    "(?:hundred|thousand|million|billion|trillion|lakh|crore|dozen|hundert|tausend|milliard|billiard|dutzend"
    "|millón|millones|milhão|milhões|bilhões|milion|miliard|tysi|milyon|milyar|χιλιάδ|εκατομμύρι"
    "|тысяч|миллион|миллиард|триллион|тисяч|мільйон|мільярд"
    "|مليون|ملايين|مليار|ألف|آلاف|میلیون|میلیارد|هزار|[百千万萬亿億兆])"
)
"""A pattern for how words begin that make a number larger."""
_UNITS = (
    "one|two|three|four|five|six|seven|eight|nine|un|deux|trois|quatre|cinq|sept|huit|neuf|uno|dos|tres|cuatro|cinco"
    "|seis|siete|ocho|nueve|um|dois|duas|três|quatro|sete|oito|nove|due|tre|quattro|cinque|sei|sette|otto"
    "|ein|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun"
    "|один|одна|одного|два|две|двух|три|трёх|трех|четыре|четырёх|пять|пяти|шесть|шести|семь|семи|восемь|восьми|девять"
    "|дві|чотири|п.ять|шість|сім|вісім|дев.ять|bir|iki|üç|dört|beş|altı|yedi|sekiz|dokuz"
    "|یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه"
)
_TENS = (
    "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|vingt|trente|quarante|cinquante|soixante"
    "|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|vinte|trinta|quarenta|cinquenta|sessenta|oitenta"
    "|zwanzig|dreißig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig"
    "|двадцать|двадцати|тридцать|тридцати|сорок|сорока|пятьдесят|пятидесяти|шестьдесят|семьдесят|восемьдесят|девяносто"
    "|двадцять|тридцять|п.ятдесят|шістдесят|сімдесят|вісімдесят|yirmi|otuz|kırk|elli|altmış|yetmiş|seksen|doksan"
    "|بیست|سی|چهل|پنجاه|شصت|هفتاد|هشتاد|نود"
)
_OTHERS = (
    "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|dix|onze|douze|quinze|diez|doce"
    "|quince|dez|dieci|zehn|elf|zwölf|десять|десяти|пятнадцать|двенадцать"
)
_HUNDREDS = (
    "hundred|thousand|million|billion|cent|mille|cien|ciento|mil|cem|cento|hundert|tausend|сто|двести|триста|четыреста"
    "|пятьсот|тысяча|тысячи|тысяч|двісті|тисяча|тисячі|yüz|bin|صد|هزار"
)
_NUMBER = rf"(?:{_UNITS}|{_TENS}|{_OTHERS}|{_HUNDREDS})"
_SPACE = r"[^\S\n]*(?:\n[^\S\n]*)?"
_AND = rf"(?:{_SPACE}\b(?:and|et|y|e|и|та|و)\b)?"
_CHINESE = "[〇零一二三四五六七八九十百千万萬亿億两兩]"
_TO = rf"{_SPACE}(?:[-‐‑–—−]|\b(?:to|or|bis|oder|à|ou|o|до|или|або|чи)\b|至|到|或){_SPACE}"

_SMALLER = re.compile(rf"(?:{_UNITS}|{_TENS}|{_OTHERS})\b", re.IGNORECASE)
_LARGER = re.compile(LARGE_NUMBER, re.IGNORECASE)
_LARGER_BEFORE = re.compile(
    rf"\b(?:{_TENS}|{_HUNDREDS}){_AND}{_SPACE}\Z", re.IGNORECASE
)
_NUMBER_BEFORE = re.compile(rf"\b{_NUMBER}{_SPACE}\Z", re.IGNORECASE)
_SIGN_BEFORE = re.compile(
    rf"(?:\b(?:minus|negative|moins|menos|meno|минус|мінус|eksi|ناقص|منفی|منهای)|负|負|零下){_SPACE}\Z",
    re.IGNORECASE,
)
_CHINESE_BEFORE = re.compile(rf"{_CHINESE}\Z")
_CHINESE_AT = re.compile(_CHINESE)
_TENS_BEFORE = re.compile(rf"\b(?:{_TENS})\Z", re.IGNORECASE)
_HUNDREDS_BEFORE = re.compile(rf"\b(?:{_HUNDREDS})\Z", re.IGNORECASE)
_UNIT_BEHIND_TENS = re.compile(
    rf"{_SPACE}(?:\b(?:et|y|e|و)\b{_SPACE})?\b(?:{_UNITS})\b", re.IGNORECASE
)
_NUMBER_BEHIND_HUNDREDS = re.compile(
    rf"{_AND}{_SPACE}\b(?:{_UNITS}|{_TENS}|{_OTHERS})\b", re.IGNORECASE
)
_ENDS_WITH_NUMBER = re.compile(rf"(?:\d|\b{_NUMBER})\Z", re.IGNORECASE)
_FRACTION_BEHIND = re.compile(
    rf"{_SPACE}\b(?:and a (?:half|quarter|third)|and (?:two|three) (?:thirds|quarters)|et demie?"
    rf"|y medi[ao]|e mei[ao]"
    rf"|с половиной|с половиною|buçuk|(?:point|komma|virgule|coma){_SPACE}(?:\d|{_NUMBER}|zero|null))\b",
    re.IGNORECASE,
)
_RANGE_BEHIND = re.compile(rf"{_TO}(?:\d+|{_NUMBER}\b)", re.IGNORECASE)
_RANGE_BEFORE = re.compile(rf"(?:\d|\b{_NUMBER}){_TO}\Z", re.IGNORECASE)
_STARTS_WITH_NUMBER = re.compile(rf"\d|{_NUMBER}\b", re.IGNORECASE)


def begins_inside(preceding: str, following: str) -> bool:
    """Whether a text that follows another one begins inside a number in words, or behind its sign."""
    if following[:1].isdigit() and _SIGN_BEFORE.search(preceding):
        return True
    if _CHINESE_AT.match(following) and _CHINESE_BEFORE.search(preceding):
        return True
    if _SMALLER.match(following):
        is_larger = _LARGER_BEFORE.search(preceding)
        return bool(is_larger or _SIGN_BEFORE.search(preceding))
    return bool(_LARGER.match(following) and _NUMBER_BEFORE.search(preceding))


def ends_inside(preceding: str, following: str) -> bool:
    """Whether a text that others follow ends inside a number in words."""
    if _CHINESE_AT.match(following) and _CHINESE_BEFORE.search(preceding):
        return True
    # what stands at the beginning is looked for first, as that takes least time
    if _UNIT_BEHIND_TENS.match(following) and _TENS_BEFORE.search(preceding):
        return True
    if _NUMBER_BEHIND_HUNDREDS.match(following) and _HUNDREDS_BEFORE.search(preceding):
        return True
    is_fraction = _FRACTION_BEHIND.match(following)
    return bool(is_fraction and _ENDS_WITH_NUMBER.search(preceding))


def range_behind(preceding: str, following: str) -> str:
    """What may make a range of the number at the end of a text; empty if there is nothing."""
    match = _RANGE_BEHIND.match(following)
    if match is None or not _ENDS_WITH_NUMBER.search(preceding):
        return ""
    return " ".join(match[0].split())


def range_before(preceding: str, following: str) -> str:
    """What may make a range of the number with which a text begins; empty if there is nothing."""
    match = _RANGE_BEFORE.search(preceding)
    if match is None or not _STARTS_WITH_NUMBER.match(following):
        return ""
    return " ".join(match[0].split())
