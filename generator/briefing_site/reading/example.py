"""The examples of mistakes in the docstrings of the functions that repair them.

They are tests of these functions, and are shown in the reference. Such a docstring is:

    What is wrong.

    Before:

        the text with the mistake

    After:

        the text without it

There, ⇥ stands for a tab and ␣ for a no-break space.
"""

import inspect
import re
from collections.abc import Callable
from textwrap import dedent
from typing import Any, NamedTuple

from briefing_site.languages.phrase import as_message

_EXAMPLE = re.compile(
    r"\n\nBefore:\n\n(?P<before>.*?)\n\nAfter:\n\n(?P<after>.*)", re.DOTALL
)


class Example(NamedTuple):
    message: str
    """What is wrong, in English."""
    before: str
    after: str


def example(function: Callable[..., Any]) -> Example:
    docstring = inspect.getdoc(function) or ""
    match = _EXAMPLE.search(docstring)
    if match is None:
        raise ValueError(f"the docstring of {function.__name__} has no example")
    before = dedent(match["before"])
    after = dedent(match["after"])
    return Example(as_message(docstring), before, after)
