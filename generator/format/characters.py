"""Characters that no text of the site may contain."""

import re

BAD = re.compile(
    # control characters, line breaks that editors do not show as such, and bidirectional overrides
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that are invisible, not allowed in XML, or line breaks for some programs."""


def shown(text: str) -> str:
    """The text with bad characters replaced by U+FFFD, the replacement character."""
    return BAD.sub("\N{REPLACEMENT CHARACTER}", text.replace("\r", " "))
