"""Missing colons and spaces, and characters that only look like the right ones."""

import unicodedata
from collections.abc import Iterator

from generator.languages.phrase import marked
from generator.reading.repair.fix import Fix, replace_line
from generator.reading.repair.indentation import columns
from generator.reading.repair.line import BLANK, spaces, split


def lookalikes(lines: list[str], line: int, keys: frozenset[str]) -> Iterator[Fix]:
    """Characters that look like spaces, hyphens and colons."""
    indentation, hyphens, rest = split(lines[line])
    if indentation.strip(" "):
        message = (
            marked("the line is indented with a tab")
            if "\t" in indentation
            else marked("the line is indented with special spaces, such as those of a web page")
        )
        known = None if hyphens else rest.partition(":")[0] in keys
        possible = columns(lines, line, is_entry=bool(hyphens), keys=keys, is_known=known)
        for column in possible:
            help_ = (
                marked("delete everything before the first word and type {spaces}", spaces=spaces(column))
                if column
                else marked("delete everything before the first word")
            )
            yield replace_line(
                lines,
                line,
                " " * column + hyphens + rest,
                message,
                help_,
                column=0,
                is_certain=len(possible) == 1,
            )
    if rest[:1] in set("–—•·*") and rest[1:2] == " ":
        message = marked("a list entry must start with a hyphen, not with '{character}'", character=rest[0])
        yield replace_line(lines, line, f"{indentation}{hyphens}- {rest[1:].lstrip()}", message)
    key, colon, value = rest.partition("：")
    if colon and key in keys:
        message = marked("'{character}' is not an ordinary colon", character=colon)
        yield replace_line(lines, line, f"{indentation}{hyphens}{key}: {value.strip()}", message)


def fences(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """The marks that a chat or a Markdown page puts around a file."""
    if lines[line].startswith("```"):
        message = marked("'```' marks a code block in Markdown and does not belong in the file")
        yield replace_line(lines, line, "", message, marked("delete this line"))


def stray_brackets(lines: list[str], line: int, _keys: frozenset[str]) -> Iterator[Fix]:
    """A line with nothing but closing brackets, of which none was opened."""
    brackets = lines[line].strip()
    if brackets and not brackets.strip("]},"):
        message = marked("'{brackets}' closes what was never opened", brackets=brackets)
        yield replace_line(lines, line, "", message, marked("delete this line"))


def missing_punctuation(lines: list[str], line: int, keys: frozenset[str]) -> Iterator[Fix]:
    """A missing colon, and missing spaces after colons and hyphens."""
    indentation, hyphens, rest = split(lines[line])
    before = indentation + hyphens
    key, colon, value = rest.partition(":")
    if colon and key in keys and value[:1] not in {"", " "}:
        yield replace_line(lines, line, f"{before}{key}: {value.strip()}", _no_space(value, marked("colon")))
    word, _, value = rest.replace("=", " ", 1).partition(" ")
    if word in keys:
        message = marked("a colon is missing after '{word}'", word=word)
        yield replace_line(lines, line, f"{before}{word}: {value.strip()}".rstrip(), message)
    entry = rest[1:].lstrip(BLANK)
    if rest.startswith("-") and entry.partition(":")[0] in keys:
        yield replace_line(lines, line, f"{before}- {entry}", _no_space(rest[1:], marked("hyphen")))


def _no_space(found: str, mark: str) -> str:
    """A message that a space is missing, or that there is a character that only looks like one."""
    if found[0] not in BLANK:
        return marked("a space is missing after the {mark}", mark=mark)
    name = unicodedata.name(found[0], "tab").lower()
    return marked(
        "the character after the {mark} is not an ordinary space: {name}",
        mark=mark,
        name=f"{name} (U+{ord(found[0]):04X})",
    )
