"""Finds words that turn the meaning of a sentence: those of `turns.yml`, which says what each kind does."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from generator.sources.verification.normal_form import QUOTATION

_SPACE = re.compile(r"\s")
_SAME = str.maketrans(
    dict.fromkeys(QUOTATION, "'")
    | dict.fromkeys("‐‑", "-")
    | {"İ": "i", "ı": "i", "ё": "е"}  # the small form of the first would be two characters
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ي": "ی", "ى": "ی", "ك": "ک"}
)
"""Letters and marks for which texts have one or the other."""


class Turns(NamedTuple):
    before: re.Pattern[str]
    """What turns the words behind it; the group that it matches is the kind."""
    behind: re.Pattern[str]
    """The same of the words before it."""
    clause_end: re.Pattern[str]
    """Ends a clause, which a negation does not reach beyond."""
    abbreviation: re.Pattern[str]
    """At the end of what is before a full stop that ends no sentence."""


@cache
def load() -> Turns:
    """What the file says; most commands compare no quote, and start sooner without these patterns."""
    text = Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    words = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes texts and mappings only
    unspaced = words["unspaced"]

    def spaced(kind: str) -> str:
        found = " | ".join(each[kind] for each in words["languages"].values() if kind in each)
        return rf"(?:{found})\b"

    def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
        return re.compile(pattern.replace(" | ", "|").translate(_SAME), flags)

    def turns(*kinds: str) -> re.Pattern[str]:
        return compiled("|".join(rf"(?P<{kind}>\b{spaced(kind)}|{unspaced[kind]})" for kind in kinds))

    return Turns(
        turns("denial", "condition", "negation", "before"),
        turns("denial", "condition", "negation", "behind"),
        compiled(rf"[,،，](?!\s*{spaced('conjunction')})|\s-\s|[–—;；：]|:(?!\d)"),
        compiled(rf"(?<!\w)(?:[^\W\d_]|{words['abbreviations']})\Z", re.IGNORECASE),
    )


def plain(text: str) -> str:
    """The text in which turns are looked for, with every character at its place."""
    return _SPACE.sub(" ", text).translate(_SAME).lower()
