"""Addresses of the web: complete ones, and no others."""

import re
from urllib.parse import urlsplit

from pydantic import HttpUrl, TypeAdapter, ValidationError

_URL = TypeAdapter(HttpUrl)


def is_web_address(text: str) -> bool:
    """Whether it is an address that a link may lead to: http or https, with a host, without a password."""
    try:
        url = _URL.validate_python(text)
        scheme = urlsplit(text).scheme
    except (ValidationError, ValueError):
        return False
    written_out = text.lower().startswith(f"{scheme}://") and not re.search(r"[\s\\\x00-\x1f]", text)
    return bool(written_out and url.host and not url.username and not url.password)
