"""Typst, which sets pages and pictures: https://typst.app/docs/.

What contributors wrote reaches it as data and is set as it is; none of it is ever read as Typst's own
language. No font of the machine is used, so every machine makes the same bytes.
"""

import io
import json
import os
import re
import tempfile
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

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
_TO, _AT = "to:", "at:"
"""How addresses begin that a template gives to links to a place, and at it. The name of the place follows;
then the description of the link or, at the place, the web address that it leads to."""
_ABOVE = 10
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
    return {"site": site.name, "accent": site.accent.light, "logo": list(site.logo)}


def document(template: str, data: Data, format_: Literal["pdf", "png"]) -> bytes:
    """A tagged PDF, or a picture of as many pixels as its page has points.

    A PDF claims PDF/UA-1 unless a text makes that impossible, such as a glyph in no font.
    """
    given = json.dumps(data, ensure_ascii=False)
    _processes.add(os.getpid())

    def compiled(**options: Any) -> Any:  # noqa: ANN401 -- as Typst takes them
        # a compiler that was given its source as bytes compiles it once
        compiler = typst.Compiler(
            _source(template), font_paths=_fonts(), sys_inputs={"given": given}
        )
        return compiler.compile(format=format_, **options)

    made: bytes
    if format_ == "png":
        made = compiled(ppi=_POINTS_PER_INCH)
        return made
    try:
        made = compiled(pdf_standards="ua-1")
    except (
        typst.TypstError
    ):  # what is wrong with the document itself is raised by the next attempt, too
        made = compiled()
    return _finished(made)


@cache
def texts(template: str) -> list[str]:
    return sorted(set(_TEXT.findall(_source(template).decode())))


@cache
def _source(template: str) -> bytes:
    return (files("briefing_site.exports") / "typst" / template).read_bytes()


@cache
def _fonts() -> typst.Fonts:
    # found without running any code of theirs
    found = filter(None, map(find_spec, _FONTS))
    folders = [
        folder
        for package in found
        for folder in package.submodule_search_locations or ()
    ]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def _finished(made: bytes) -> bytes:
    """The PDF with links within it, in half the space: Typst leaves its thousands of tags uncompressed."""
    smaller = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "made.pdf")
        file.write_bytes(
            made
        )  # it is read faster than memory, as none of it passes through Python
        with pikepdf.open(file) as pdf:
            _connect(pdf)
            pdf.save(
                smaller,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                deterministic_id=True,
                fix_metadata_version=False,  # Typst has written the right one
            )
    return smaller.getvalue()


def _connect(pdf: pikepdf.Pdf) -> None:
    """Make the links to places lead there.

    For a link to a label, Typst sets everything that has such links a second time.
    """
    places: dict[str, Array] = {}
    links: list[tuple[str, Object]] = []
    for page in pdf.pages:
        for link in page.get(Name.Annots, ()):
            address = str(link.Contents)  # as Typst describes a link to the web
            if not address.startswith((_TO, _AT)):
                continue
            kind, name, rest = address.split(":", 2)
            link.Contents = String(rest)
            if f"{kind}:" == _TO:
                links.append((name, link))
            else:
                link.A.URI = String(bytes(link.A.URI).split(b":", 2)[2])
                left, _, _, top = link.Rect
                places.setdefault(
                    name, Array([page.obj, Name.XYZ, left, top + _ABOVE, 0])
                )
    for name, link in links:
        del link.A
        link.Dest = places[name]
