"""Links within the PDFs of Typst, and their tags in little space: see ISO 32000-1:2008.

It relies on how Typst writes objects: each begins where the table says, and ends before the next. Libraries
that read any PDF take three times as long.
"""

import re
import struct
import zlib
from itertools import accumulate, pairwise

_ABOVE = 10
"""Points that are shown above a place, as many as Typst shows."""

_LEVEL = 4
"""Of compression: half the time of the default, for a hundredth more of the file."""

_ANNOTATIONS = re.compile(rb"<</Type/Page/.*/Annots\[([^]]*)", re.DOTALL)
_LINK = re.compile(
    rb"(?P<area>.*/Rect\[(?P<left>\S+) \S+ \S+ (?P<top>\S+)\].*)/A<</Type/Action/S/URI/URI"
    rb"(?P<address>(?:\((?:to|at):|<(?:746F|6174)3A).*?)>>(?P<rest>/F .*?/Contents)(?P<description>.*)>>",
    re.DOTALL,
)
_WIDTHS = {b"<FEFF": 4, b"<": 2, b"(": 1}
"""How texts begin in UTF-16, UTF-8 and ASCII, and the bytes that a letter of ASCII takes there."""


def finished(made: bytes) -> bytes:
    """The PDF with links to places, and with all objects but streams in a stream."""
    table = made.rindex(b"xref\n0 ")
    places = sorted(map(int, re.findall(rb"(\d{10}) 00000 n", made[table:])))
    objects = {}
    for start, end in pairwise([*places, table]):
        number, _, content = made[start:end].partition(b" 0 obj\n")
        objects[int(number)] = content.rpartition(b"\nendobj")[0]
    identity = made[made.rindex(b"/Root ") : made.rindex(b">>\nstartxref")]
    return _packed(made[: places[0]], objects | _links(objects), identity)


def _links(objects: dict[int, bytes]) -> dict[int, bytes]:
    """The links whose addresses begin with `to:` or, at the place, `at:`, and the name of the place.

    The description of the link follows, or the web address that it leads to. If Typst had to connect them, it
    would set everything that has such links a second time.
    """
    links, targets = [], dict[bytes, bytes]()
    for page, content in objects.items():
        annotations = _ANNOTATIONS.match(content)
        for number in map(int, re.findall(rb"\d+(?= 0 R)", annotations[1]) if annotations else ()):
            if link := _LINK.fullmatch(objects[number]):
                address = link["address"]
                text = address[1:] if address.startswith(b"(") else bytes.fromhex(address[1:-1].decode())
                kind, name, _ = text.split(b":", 2)
                links.append((number, link, kind, name))
                if kind == b"at":
                    place = page, link["left"], float(link["top"]) + _ABOVE
                    targets.setdefault(name, b"/Dest[%d 0 R/XYZ %b %.2f 0]" % place)

    changed = {}
    for number, link, kind, name in links:
        prefix = len(kind) + len(name) + 2
        address, description = (_without(link[each], prefix) for each in ("address", "description"))
        leads = targets[name] if kind == b"to" else b"/A<</Type/Action/S/URI/URI%b>>" % address
        changed[number] = link["area"] + leads + link["rest"] + description + b">>"
    return changed


def _without(text: bytes, characters: int) -> bytes:
    """A text without so many characters at its beginning, which are ASCII."""
    begin, width = next(each for each in _WIDTHS.items() if text.startswith(each[0]))
    return begin + text[len(begin) + characters * width :]


def _packed(header: bytes, objects: dict[int, bytes], identity: bytes) -> bytes:
    """The objects with an object stream and a cross-reference stream: 7.5.7 and 7.5.8."""
    made = bytearray(header)
    packed, table = max(objects) + 1, max(objects) + 2
    rows = [(0, 0, 0)] * (table + 1)
    tags = {number: each for number, each in objects.items() if not each.endswith(b"\nendstream")}

    def write(number: int, content: bytes) -> None:
        rows[number] = 1, len(made), 0
        made.extend(b"%d 0 obj\n%b\nendobj\n" % (number, content))

    def stream(about: bytes, content: bytes) -> bytes:
        small = zlib.compress(content, _LEVEL)
        return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (about, len(small), small)

    for number in sorted(objects.keys() - tags.keys()):
        write(number, objects[number])
    places = accumulate((len(each) + 1 for each in tags.values()), initial=0)
    heads = b" ".join(b"%d %d" % each for each in zip(tags, places, strict=False)) + b"\n"
    about = b"/Type/ObjStm/N %d/First %d" % (len(tags), len(heads))
    write(packed, stream(about, heads + b"\n".join(tags.values())))
    for index, number in enumerate(tags):
        rows[number] = 2, packed, index
    start = len(made)
    rows[table] = 1, start, 0
    content = b"".join(struct.pack(">BII", *row) for row in rows)
    write(table, stream(b"/Type/XRef/Size %d/W[1 4 4]%b" % (len(rows), identity), content))
    made.extend(b"startxref\n%d\n%%%%EOF\n" % start)
    return bytes(made)
