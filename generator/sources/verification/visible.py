"""The text of a web page as its readers see it.

Left out is what a browser does not show as text (scripts, templates, form fields, what is hidden by an
attribute or an inline style), what is struck out, footnote marks, search forms, and comments of readers.
Rules of style sheets are not applied, except for the usual classes of text for screen readers.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from generator.sources.verification import styles

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
_APART = re.compile("audio|button|canvas|embed|iframe|img|input|object|picture|select|svg|textarea|video")
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


def text(page: Any) -> str:  # noqa: ANN401 -- an element of lxml, which is an optional dependency
    """The text below an element of lxml, in linear time; empty lines separate paragraphs."""
    return _SPACE.sub(_space, "".join(_pieces(page))).strip()


def _space(run: re.Match[str]) -> str:
    """White space in the text: a line break counts where a hyphen divides a word, two end a paragraph."""
    return ("\n\n", "\n", " ")[max(0, 2 - run.group().count("\n"))]


def _pieces(page: Any) -> Iterator[str]:  # noqa: ANN401
    """The text that is seen, with empty lines around blocks, and a line break for each `br`."""
    from lxml import etree  # noqa: PLC0415 -- an optional dependency

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
            hidden.append(styles.inherited(element.get("style") or "", hidden[-1]))
        else:
            hidden.pop()
        words = (element.text if is_seen else None) if is_start else element.tail
        if words and not hidden[-1] and (is_start or element is not page):
            if tag == "sup" and is_start and words.strip().isdigit():
                words = words.strip().translate(_SUPERSCRIPT)  # a footnote or an exponent, but no digit
            yield words if preformatted else _SPACE.sub(" ", words)


def _around(page: Any, *tags: str) -> set[Any]:  # noqa: ANN401
    """All elements that have one with such a tag inside."""
    found: set[Any] = set()
    for element in page.iter(*tags):
        for parent in element.iterancestors():
            if parent in found:
                break
            found.add(parent)
    return found


def _is_seen(element: Any, tag: str, with_article: set[Any]) -> bool:  # noqa: ANN401
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
        or styles.hides(element.get("style") or "")
        or any(map(_UNSEEN_CLASS.fullmatch, classes))
        or (tag == "sup" and _is_footnote(element))
        # an article may be a comment itself
        or (element not in with_article and _is_comment(element, classes))
    )


def _is_footnote(element: Any) -> bool:  # noqa: ANN401
    inside = list(islice(element.iter(), _MOST_IN_MARK + 1))
    if len(inside) > _MOST_IN_MARK:
        return False
    has_link = any(each.tag == "a" and "#" in (each.get("href") or "") for each in inside)
    return has_link or bool(_FOOTNOTE.fullmatch("".join(element.itertext())))


def _is_comment(element: Any, classes: list[str]) -> bool:  # noqa: ANN401
    kind = f"{element.get('itemtype') or ''} {element.get('itemprop') or ''}"
    names = [element.get("id") or "", *classes]
    return any(map(_COMMENTS.fullmatch, names)) or bool(_COMMENT_TYPE.search(kind))
