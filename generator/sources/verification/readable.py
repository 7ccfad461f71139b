"""Extracts the text of a web page or a text file, to compare quotes with."""

from email.message import Message

from generator.sources.web.answer import Answer


class UnreadableError(Exception):
    """The text can't be extracted; the message says why."""


class MissingLibraryError(Exception):
    """The library that extracts text from web pages is not installed; the message says what to do."""


def of_answer(answer: Answer) -> tuple[str, ...]:
    """The texts of a response, as returned by `of_html` and `of_plain`.

    Raises `UnreadableError` and `MissingLibraryError`.
    """
    if answer.cut_off:
        raise UnreadableError("the page is too large")
    header = Message()
    header["content-type"] = answer.headers.get("content-type") or "text/html"
    charset = header.get_content_charset()
    match header.get_content_type():
        case "text/html" | "application/xhtml+xml":
            return of_html(answer.body, charset)
        case "text/plain":
            return of_plain(answer.body, charset)
        case other:
            raise UnreadableError(f"its type is '{other[:60]}'; only web pages and plain text can be read")


def of_plain(content: bytes, charset: str | None = None) -> tuple[str, ...]:
    """The text of a text file.

    Raises `UnreadableError` if it has a different encoding.
    """
    try:
        return (content.decode(charset or "utf-8-sig"),)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableError(f"it is not encoded as {charset or 'UTF-8'}") from error


def of_html(content: bytes, charset: str | None = None) -> tuple[str, ...]:
    """The article of a page, then the whole page: a quote may be outside the article.

    Raises `UnreadableError` if it has no text, and `MissingLibraryError` if the library is not installed.
    """
    try:
        import trafilatura  # noqa: PLC0415 -- an optional dependency
    except ImportError as error:
        raise MissingLibraryError(
            "reading web pages requires trafilatura, which is not installed; nothing was recorded: run "
            "`make verify`, or install the 'verify' dependencies from 'pyproject.toml'"
        ) from error
    try:
        page: str | bytes = content.decode(charset) if charset else content
    except (UnicodeDecodeError, LookupError):
        page = content  # fall back on the encoding that the page declares
    article = trafilatura.extract(page, favor_recall=True, include_comments=False, include_tables=True)
    texts = tuple(text for text in (article, trafilatura.html2txt(page)) if text and text.strip())
    if not texts:
        raise UnreadableError("the page has no text")
    return texts
