"""Complete web addresses."""

import re
from urllib.parse import urlsplit

from pydantic import HttpUrl, TypeAdapter, ValidationError

PATTERN = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s\\/?#@\x00-\x1f]+(?:[/?#][^\s\\\x00-\x1f]*)?"
"""A regular expression for addresses, in Python and JavaScript: complete, and without a user name."""

_NOTED = re.compile(
    r"(https?://\S+?)[,;.]?\s+"
    r"(?:[(\[].*|(?:last )?(?:accessed|retrieved|visited|viewed|archived|zuletzt|abgerufen)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
"""An address with a note, such as the day on which somebody read it."""
_BEGINNING = re.compile(r"^(?:h[a-z]{1,6}:?/{1,3}|//)", re.IGNORECASE)
"""What comes before a host, even if it is misspelt."""
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?P<top>[^\W\d_]{2,})(?:[:/?#]|$)")
_FILE_EXTENSIONS = frozenset({"yml", "yaml", "md", "html", "htm", "pdf", "txt"})
"""What looks like a domain and ends with one of these is more likely a file."""
_URL = TypeAdapter(HttpUrl)
_WRITTEN_OUT = re.compile(PATTERN)


def suggestion(text: str) -> str:
    """The address that was probably meant; empty if that is unclear."""
    text = text.strip()
    noted = _NOTED.fullmatch(text)
    if noted and is_web_address(noted[1]):
        return noted[1]
    bare = _BEGINNING.sub("", text.strip("<>\"' "))
    domain = _DOMAIN.match(bare)
    if domain is None or domain["top"] in _FILE_EXTENSIONS:
        return ""
    address = "https://" + re.sub(r"\s+", "%20", bare)
    return address if is_web_address(address) else ""


def page(address: str) -> tuple[str, str, str]:
    """Host, path and query, which are the same for all addresses of one page."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    return host, parts.path.rstrip("/"), parts.query


def is_web_address(text: str) -> bool:
    """Whether a link may lead to the address: http or https, with a host, without a user name or password."""
    try:
        url = _URL.validate_python(text)
        urlsplit(text)
    except (ValidationError, ValueError):
        return False
    if url.username or url.password or not url.host:
        return False
    return _WRITTEN_OUT.fullmatch(text) is not None
