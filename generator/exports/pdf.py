"""What Typst leaves to be done to a PDF: links within it, and its compression."""

import io
import tempfile
from pathlib import Path

import pikepdf
from pikepdf import Array, Name, Object, String

_TO, _AT = "to:", "at:"
"""How addresses begin that a template gives to links to a place, and at it. The name of the place follows;
then the description of the link or, at the place, the web address that it leads to."""
_ABOVE = 10
"""Points that are shown above a place, as many as Typst shows."""


def finished(made: bytes) -> bytes:
    """The PDF with links within it, in half the space: Typst leaves its thousands of tags uncompressed."""
    smaller = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "made.pdf")
        file.write_bytes(made)  # it is read faster than memory, as none of it passes through Python
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
                places.setdefault(name, Array([page.obj, Name.XYZ, left, top + _ABOVE, 0]))
    for name, link in links:
        del link.A
        link.Dest = places[name]
