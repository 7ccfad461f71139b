"""Addresses of the web: complete ones, and no others."""

import re
from urllib.parse import urlsplit

from pydantic import HttpUrl, TypeAdapter, ValidationError

PATTERN = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s\\/?#@\x00-\x1f]+(?:[/?#][^\s\\\x00-\x1f]*)?"
"""As far as a regular expression can say it, for Python and JavaScript alike: written out, nobody named."""

_URL = TypeAdapter(HttpUrl)
_WRITTEN_OUT = re.compile(PATTERN)


def suggestion(text: str) -> str:
    """The address that was probably meant; empty where nobody can say."""
    bare = re.sub(r"^(?:h[a-z]{1,6}:?/{1,3}|//)", "", text.strip().strip("<>\"' "), flags=re.IGNORECASE)
    address = "https://" + re.sub(r"\s+", "%20", bare)
    domain = re.match(r"(?:[\w-]+\.)+(?P<top>[^\W\d_]{2,})(?:[:/?#]|$)", bare)
    if domain is None or domain["top"] in {"yml", "yaml", "md", "html", "htm", "pdf", "txt"}:
        return ""  # rather a file
    return address if is_web_address(address) else ""


def is_web_address(text: str) -> bool:
    """Whether it is an address that a link may lead to: http or https, with a host, without a password."""
    try:
        url = _URL.validate_python(text)
        urlsplit(text)
    except (ValidationError, ValueError):
        return False
    return bool(_WRITTEN_OUT.fullmatch(text) and url.host and not url.username and not url.password)
