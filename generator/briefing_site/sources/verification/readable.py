"""The text of a source, to compare quotes with: of a text file, or of a web page as its readers see it.

Left out of a page is what a browser does not show as text (scripts, templates, form fields, what is hidden by
an attribute or an inline style), what is struck out, footnote marks, search forms, and comments of readers.
Rules of style sheets are not applied, except for the usual classes of text for screen readers; what scripts
let appear as readers scroll counts as seen: `opacity`, and a `transform` or `filter`.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from email.message import Message
from itertools import islice, pairwise
from urllib.parse import parse_qsl, unquote_plus, urlsplit

from lxml import etree, html
from lxml.html import HtmlElement

from briefing_site.languages.phrase import marked
from briefing_site.sources.web.answer import Answer

FEWEST_ASKED = 3
"""Words in a row of a query that a page may only repeat; fewer are in any text."""
_SEARCH = re.compile(
    "search|find|query|results?|tags?|topics?|[qs]|suche|recherche|buscar|busca|cerca|поиск",
    re.IGNORECASE,
)
"""Parts of an address before what was searched."""

_CHARSET = re.compile(
    r"ascii|utf-8(?:-sig)?|utf-16(?:-[bl]e)?|iso8859-\d+|koi8-[ru]|cp(?:866|874|125[0-8]|932|949)|mac-(?:roman|cyrillic)"
    "|gb2312|gbk|gb18030|big5(?:hkscs)?|euc_(?:jp|kr)|iso2022_jp|shift_jis"
)
"""Python's names of the encodings that browsers know: https://encoding.spec.whatwg.org/#names-and-labels.

In others, such as UTF-7, a page could have words that none of its readers sees.
"""
_UNSEEN = re.compile(
    "annotation(?:-xml)?|applet|area|audio|canvas|clippath|datalist|defs|desc|embed|head|iframe|input|map|marker|mask|metadata|meter|mphantom|noembed|noframes"
    "|noscript|object|optgroup|option|param|pattern|picture|progress|script|search|select|source|style|symbol|template|textarea|title|track|video"
    "|del|s|strike|rp|rt"
)
"""Elements whose text is not shown, is struck out, or is the reading of other text."""
_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption"
    "|figure|footer|form|h[1-6]|header|hgroup|hr|html|legend|li|main|menu|nav|ol|p|pre|section|summary"
    "|table|tbody|td|tfoot|th|thead|tr|ul"
)
"""Elements that begin and end a paragraph."""
_APART = re.compile(
    "audio|button|canvas|embed|iframe|img|input|object|picture|select|svg|textarea|video"
)
"""Elements that stand in a line, and are no part of a word."""
_UNSEEN_CLASS = re.compile("sr-only|screen-?reader(?:-text|-only)?|visually-?hidden")
_COMMENTS = re.compile(
    r"comments?|comment[-_]*(?:list|area|thread|section|body|content|item|text|wrap(?:per)?|box|form|container|block)s?"
    r"|comments[-_]*(?:list|area|thread|section|wrap(?:per)?|container|block|tree)|commentlist|(?:user|reader)s?[-_]?comments?"
    r"|disqus[-_]thread|fb-comments|respond|discussion[-_]?(?:thread|list|area)|replies",
    re.IGNORECASE,
)
"""Ids and classes of comments in common systems."""
_COMMENT_TYPE = re.compile(r"schema\.org/\w*Comment\b|\bcomment\b")
_FOOTNOTE = re.compile(r"\s*(?:\[[^\]]{1,10}\]|[*†‡§]{1,3}|\(\d{1,3}\))\s*")
_MOST_IN_MARK = 10
"""Elements in the mark of a footnote."""
_SPACE = re.compile(r"\s+")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NEVER_UNSEEN = frozenset({"html", "body", "main"})
"""Some pages hide these until a script runs."""
_IGNORED = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_ZERO = r"[+-]?(?:0+\.?0*|\.0+)(?:[a-z]+|%)?"
_FAR = r"\d{3,}(?:\.\d*)?[a-z%]+|\d{2,}(?:\.\d*)?(?:r?em|v[wh]|%)"
_HIDING = {
    "display": "none",
    "visibility": "hidden|collapse",
    "content-visibility": "hidden",
    "text-decoration": ".*line-through.*",
    "text-decoration-line": ".*line-through.*",
    "zoom": _ZERO,
    "clip": r"rect\( ?([\d.]+)(?:px)?[ ,]+([\d.]+)(?:px)?[ ,]+\1(?:px)?[ ,]+\2(?:px)? ?\)",
    "clip-path": r"inset\( ?(?:[5-9]\d|\d{3,})(?:\.\d*)?% ?\)",
    "text-indent": rf"-?(?:{_FAR})",
}
"""The values that hide an element with all that is in it, by property."""
_HIDES_INSIDE = {
    "font-size": _ZERO,
    "font": rf"(?:.* )?{_ZERO}(?: ?/ ?\S+)? .+",
    "color": "transparent",
    "-webkit-text-fill-color": "transparent",
}
"""The values that hide a text, by property, unless an element further in has another value."""
_PLACES = ("left", "top", "right", "bottom", "margin-left", "margin-top")
_SIZES = ("height", "max-height", "width")
_CUT = ("overflow", "overflow-x", "overflow-y")


class UnreadableError(Exception):
    """The text can't be extracted; the message says why."""


def from_answer(answer: Answer) -> str:
    """The text of a response. Raises `UnreadableError`."""
    if answer.cut_off:
        raise UnreadableError(marked("the page is too large"))
    header = Message()
    header["content-type"] = answer.headers.get("content-type") or "text/html"
    charset = header.get_content_charset()
    match header.get_content_type():
        case "text/html" | "application/xhtml+xml":
            return from_html(answer.body, charset)
        case "text/plain":
            return from_plain(answer.body, charset)
        case other:
            raise UnreadableError(
                marked(
                    "its type is '{type}'; only web pages and plain text can be read",
                    type=other[:60],
                )
            )


def _of_browsers(charset: str | None) -> str | None:
    """The encoding, if browsers know it; they ignore any other name."""
    with suppress(LookupError):
        return (
            charset if _CHARSET.fullmatch(codecs.lookup(charset or "").name) else None
        )
    return None


def from_plain(content: bytes, charset: str | None = None) -> str:
    """The text of a text file. Raises `UnreadableError` if it has a different encoding."""
    try:
        return content.decode(_of_browsers(charset) or "utf-8-sig")
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableError(
            marked("it is not encoded as {encoding}", encoding=charset or "UTF-8")
        ) from error


def from_html(content: bytes, charset: str | None = None) -> str:
    """The text of a page as its readers see it, in linear time; empty lines separate paragraphs.

    Raises `UnreadableError` if it has no text.
    """
    if not content.strip():
        raise UnreadableError(marked("the page has no text"))
    text = _decoded(content, charset)
    parser = html.HTMLParser(
        encoding=text and "utf-8", remove_comments=True, remove_pis=True
    )
    try:
        page = html.document_fromstring(
            text.encode() if text else content, parser=parser
        )
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(marked("the page can't be read")) from error
    # a line break counts where a hyphen divides a word, and two end a paragraph
    spaces = ("\n\n", "\n", " ")
    text = _SPACE.sub(
        lambda run: spaces[max(0, 2 - run[0].count("\n"))], "".join(_pieces(page))
    )
    found = text.strip()
    if not found:
        raise UnreadableError(marked("the page has no text"))
    return found


def _decoded(content: bytes, charset: str | None) -> str | None:
    """The content, if its encoding is that of the header or UTF-8; else the page has to declare one."""
    for encoding in filter(None, (_of_browsers(charset), "utf-8-sig")):
        with suppress(UnicodeError, LookupError):
            return content.decode(encoding)
    return None


def _pieces(page: HtmlElement) -> Iterator[str]:
    """The text that is seen, with empty lines around blocks, and a line break for each `br`."""
    with_article = _around(page, "h1", "main")
    preformatted = 0
    hidden: list[frozenset[str]] = [frozenset()]
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        is_start = event == "start"
        is_seen = tag and (not is_start or _is_seen(element, tag, with_article))
        if not is_seen:
            walk.skip_subtree()
        if _BLOCKS.fullmatch(tag):
            yield "\n\n"
        elif tag == "br" and is_start:
            yield "\n"
        elif _APART.fullmatch(tag):
            yield " "
        if tag == "pre":
            preformatted += 1 if is_start else -1
        if is_start:
            hidden.append(_inherited(element.get("style") or "", hidden[-1]))
        else:
            hidden.pop()
        words = (element.text if is_seen else None) if is_start else element.tail
        if words and not hidden[-1] and (is_start or element is not page):
            if tag == "sup" and is_start and words.strip().isdigit():
                words = words.strip().translate(
                    _SUPERSCRIPT
                )  # a footnote or an exponent, but no digit
            yield words if preformatted else _SPACE.sub(" ", words)


def _around(page: HtmlElement, *tags: str) -> set[HtmlElement]:
    found: set[HtmlElement] = set()
    for element in page.iter(*tags):
        for parent in element.iterancestors():
            if parent in found:
                break
            found.add(parent)
    return found


def _is_seen(element: HtmlElement, tag: str, with_article: set[HtmlElement]) -> bool:
    if tag in _NEVER_UNSEEN or element.getparent() is None:
        return True
    classes = (element.get("class") or "").split()
    return not (
        _UNSEEN.fullmatch(tag)
        or "hidden" in element.attrib
        or (tag == "dialog" and "open" not in element.attrib)
        or element.get("role") == "search"
        or "popover" in element.attrib
        or element.get("display") == "none"  # attributes of SVG
        or element.get("visibility") in {"hidden", "collapse"}
        or _hides(element.get("style") or "")
        or any(map(_UNSEEN_CLASS.fullmatch, classes))
        or (tag == "sup" and _is_footnote(element))
        # an article may be a comment itself
        or (element not in with_article and _is_comment(element, classes))
    )


def _is_footnote(element: HtmlElement) -> bool:
    inside = list(islice(element.iter(), _MOST_IN_MARK + 1))
    if len(inside) > _MOST_IN_MARK:
        return False
    has_link = any(
        each.tag == "a" and "#" in (each.get("href") or "") for each in inside
    )
    return has_link or bool(_FOOTNOTE.fullmatch("".join(element.itertext())))


def _is_comment(element: HtmlElement, classes: list[str]) -> bool:
    kind = f"{element.get('itemtype') or ''} {element.get('itemprop') or ''}"
    names = [element.get("id") or "", *classes]
    return any(map(_COMMENTS.fullmatch, names)) or bool(_COMMENT_TYPE.search(kind))


def _hides(style: str) -> bool:
    """Whether a `style` attribute hides the text of its element."""
    declared = _declared(style)

    def has(value: str, *names: str) -> bool:
        return any(
            re.fullmatch(value, declared[name]) for name in names if name in declared
        )

    return (
        any(has(value, name) for name, value in _HIDING.items())
        or has(f"-(?:{_FAR})", *_PLACES)
        or (has("(?:hidden|clip).*", *_CUT) and has(_ZERO, *_SIZES))
    )


def _inherited(style: str, around: frozenset[str]) -> frozenset[str]:
    """The properties that hide the text in an element, given those that hide the text around it."""
    for name, value in (_declared(style) if style else {}).items():
        if name in _HIDES_INSIDE:
            what = name.removesuffix("-size")
            around = (
                around | {what}
                if re.fullmatch(_HIDES_INSIDE[name], value)
                else around - {what}
            )
    return around


def _declared(style: str) -> dict[str, str]:
    """The values by property, in lower case, as a browser reads them: without comments and escapes."""
    plain = _ESCAPE.sub(_unescaped, _IGNORED.sub("", style)).lower()
    parts = (each.partition(":") for each in plain.split(";"))
    return {
        " ".join(name.split()): " ".join(value.replace("!important", " ").split())
        for name, _, value in parts
    }


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else ord(escape[2])
    return chr(code) if 0 < code < 0xD800 else "\N{REPLACEMENT CHARACTER}"


def without_reflected(text: str, *addresses: str) -> str:
    """The text without the words of the addresses' queries, which a page may only repeat.

    A search page shows what it was asked for, so `?q=the+words` would find any words in it.
    """
    for words in {each for address in addresses for each in _asked(address)}:
        text = re.sub(
            r"[\W_]+".join(map(re.escape, words)), "\n\n", text, flags=re.IGNORECASE
        )
    return text


def _asked(address: str) -> Iterator[tuple[str, ...]]:
    """The words of each part of an address that a page may repeat; names of pages are not such a part."""
    parts = urlsplit(address)
    segments = list(map(unquote_plus, parts.path.split("/")))
    searched = [
        segment for name, segment in pairwise(segments) if _SEARCH.fullmatch(name)
    ]
    spaced = [
        each
        for each in (*segments, unquote_plus(parts.fragment))
        if re.search(r"\s", each)
    ]
    values = [value for _, value in parse_qsl(parts.query)]
    twice = [unquote_plus(value) for value in values]
    for value in (
        *values,
        *twice,
        " ".join(values),
        unquote_plus(parts.query),
        *searched,
        *spaced,
    ):
        words = tuple(re.findall(r"[^\W_]+", value))
        if len(words) >= FEWEST_ASKED:
            yield words
