"""A quote begins and ends where a number of its source does, in any script and with any mark between the digits."""

import sys
import unicodedata
from itertools import product

import pytest

from briefing_site.sources.verification import boundaries
from briefing_site.sources.verification.comparison import Found, compare

CHARACTERS = [chr(code) for code in range(sys.maxunicode + 1)]
DIGITS = [each for each in CHARACTERS if unicodedata.category(each) == "Nd"]
NUMBERS = [each for each in CHARACTERS if unicodedata.category(each) in {"Nl", "No"}]
FIVES = [digit for digit in DIGITS if unicodedata.digit(digit) == 5]
CURRENCIES = [each for each in CHARACTERS if unicodedata.category(each) == "Sc"]
PERCENT = "%‰‱٪؉؊％﹪"
JOINING = (
    # Unicode's Word_Break MidNum and MidNumLet (UAX #29), but for semicolons, which part numbers
    ",.:'’‘․,:·٬،߸⁄﹐﹒，．＇"
    "_‿⁀＿"  # ExtendNumLet
    "٫·‧⸱/∕×-‐‑‒–—−~+`´ʼ"  # decimals, fractions, products, ranges, and what stands for an apostrophe
    "\u2008\u2009\u200a\u202f" + PERCENT + "".join(CURRENCIES)  # narrow and thin spaces
)
PARTING = [
    ";",
    "!",
    "?",
    "…",
    "(",
    ")",
    "[",
    "]",
    '"',
    "“",
    "”",
    "«",
    "»",
    "|",
    "；",
    "、",
    "。",
    "؛",
    "؟",
]


def is_found(quote: str, text: str) -> bool:
    return isinstance(compare(quote, text), Found)


def test_what_joins_digits_of_any_script() -> None:
    for five, joint in product(FIVES, JOINING):
        number = f"{five}{joint}{five * 3}"
        text = f"There were {number} people."
        start = text.index(number)
        end = start + len(number)
        assert not boundaries.begins_inside(text, start), text
        assert not boundaries.ends_inside(text, end), text
        for place in range(start + 1, end):
            assert boundaries.begins_inside(text, place), (text, place)
            assert boundaries.ends_inside(text, place), (text, place)


def test_a_quote_has_a_whole_number() -> None:
    for five, joint in product("5٥۵５", JOINING):
        number = f"{five}{joint}{five * 3}"
        text = f"There were {number} people."
        assert is_found(f"were {number} people", text), text
        for quote in (
            f"{five * 3} people",
            f"{joint}{five * 3} people",
            f"There were {five}",
            f"There were {five}{joint}{five}",
        ):
            assert not is_found(quote, text), (quote, text)


def test_what_parts_digits_of_any_script() -> None:
    for five, mark in product(FIVES, PARTING):
        text = f"There were {five}{mark}{five * 3} people."
        assert is_found(f"{five * 3} people", text), text


def test_numbers_of_any_script_side_by_side() -> None:
    for number in [*DIGITS, *NUMBERS]:
        text = f"There were 5{number}5 people."
        for place in (12, 13):
            assert boundaries.begins_inside(text, place), text
            assert boundaries.ends_inside(text, place), text


@pytest.mark.parametrize("space", ["", " ", "\u00a0", "\u202f"], ids=ascii)
def test_signs_of_units(space: str) -> None:
    for five in FIVES:
        for sign in CURRENCIES:
            text = f"They paid {sign}{space}{five} for it."
            assert boundaries.begins_inside(text, text.index(five)), text
            assert not boundaries.begins_inside(text, text.index(sign)), text
        for sign in [*CURRENCIES, *PERCENT]:
            text = f"They paid {five}{space}{sign} for it."
            assert boundaries.ends_inside(text, text.index(five) + 1), text
            assert not boundaries.ends_inside(text, text.index(sign) + 1), text


def test_signs_of_units_beside_two_numbers() -> None:
    """Each belongs to one of them."""
    text = "It fell in 2010 $500 short, at 5 % 20 days later, for 30€ 40 times."
    for quote in ("It fell in 2010", "20 days later", "40 times", "$500 short"):
        assert is_found(quote, text), quote
    for quote in ("500 short", "short, at 5", "for 30"):
        assert not is_found(quote, text), quote


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("$500 was paid", "US$500 was paid"),
        ("500 $ were paid", "500 $US were paid"),
        ("500 was paid", "Rs.500 was paid"),
        ("There were 5 °", "There were 5 °C"),
        ("It drove 100 km", "It drove 100 km/h"),
        ("h was its speed", "5 km/h was its speed"),
        ("½ years passed", "2 ½ years passed"),
        ("1/2 years passed", "2 1/2 years passed"),
        ("It took 2", "It took 2 1/2 years"),
        ("50 rise", "a %50 rise"),
    ],
)
def test_parts_of_units_and_fractions(quote: str, text: str) -> None:
    assert not is_found(quote, text)
    assert is_found(text, text)
