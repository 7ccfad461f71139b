"""Complete web addresses."""

import re
from urllib.parse import urlsplit

from pydantic import HttpUrl, TypeAdapter, ValidationError

PATTERN = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s\\/?#@\x00-\x1f]+(?:[/?#][^\s\\\x00-\x1f]*)?"
"""A regular expression for addresses, in Python and JavaScript: complete, and without a user name."""

_MARKDOWN = re.compile(r"\[[^\[\]]*\]\(<?([^\s()<>]+)>?\)")
_NOTED = re.compile(
    r"(https?://\S+?)[,;.]?\s+"
    r"(?:[(\[].*|(?:last )?(?:accessed|retrieved|visited|viewed|archived|zuletzt|abgerufen)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
"""An address with a note, such as the day on which somebody read it."""
_WITH_USER = re.compile(r"(https?://)[^\s/?#@]*@(\S+)", re.IGNORECASE)
"""An address with the name of a user, or even with a password."""
_URL = TypeAdapter(HttpUrl)
_WRITTEN_OUT = re.compile(PATTERN)


def suggestion(text: str) -> str:
    """The address that was probably meant; empty if that is unclear."""
    linked = _MARKDOWN.fullmatch(text.strip())
    if linked:
        return linked[1] if is_web_address(linked[1]) else ""
    with_user = _WITH_USER.fullmatch(text.strip())
    if with_user and is_web_address(with_user[1] + with_user[2]):
        return with_user[1] + with_user[2]
    noted = _NOTED.fullmatch(text.strip())
    if noted and is_web_address(noted[1]):
        return noted[1]
    bare = re.sub(
        r"^(?:h[a-z]{1,6}:?/{1,3}|//)",
        "",
        text.strip().strip("<>\"' "),
        flags=re.IGNORECASE,
    )
    address = "https://" + re.sub(r"\s+", "%20", bare)
    domain = re.match(r"(?:[\w-]+\.)+(?P<top>[^\W\d_]{2,})(?:[:/?#]|$)", bare)
    if domain is None or domain["top"] in {
        "yml",
        "yaml",
        "md",
        "html",
        "htm",
        "pdf",
        "txt",
    }:
        return ""  # more likely a file
    return address if is_web_address(address) else ""


def is_web_address(text: str) -> bool:
    """Whether a link may lead to the address: http or https, with a host, without a user name or password."""
    try:
        url = _URL.validate_python(text)
        urlsplit(text)
    except (ValidationError, ValueError):
        return False
    return bool(
        _WRITTEN_OUT.fullmatch(text)
        and url.host
        and not url.username
        and not url.password
    )
