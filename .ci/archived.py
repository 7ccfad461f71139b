"""Takes over the archived copies that another job has added to briefs and profiles, and nothing else.

`python3 archived.py FOLDER` replaces each of these files by that of the same name in FOLDER if this only
adds, behind the address of a source, that of a copy of this page in the Wayback Machine, and fails if it
differs in anything else. It needs no packages: it knows of YAML only what tells addresses from texts.
"""

import re
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

ADDED = re.compile(
    rb"(?P<before>\r?\n +|, )archived: (?P<copy>[\w:/?=%.~+&;@!-]+|'(?:[^\s']|'')+')",
    re.ASCII,
)
"""As `briefs sources --fix` writes it."""
COPY = re.compile(rb"https://web\.archive\.org/web/[0-9]{4,14}(?:[a-z]{2}_)?/(.+)")
PAGE = re.compile(
    rb"(?i:https?:/{1,2})?(?i:www\.)?([^/?#:]+)(?::(?:80|443))?/*([^#]*?)/*(?:#.*)?"
)

QUOTED = rb"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\""""
START = re.compile(
    rb"""(?:---[ \t]+)?(?P<indentation>[ \t]*(?:-[ \t]+)*)"""
    rb"""(?:(?P<key>%b|[^\s'"\[{#](?:(?!:\s|\s\#)[^\n])*):(?=\s)[ \t]*)?""" % QUOTED,
    re.DOTALL,
)
"""The beginning of a line, up to a value."""
SCALAR = re.compile(QUOTED, re.DOTALL)
IN_BRACES = re.compile(
    rb"""(?P<space>[\s,]+|(?<=\s)\#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])"""
    rb"""|(?P<scalar>%b|[^\s,\[\]{}](?:(?!:\s|\s\#)[^,\[\]{}])*)(?P<is_key>:(?=\s))?"""
    % QUOTED,
    re.DOTALL,
)


def is_addition(before: bytes, after: bytes) -> bool:
    """Whether the second text is the first one with copies of pages, each behind the address of its page."""
    done = 0  # bytes of `before` that are compared
    read = 0  # and of `after`
    for end, indentation, address in addresses(before):
        length = end - done
        if after[read : read + length] != before[done:end]:
            return False
        done = end
        read += length
        added = ADDED.match(after, read)
        if added and not ADDED.match(before, done):
            if added["before"].lstrip(b"\r\n") != indentation:
                return False
            if not is_copy(added["copy"], address):
                return False
            read = added.end()
    return after[read:] == before[done:]


def is_copy(copy: bytes, address: bytes) -> bool:
    """Whether it is one of the page: archives add and leave out the scheme, `www.`, the port and slashes."""
    match = COPY.fullmatch(unquoted(copy))
    return match is not None and page(match[1]) == page(unquoted(address))


def page(address: bytes) -> tuple[bytes, bytes]:
    """The host and the path of an address, in a form that can be compared."""
    match = PAGE.fullmatch(address)
    if match is None:
        return b"", address
    return match[1].lower(), unquote_to_bytes(match[2])


def unquoted(value: bytes) -> bytes:
    """The address in a value: in quotation marks, plain, or a block."""
    if value[:1] in (b"'", b'"'):
        return value[1:-1].replace(b"''", b"'")
    return re.sub(rb"\s+#.*|^[>|][-+\d]*\s+", b"", value)


def addresses(text: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Where a copy of each page may stand: a place, what comes before `archived` there, and the address."""
    place = 0
    while start := START.match(text, place):
        value = start.end()
        scalar = SCALAR.match(text, value)
        if text.startswith((b"{", b"["), value):
            place = yield from _in_braces(text, value)
        elif scalar:
            place = scalar.end()
        elif text.startswith((b"\r", b"\n", b"#"), value):
            place = value
        else:
            place = _end_of_text(text, start)
        address = text[value:place]
        line_end = text.find(b"\n", place)
        if line_end < 0:
            line_end = len(text)
        if start["key"] == b"url":
            end = line_end
            if text.endswith(b"\r", 0, end):
                end -= 1
            yield end, start["indentation"].replace(b"-", b" "), address
        if line_end == len(text):
            return
        place = line_end + 1


def _end_of_text(text: bytes, start: re.Match[bytes]) -> int:
    """The end of a plain text or a block, with the lines below that are indented more."""
    indentation = start["indentation"]
    column = max(indentation.rfind(b"-"), len(indentation) - 1, 0)
    if start["key"]:
        column = len(indentation)
    below = re.compile(
        rb"[^\n]*(?:\n(?:[ \t]{%d}[^\n]*|[ \t\r]*(?=\n|\Z)))*" % (column + 1)
    )
    match = below.match(text, start.end())
    return start.end() + len(match[0].rstrip()) if match else len(text)


def _in_braces(
    text: bytes, place: int
) -> Generator[tuple[int, bytes, bytes], None, int]:
    """Where a copy may stand in a mapping or list in braces, as `addresses` has it; returns its end."""
    opened = b""
    key = b""
    while token := IN_BRACES.match(text, place):
        place = token.end()
        if token["open"]:
            opened += token["open"]
        elif token["close"]:
            opened = opened[:-1]
        if not opened:
            return place
        if key == b"url" and token["scalar"] and opened.endswith(b"{"):
            scalar = token["scalar"].rstrip()
            yield token.start() + len(scalar), b", ", scalar
        if not token["space"]:
            key = token["scalar"] if token["is_key"] else b""
    return len(text)


def main() -> None:
    """Replace files by those in the folder on the command line."""
    for file in sorted(Path("briefs").rglob("*.yml")):
        other = Path(sys.argv[1]) / file.relative_to("briefs")
        is_link = other.is_symlink() or other.parent.is_symlink()
        content = b"" if is_link else other.read_bytes()
        if is_link or not is_addition(file.read_bytes(), content):
            sys.exit(f"{other} has other changes than archived copies")
        file.write_bytes(content)


if __name__ == "__main__":
    main()
