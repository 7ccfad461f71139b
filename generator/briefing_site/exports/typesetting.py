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
"""So that a point of a picture is a pixel."""

_MARKS = r"(?:(?!\w)[^ \n]){0,10}"
_LONG_WORD = re.compile(
    rf"[^ \n\u0e00-\u109f\u1780-\u17ff\u2e80-\uffef]{{60}}{_MARKS}|[^ \n]{{500}}{_MARKS}"
)
"""Characters without a space, with the marks on the last; fewer where a language writes spaces."""

_TEXT = re.compile(r'\b(?:say|told|explained)\("([^"\\]+)"')
"""The texts in templates, which are arguments of their functions."""
_TO = "to:"
"""How the address of a link to a place begins in templates.

The name of the place follows, and then the description of the link.
"""
_AT = "at:"
"""How the address of a link begins that is a place itself.

Its name follows, and then the web address that the link leads to.
"""
_SHOWN_ABOVE = 10
"""Points that are shown above a place, as many as Typst shows."""

_processes: set[int] = set()


def has_run_here() -> bool:
    """Whether this process has used Typst, whose threads would be missing in a process that is forked now."""
    return os.getpid() in _processes


def breakable(text: str) -> str:
    """The text, in which lines can break behind the longest words.

    No page has room for more, and Typst panics at a line of more than 65,535 bytes.
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
    """The PDF with links within it, in half the space.

    Typst leaves its thousands of tags uncompressed.
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
