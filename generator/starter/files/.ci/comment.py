"""Turns untrusted text into a comment that shows it as text.

`python3 comment.py FILE` writes Markdown: the text in a code block, whose fence it can't close. So it can
mention nobody, link nowhere, load nothing and hide nothing. Only requires the standard library.
"""

import re
import sys
from pathlib import Path

LONGEST = 60_000
"""Characters; GitHub refuses comments of more than 65,536."""
WRITER = "This was written by the code of this pull request: if it changes the code, check it yourself."


def comment(content: bytes) -> str:
    """The comment for the output of a run."""
    text = content.decode("utf-8", errors="replace")
    lines = ["".join(c if c.isprintable() else " " for c in line).rstrip() for line in text.splitlines()]
    shown = "\n".join(lines).strip("\n")
    if len(shown) > LONGEST:
        shown = shown[:LONGEST].rpartition("\n")[0] + "\nThe rest is too long to show here."
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", shown)), default=0))
    return f"### What changes for readers\n\n{WRITER}\n\n{fence}diff\n{shown}\n{fence}\n"


def main() -> None:
    """Write the comment for the file on the command line."""
    file = Path(sys.argv[1])
    if file.is_symlink():
        sys.exit(f"{file} is a symbolic link and is not shown")
    with file.open("rb") as opened:
        sys.stdout.write(comment(opened.read(8 * LONGEST)))


if __name__ == "__main__":
    main()
