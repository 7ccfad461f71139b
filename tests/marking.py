"""A made-up language in which brackets enclose every text of the program, to find what is not marked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from briefing_site.diagnostics import Diagnostic
from briefing_site.format import Brief, Profile, Topics, traversal
from briefing_site.format.fields import ACTOR_KINDS
from briefing_site.format.settings import Settings
from briefing_site.languages.language import Language
from briefing_site.languages.phrase import Phrase
from briefing_site.reading.yaml.one_line import OneLine

_MODELS: tuple[type[BaseModel], ...] = (Brief, Profile, Settings, Topics)
_CODES = frozenset(
    {
        "https",
        "yml",
        "town",
        "gazette",
        "tag",
        "org",
        "break",
        "space",
        "git",
        "att",
        "mitre",
    }
)
"""Examples, and what other programs say."""


@dataclass(frozen=True)
class Marked(Language):
    """The language."""

    def gettext(self, text: str, /, **values: object) -> str:
        found = f"⟦{text}⟧"
        return found % values if values else found

    def plural(self, one: str, many: str, number: int) -> str:
        return f"⟦{one if number == 1 else many}⟧"


MARKED = Marked()


def outside(text: str) -> list[str]:
    """The Latin words that are in no brackets."""
    depth, found = 0, []
    for part in re.split("([⟦⟧])", text):
        depth += {"⟦": 1, "⟧": -1}.get(part, 0)
        if depth == 0:
            found += re.findall(r"[A-Za-z]{2,}[^⟦⟧\n]{0,60}", part)
    return found


def unmarked(diagnostics: Iterable[Diagnostic], written: str) -> list[str]:
    """The words that no catalogue can have: neither marked, nor in the files, nor keys of the format."""
    leaves = [
        (pattern, member)
        for model in _MODELS
        for pattern, member in traversal.leaves(model)
    ]
    keys = " ".join(
        step for pattern, member in leaves for step in (*pattern, *member.choices)
    )
    known = {
        *_CODES,
        *ACTOR_KINDS,
        *re.findall("[a-z]+", f"{keys} {written}".casefold()),
    }
    found = []
    for diagnostic in diagnostics:
        for text in (diagnostic.message, diagnostic.help):
            assert isinstance(text, Phrase)
            found += outside(text.within(MARKED))
            inner = text.text if isinstance(text, OneLine) else text
            if not text.startswith(
                "this is not valid YAML"
            ):  # and why, in the words of its parser
                values = re.sub(r"0x\w\w|U\+\w+", " ", " ".join(_values(inner)))
                words = re.findall("[a-z]{3,}", values.casefold())
                found += [f"{text}: {word}" for word in words if word not in known]
    return found


def _values(text: str) -> Iterator[str]:
    """The values of a text that are the same in every language."""
    for value in text.values.values() if isinstance(text, Phrase) else ():
        if isinstance(value, Phrase):
            yield from _values(value)
        elif value is not None:
            yield str(value)
