"""Characters that no text of the site may hold."""

import re

BAD = re.compile(
    # control characters, line breaks that editors do not show as such, and bidirectional overrides
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What readers can't see, what XML can't carry, and what some programs take for a new line."""


def shown(text: str) -> str:
    """The text with bad characters replaced by the mark that stands for a character that can't be shown."""
    return BAD.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r", " "))
