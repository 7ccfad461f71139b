"""What another program said, as people get to see it."""

import re

from generator.diagnostics import log

_FRAMES = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n|\n)*", re.MULTILINE)
"""A traceback of Python but for its last line, which says what happened."""


def for_people(output: str) -> str:
    """The output without tracebacks and without commands to a log."""
    return log.harmless(_FRAMES.sub("", output))
