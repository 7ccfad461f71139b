"""Unpacks the body of a response: RFC 9110, section 8.4.1.

What a host packs into a few bytes can take a library hours to unpack, such as a million empty members of
gzip, or gigabytes. So only the encodings that were asked for are unpacked, and once.
"""

import re
import zlib

from generator.languages.phrase import marked

ACCEPTED = "gzip, deflate"
"""The encodings, as a request names them."""
_OTHERS = re.compile("br|zstd|dcb|dcz|(x-)?compress|.*,.*")
"""https://www.iana.org/assignments/http-parameters#content-coding, as far as browsers know them."""


def unpacked(body: bytes, encoding: str, most: int) -> bytes:
    """The first bytes of the body, at most so many; with an unknown encoding, as in browsers, as they are.

    Of gzip, the first member is read, as in Chromium. Raises `zlib.error`, and `ValueError` for an encoding
    that was not asked for.
    """
    name = encoding.strip().lower()
    if name in {"gzip", "x-gzip"}:
        return _inflated(body, 16 + zlib.MAX_WBITS, most)
    if name == "deflate":
        # RFC 1950 requires a header, without which some hosts send it
        has_header = len(body) > 1 and body[0] & 15 == zlib.DEFLATED and not (body[0] << 8 | body[1]) % 31
        return _inflated(body, zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS, most)
    if _OTHERS.fullmatch(name):
        raise ValueError(marked("it is encoded as '{encoding}', which was not asked for", encoding=name[:50]))
    return body[:most]


def _inflated(body: bytes, window: int, most: int) -> bytes:
    return zlib.decompressobj(window).decompress(body, most)
