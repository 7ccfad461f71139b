"""The texts in templates of Typst, which are arguments of its functions `say`, `told` and `explained`."""

import re
from collections.abc import Iterator
from typing import BinaryIO

_TEXT = re.compile(r'\b(?:say|told|explained)\("([^"\\]+)"')

Extracted = tuple[int, str, str, list[str]]
"""A line, the name of a function, its text, and comments, as in
https://babel.pocoo.org/en/latest/messages.html#writing-extraction-methods."""


def texts(template: str) -> list[str]:
    """The texts in a template."""
    return sorted(set(_TEXT.findall(template)))


def extract(file: BinaryIO, *_: object, **_options: object) -> Iterator[Extracted]:
    """The texts in a file, for the catalogues: `make messages` calls this."""
    for number, line in enumerate(file.read().decode().splitlines(), start=1):
        yield from ((number, "gettext", text, []) for text in _TEXT.findall(line))
