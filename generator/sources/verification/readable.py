"""Extracts the text of a web page or a text file, to compare quotes with."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
from itertools import pairwise
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from generator.languages.phrase import marked
from generator.sources.verification import visible
from generator.sources.web.answer import Answer

FEWEST_ASKED = 3
"""Words in a row of a query that a page may only repeat; fewer are in any text."""


_SEARCH = re.compile(
    "search|find|query|results?|tags?|topics?|[qs]|suche|recherche|buscar|busca|cerca|поиск", re.IGNORECASE
)
"""Parts of an address before what was searched."""

_CHARSET = re.compile(
    r"ascii|utf-8(?:-sig)?|utf-16(?:-[bl]e)?|iso8859-\d+|koi8-[ru]|cp(?:866|874|125[0-8]|932|949)|mac-(?:roman|cyrillic)"
    "|gb2312|gbk|gb18030|big5(?:hkscs)?|euc_(?:jp|kr)|iso2022_jp|shift_jis"
)
"""Python's names of the encodings that browsers know: https://encoding.spec.whatwg.org/#names-and-labels.

In others, such as UTF-7, a page could have words that none of its readers sees.
"""


class UnreadableError(Exception):
    """The text can't be extracted; the message says why."""


class MissingLibraryError(Exception):
    """The library that extracts text from web pages is not installed; the message says what to do."""


def of_answer(answer: Answer) -> str:
    """The text of a response, as returned by `of_html` and `of_plain`.

    Raises `UnreadableError` and `MissingLibraryError`.
    """
    if answer.cut_off:
        raise UnreadableError(marked("the page is too large"))
    header = Message()
    header["content-type"] = answer.headers.get("content-type") or "text/html"
    charset = header.get_content_charset()
    match header.get_content_type():
        case "text/html" | "application/xhtml+xml":
            return of_html(answer.body, charset)
        case "text/plain":
            return of_plain(answer.body, charset)
        case other:
            raise UnreadableError(
                marked("its type is '{type}'; only web pages and plain text can be read", type=other[:60])
            )


def _of_browsers(charset: str | None) -> str | None:
    """The encoding, if browsers know it; they ignore any other name."""
    with suppress(LookupError):
        return charset if _CHARSET.fullmatch(codecs.lookup(charset or "").name) else None
    return None


def of_plain(content: bytes, charset: str | None = None) -> str:
    """The text of a text file.

    Raises `UnreadableError` if it has a different encoding.
    """
    try:
        return content.decode(_of_browsers(charset) or "utf-8-sig")
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableError(
            marked("it is not encoded as {encoding}", encoding=charset or "UTF-8")
        ) from error


def of_html(content: bytes, charset: str | None = None) -> str:
    """The text of a page as its readers see it.

    Raises `UnreadableError` if it has no text, and `MissingLibraryError` if the library is not installed.
    """
    try:
        from lxml import etree, html  # noqa: PLC0415 -- an optional dependency
    except ImportError as error:
        raise MissingLibraryError(
            marked(
                "reading web pages requires lxml, which is not installed; nothing was recorded: "
                "run `make verify`, or: pip install 'briefing-site[verify]'"
            )
        ) from error
    if not content.strip():
        raise UnreadableError(marked("the page has no text"))
    text = _decoded(content, charset)
    parser = html.HTMLParser(encoding=text and "utf-8", remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(text.encode() if text else content, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(marked("the page can't be read")) from error
    found = visible.text(page)
    if not found:
        raise UnreadableError(marked("the page has no text"))
    return found


def _decoded(content: bytes, charset: str | None) -> str | None:
    """The content, if its encoding is that of the header or UTF-8; else the page has to declare one."""
    for encoding in filter(None, (_of_browsers(charset), "utf-8-sig")):
        with suppress(UnicodeError, LookupError):
            return content.decode(encoding)
    return None


def without_reflected(text: str, *addresses: str) -> str:
    """The text without the words of the addresses' queries, which a page may only repeat.

    A search page shows what it was asked for, so `?q=the+words` would find any words in it.
    """
    for words in {each for address in addresses for each in _asked(address)}:
        text = re.sub(r"[\W_]+".join(map(re.escape, words)), "\n\n", text, flags=re.IGNORECASE)
    return text


def _asked(address: str) -> Iterator[tuple[str, ...]]:
    """The words of each part of an address that a page may repeat; names of pages are not such a part."""
    parts = urlsplit(address)
    segments = list(map(unquote_plus, parts.path.split("/")))
    searched = [segment for name, segment in pairwise(segments) if _SEARCH.fullmatch(name)]
    spaced = [each for each in (*segments, unquote_plus(parts.fragment)) if re.search(r"\s", each)]
    values = [value for _, value in parse_qsl(parts.query)]
    twice = [unquote_plus(value) for value in values]
    for value in (*values, *twice, " ".join(values), unquote_plus(parts.query), *searched, *spaced):
        words = tuple(re.findall(r"[^\W_]+", value))
        if len(words) >= FEWEST_ASKED:
            yield words
