"""What every message of `briefs check` consists of."""

from enum import Enum

from generator.diagnostics.codes import Code


class AnyMessage(Enum):
    """A message: its code, what is wrong, and what to do. The check fills in the values in braces."""

    def __init__(self, code: Code, text: str, help_: str) -> None:
        self.code = code
        self.text = text
        self.help = help_
