"""Missing colons and spaces, and characters that only look like the right ones."""

import unicodedata
from collections.abc import Iterator

from generator.fixes.fix import Fix, replace_line
from generator.fixes.indentation import columns
from generator.fixes.line import BLANK, spaces, split


def lookalikes(lines: list[str], line: int, keys: frozenset[str]) -> Iterator[Fix]:
    """Characters that look like spaces, hyphens and colons."""
    indentation, hyphens, rest = split(lines[line])
    if indentation.strip(" "):
        what = "a tab" if "\t" in indentation else "special spaces, such as those of a web page"
        known = None if hyphens else rest.partition(":")[0] in keys
        possible = columns(lines, line, is_entry=bool(hyphens), keys=keys, is_known=known)
        for column in possible:
            typed = f" and type {spaces(column)}" if column else ""
            yield replace_line(
                lines,
                line,
                " " * column + hyphens + rest,
                f"the line is indented with {what}",
                f"delete everything before the first word{typed}",
                column=0,
                is_certain=len(possible) == 1,
            )
    if rest[:1] in set("–—•·*") and rest[1:2] == " ":
        message = f"a list entry must start with a hyphen, not with '{rest[0]}'"
        yield replace_line(lines, line, f"{indentation}{hyphens}- {rest[1:].lstrip()}", message)
    key, colon, value = rest.partition("：")
    if colon and key in keys:
        message = f"'{colon}' is not an ordinary colon"
        yield replace_line(lines, line, f"{indentation}{hyphens}{key}: {value.strip()}", message)


def fences(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """The marks that a chat or a Markdown page puts around a file."""
    if lines[line].startswith("```"):
        message = "'```' marks a code block in Markdown and does not belong in the file"
        yield replace_line(lines, line, "", message, "delete this line")


def missing_punctuation(lines: list[str], line: int, keys: frozenset[str]) -> Iterator[Fix]:
    """A missing colon, and missing spaces after colons and hyphens."""
    indentation, hyphens, rest = split(lines[line])
    before = indentation + hyphens
    key, colon, value = rest.partition(":")
    if colon and key in keys and value[:1] not in {"", " "}:
        yield replace_line(lines, line, f"{before}{key}: {value.strip()}", _no_space(value, "colon"))
    word, _, value = rest.replace("=", " ", 1).partition(" ")
    if word in keys:
        message = f"a colon is missing after '{word}'"
        yield replace_line(lines, line, f"{before}{word}: {value.strip()}".rstrip(), message)
    entry = rest[1:].lstrip(BLANK)
    if rest.startswith("-") and entry.partition(":")[0] in keys:
        yield replace_line(lines, line, f"{before}- {entry}", _no_space(rest[1:], "hyphen"))


def _no_space(found: str, mark: str) -> str:
    """A message that a space is missing, or that there is a character that only looks like one."""
    if found[0] not in BLANK:
        return f"a space is missing after the {mark}"
    name = unicodedata.name(found[0], "tab").lower()
    return f"the character after the {mark} is not an ordinary space: {name} (U+{ord(found[0]):04X})"
