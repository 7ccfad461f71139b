"""Typst, which sets pages and pictures: https://typst.app/docs/.

What contributors wrote reaches it as data and is set as it is; none of it is ever read as Typst's own
language. No font of the machine is used, so every machine makes the same bytes.
"""

import io
import json
import os
import re
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any, Literal, cast

import pikepdf
import typst
from pikepdf import Array, Name, Object, String

from briefing_site.site import Site

Data = dict[str, Any]

_FONTS = ("manimgx_fonts", "pylopdf_fonts_zh_cn")
"""Packages of fonts for letters of the world and emoji, which Typst lacks. A site may do without them."""
_POINTS_PER_INCH = 72
"""The resolution of pictures, with which a point is a pixel."""

_MARKS = r"(?:(?!\w)[^ \n]){0,10}"
_LONG_WORD = re.compile(
    rf"[^ \n\u0e00-\u109f\u1780-\u17ff\u2e80-\uffef]{{60}}{_MARKS}|[^ \n]{{500}}{_MARKS}"
)
"""A stretch of a text in which a line must be able to break.

It has 60 characters without a space, or 500 in scripts without spaces, and the marks on the last character.
"""

_TEXT = re.compile(r'\b(?:say|told|explained)\("([^"\\]+)"')
"""The texts in templates, which are arguments of their functions."""
_TO = "to:"
"""The beginning of the address of a link within a document, in templates.

It is followed by the name of the place that the link leads to, a colon, and the description of the link.
"""
_AT = "at:"
"""The beginning of the address of a link that is itself a place, to which other links lead.

It is followed by the name of the place, a colon, and the web address that the link leads to.
"""
_SHOWN_ABOVE = 10
"""The points between the top of a window and the place that a link leads to, as Typst has them."""

_processes: set[int] = set()
"""The ids of the processes that have used Typst: this one, and perhaps the one that it was forked from."""


def has_run_here() -> bool:
    """Whether this process has used Typst. Processes forked after that can't, as they lack its threads."""
    return os.getpid() in _processes


def breakable(text: str) -> str:
    """The text with zero-width spaces in words that are longer than a line.

    A page has no room for such a word, and Typst panics at a line of more than 65,535 bytes.
    """
    return _LONG_WORD.sub("\\g<0>\N{ZERO WIDTH SPACE}", text)


def identity(site: Site) -> Data:
    """The site as every template shows it."""
    return {"site": site.name, "accent": site.accent.light, "logo": list(site.logo)}


def document(template: str, data: Data, format_: Literal["pdf", "png"]) -> bytes:
    """A tagged PDF, or a picture of as many pixels as its page has points.

    A PDF claims PDF/UA-1 unless a text makes that impossible, such as a glyph in no font.
    """
    if format_ == "png":
        return _compiled(template, data, format=format_, ppi=_POINTS_PER_INCH)
    try:
        pdf = _compiled(template, data, format=format_, pdf_standards="ua-1")
    except typst.TypstError:
        # if the document itself is wrong, this raises the error again
        pdf = _compiled(template, data, format=format_)
    return _finished(pdf)


def _compiled(template: str, data: Data, **options: Any) -> bytes:  # noqa: ANN401 -- as Typst takes them
    """The result of compiling a template with data. Raises `typst.TypstError`."""
    _processes.add(os.getpid())
    inputs = {"given": json.dumps(data, ensure_ascii=False)}
    # a compiler whose source is bytes compiles it only once
    compiler = typst.Compiler(_source(template), font_paths=_fonts(), sys_inputs=inputs)
    return cast("bytes", compiler.compile(**options))


@cache
def texts(template: str) -> list[str]:
    """The texts of a template, which are to be translated."""
    return sorted(set(_TEXT.findall(_source(template).decode())))


@cache
def _source(template: str) -> bytes:
    return (files("briefing_site.exports") / "typst" / template).read_bytes()


@cache
def _fonts() -> typst.Fonts:
    folders: list[str] = []
    for name in _FONTS:
        package = find_spec(name)  # which runs no code of the package
        if package and package.submodule_search_locations:
            folders += package.submodule_search_locations
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _finished(pdf: bytes) -> bytes:
    """The PDF with working links between its places, and compressed.

    Typst leaves its thousands of tags uncompressed, which take half the space.
    """
    finished = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _connect(document)
        document.save(
            finished,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            deterministic_id=True,
            fix_metadata_version=False,  # Typst has written the right one
        )
    return finished.getvalue()


def _connect(pdf: pikepdf.Pdf) -> None:
    """Make links lead to their places within the document.

    Typst can do that as well, for labels, but then sets the whole document a second time.
    """
    places: dict[str, Array] = {}
    links: list[tuple[str, Object]] = []
    for page in pdf.pages:
        for link in page.get(Name.Annots, ()):
            address = str(link.Contents)  # as Typst describes a link to the web
            if address.startswith(_TO):
                _, name, description = address.split(":", 2)
                links.append((name, link))
            elif address.startswith(_AT):
                _, name, description = address.split(":", 2)
                _, _, target = bytes(link.A.URI).split(b":", 2)
                link.A.URI = String(target)
                if name not in places:
                    left, _, _, top = link.Rect
                    above = top + _SHOWN_ABOVE
                    places[name] = Array([page.obj, Name.XYZ, left, above, 0])
            else:
                continue
            link.Contents = String(description)
    for name, link in links:
        del link.A
        link.Dest = places[name]
