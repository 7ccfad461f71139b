"""The text of a source, to compare quotes with: of a text file, or of a web page as its readers see it.

Left out of a page is what a browser does not show as text (scripts, templates, form fields, what is hidden by
an attribute or an inline style), what is struck out, footnote marks, search forms, and comments of readers.
Rules of style sheets are not applied, except for the usual classes of text for screen readers; what scripts
let appear as readers scroll counts as seen: `opacity`, and a `transform` or `filter`.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
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
    content_type = header.get_content_type()
    if content_type in {"text/html", "application/xhtml+xml"}:
        return from_html(answer.body, charset)
    if content_type == "text/plain":
        return from_plain(answer.body, charset)
    raise UnreadableError(
        marked(
            "its type is '{type}'; only web pages and plain text can be read",
            type=content_type[:60],
        )
    )


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
    page = _parsed(content, charset)
    text = _SPACE.sub(_collapsed, "".join(_pieces(page))).strip()
    if not text:
        raise UnreadableError(marked("the page has no text"))
    return text


def _of_browsers(charset: str | None) -> str | None:
    """Python's name of the encoding, if browsers know it; they ignore any other name."""
    if not charset:
        return None
    try:
        name = codecs.lookup(charset).name
    except LookupError:
        return None
    return charset if _CHARSET.fullmatch(name) else None


def _parsed(content: bytes, charset: str | None) -> HtmlElement:
    text = _decoded(content, charset)
    encoding = None  # the one that the page declares
    if text:
        content = text.encode()
        encoding = "utf-8"
    parser = html.HTMLParser(encoding=encoding, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(content, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableError(marked("the page can't be read")) from error


def _decoded(content: bytes, charset: str | None) -> str | None:
    """The content, if its encoding is that of the header or UTF-8; else the page has to declare one."""
    for encoding in (_of_browsers(charset), "utf-8-sig"):
        if encoding is not None:
            with suppress(UnicodeError, LookupError):
                return content.decode(encoding)
    return None


def _collapsed(space: re.Match[str]) -> str:
    """White space with at most two line breaks.

    One counts where a hyphen divides a word, and two end a paragraph.
    """
    line_breaks = space.group().count("\n")
    if line_breaks > 1:
        return "\n\n"
    return "\n" if line_breaks else " "


def _pieces(page: HtmlElement) -> Iterator[str]:
    """The text that is seen, with empty lines around blocks, and a line break for each `br`."""
    with_article = _ancestors(page, "h1", "main")
    preformatted = 0  # how many elements around the text are
    hidden: list[frozenset[str]] = [frozenset()]
    walk = etree.iterwalk(page, events=("start", "end"))
    for event, element in walk:
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if event == "start":
            is_seen = bool(tag) and _is_seen(element, tag, with_article)
            if not is_seen:
                walk.skip_subtree()
            yield _space_around(tag, is_start=True)
            if tag == "pre":
                preformatted += 1
            hidden.append(_inherited(element.get("style") or "", hidden[-1]))
            text = element.text if is_seen else None
            if text and tag == "sup":
                text = _superscript(text)
        else:
            yield _space_around(tag, is_start=False)
            if tag == "pre":
                preformatted -= 1
            hidden.pop()
            text = element.tail if element is not page else None
        if text and not hidden[-1]:
            yield text if preformatted else _SPACE.sub(" ", text)


def _space_around(tag: str, *, is_start: bool) -> str:
    """What divides the text before a tag from the text behind it."""
    if _BLOCKS.fullmatch(tag):
        return "\n\n"
    if tag == "br":
        return "\n" if is_start else ""
    return " " if _APART.fullmatch(tag) else ""


def _superscript(text: str) -> str:
    """The text of a raised element: a number is a footnote or an exponent, but no ordinary digits."""
    number = text.strip()
    return number.translate(_SUPERSCRIPT) if number.isdigit() else text


def _ancestors(page: HtmlElement, *tags: str) -> set[HtmlElement]:
    """All elements that have one of the tags inside."""
    ancestors: set[HtmlElement] = set()
    for element in page.iter(*tags):
        for ancestor in element.iterancestors():
            if ancestor in ancestors:
                break
            ancestors.add(ancestor)
    return ancestors


def _is_seen(element: HtmlElement, tag: str, with_article: set[HtmlElement]) -> bool:
    """Whether readers see the text of an element, apart from what is around it."""
    if tag in _NEVER_UNSEEN or element.getparent() is None:
        return True
    if _UNSEEN.fullmatch(tag) or _is_hidden(element, tag):
        return False
    classes = (element.get("class") or "").split()
    if any(_UNSEEN_CLASS.fullmatch(name) for name in classes):
        return False
    if tag == "sup" and _is_footnote(element):
        return False
    # an article may be a comment itself
    return element in with_article or not _is_comment(element, classes)


def _is_hidden(element: HtmlElement, tag: str) -> bool:
    """Whether an attribute hides the element until a script changes that."""
    return (
        "hidden" in element.attrib
        or "popover" in element.attrib
        or (tag == "dialog" and "open" not in element.attrib)
        or element.get("role") == "search"
        # attributes of SVG
        or element.get("display") == "none"
        or element.get("visibility") in {"hidden", "collapse"}
        or _hides(element.get("style") or "")
    )


def _is_footnote(element: HtmlElement) -> bool:
    """Whether a raised element is the mark of a footnote: a link within pages, or a number in brackets."""
    inside = list(islice(element.iter(), _MOST_IN_MARK + 1))
    if len(inside) > _MOST_IN_MARK:
        return False
    for descendant in inside:
        if descendant.tag == "a" and "#" in (descendant.get("href") or ""):
            return True
    return _FOOTNOTE.fullmatch("".join(element.itertext())) is not None


def _is_comment(element: HtmlElement, classes: list[str]) -> bool:
    """Whether an element has comments of readers."""
    for name in (element.get("id") or "", *classes):
        if _COMMENTS.fullmatch(name):
            return True
    kind = f"{element.get('itemtype') or ''} {element.get('itemprop') or ''}"
    return _COMMENT_TYPE.search(kind) is not None


def _hides(style: str) -> bool:
    """Whether a `style` attribute hides the text of its element."""
    declared = _declared(style)
    for name, hiding in _HIDING.items():
        if _has(declared, [name], hiding):
            return True
    if _has(declared, _PLACES, f"-(?:{_FAR})"):
        return True
    is_cut = _has(declared, _CUT, "(?:hidden|clip).*")
    return is_cut and _has(declared, _SIZES, _ZERO)


def _has(declared: dict[str, str], names: Iterable[str], pattern: str) -> bool:
    """Whether one of the properties has a value that the pattern matches."""
    for name in names:
        if name in declared and re.fullmatch(pattern, declared[name]):
            return True
    return False


def _inherited(style: str, around: frozenset[str]) -> frozenset[str]:
    """The properties that hide the text in an element, given those that hide the text around it."""
    hiding = set(around)
    for name, value in _declared(style).items():
        if name not in _HIDES_INSIDE:
            continue
        # `font` and `font-size` set the same
        inherited = name.removesuffix("-size")
        if re.fullmatch(_HIDES_INSIDE[name], value):
            hiding.add(inherited)
        else:
            hiding.discard(inherited)
    return frozenset(hiding)


def _declared(style: str) -> dict[str, str]:
    """The values by property, in lower case, as a browser reads them: without comments and escapes."""
    if not style:
        return {}
    plain = _ESCAPE.sub(_unescaped, _IGNORED.sub("", style)).lower()
    declared: dict[str, str] = {}
    for declaration in plain.split(";"):
        name, _, value = declaration.partition(":")
        value = value.replace("!important", " ")
        declared[" ".join(name.split())] = " ".join(value.split())
    return declared


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else ord(escape[2])
    return chr(code) if 0 < code < 0xD800 else "\N{REPLACEMENT CHARACTER}"


def without_reflected(text: str, *addresses: str) -> str:
    """The text without the words of the addresses' queries, which a page may only repeat.

    A search page shows what it was asked for, so `?q=the+words` would find any words in it.
    """
    phrases: set[tuple[str, ...]] = set()
    for address in addresses:
        phrases.update(_reflected(address))
    # the longest first, because one may be the beginning of another
    for words in sorted(phrases, key=lambda words: (-len(words), words)):
        pattern = r"[\W_]+".join(map(re.escape, words))
        text = re.sub(pattern, "\n\n", text, flags=re.IGNORECASE)
    return text


def _reflected(address: str) -> Iterator[tuple[str, ...]]:
    """The words of each part of an address that a page may repeat; names of pages are not such a part."""
    for part in _parts(address):
        words = tuple(re.findall(r"[^\W_]+", part))
        if len(words) >= FEWEST_ASKED:
            yield words


def _parts(address: str) -> Iterator[str]:
    """The parts of an address that may be a search: of the query, of the path, and what has spaces."""
    parts = urlsplit(address)
    values = [value for _, value in parse_qsl(parts.query)]
    yield from values
    yield " ".join(values)
    for value in values:
        yield unquote_plus(value)  # some addresses are encoded twice
    yield unquote_plus(parts.query)
    segments = [unquote_plus(segment) for segment in parts.path.split("/")]
    for name, segment in pairwise(segments):
        if _SEARCH.fullmatch(name):
            yield segment
    for text in (*segments, unquote_plus(parts.fragment)):
        if re.search(r"\s", text):
            yield text
