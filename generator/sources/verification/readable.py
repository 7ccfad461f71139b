"""The text of a web page or a plain file, as it can be compared with a quote."""

from email.message import Message

from generator.sources.web.answer import Answer


class UnreadableError(Exception):
    """The text can't be taken out; says why."""


class MissingLibraryError(Exception):
    """What takes the text out of web pages is not installed; says what to do."""


def of_answer(answer: Answer) -> tuple[str, ...]:
    """The texts of what a host sent, as `of_html` and `of_plain` give them.

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
            raise UnreadableError(f"it is '{other[:60]}', and only web pages and plain texts are read")


def of_plain(content: bytes, charset: str | None = None) -> tuple[str, ...]:
    """The one text of a plain file.

    Raises `UnreadableError` where it is in another encoding.
    """
    try:
        return (content.decode(charset or "utf-8-sig"),)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableError(f"it is not encoded as {charset or 'UTF-8'}") from error


def of_html(content: bytes, charset: str | None = None) -> tuple[str, ...]:
    """The article of a page, and behind it the whole page: a quote may stand in what surrounds the article.

    Raises `UnreadableError` where it has no text, and `MissingLibraryError` where nothing takes it out.
    """
    try:
        import trafilatura  # noqa: PLC0415 -- only this job needs it, so not everybody has it
    except ImportError as error:
        raise MissingLibraryError(
            "web pages are read with trafilatura, which is not installed; nothing was recorded: run "
            "`make verify`, or install what 'pyproject.toml' lists under 'verify'"
        ) from error
    try:
        page: str | bytes = content.decode(charset) if charset else content
    except (UnicodeDecodeError, LookupError):
        page = content  # what the page itself says of its encoding is the next best
    article = trafilatura.extract(page, favor_recall=True, include_comments=False, include_tables=True)
    texts = tuple(text for text in (article, trafilatura.html2txt(page)) if text and text.strip())
    if not texts:
        raise UnreadableError("there is no text on the page")
    return texts
