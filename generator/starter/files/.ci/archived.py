"""Takes over the archived copies that another job has added to briefs and profiles, and nothing else.

`python3 archived.py FOLDER` replaces each of these files by that of the same name in FOLDER if this only adds
addresses of the Wayback Machine, and fails if it differs in anything else. It needs no packages.
"""

import re
import sys
from pathlib import Path

_COPY = rb"https://web\.archive\.org/web/[0-9]{4,14}/"
COPIES = re.compile(
    rb"(?:\r?\n +|, )archived: (?:%b[\w:/?=%%.~+&;@!-]+|'%b(?:[^\s']|'')+')" % (_COPY, _COPY), re.ASCII
)
"""As `briefs sources --fix` writes them."""


def is_addition(before: bytes, after: bytes) -> bool:
    """Whether the second text is the first one with more archived copies, and its own where they were."""
    return COPIES.sub(b"", before) == COPIES.sub(b"", after) and _placed(before) <= _placed(after)


def _placed(text: bytes) -> set[tuple[int, bytes]]:
    """All copies, each with its place in the text without them."""
    placed, left_out = set(), 0
    for copy in COPIES.finditer(text):
        placed.add((copy.start() - left_out, copy[0]))
        left_out += len(copy[0])
    return placed


def main() -> None:
    """Replace files by those in the folder on the command line."""
    for file in sorted(Path("briefs").rglob("*.yml")):
        other = Path(sys.argv[1]) / file.relative_to("briefs")
        is_link = other.is_symlink() or other.parent.is_symlink()
        if is_link or not is_addition(file.read_bytes(), after := other.read_bytes()):
            sys.exit(f"{other} has other changes than archived copies")
        file.write_bytes(after)


if __name__ == "__main__":
    main()
