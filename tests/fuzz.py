"""Changes briefs at random, and asks of the check, of its corrections and of a build what has to hold for any file."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from briefing_site import pipeline
from briefing_site.commands.check import correct
from briefing_site.diagnostics import Diagnostic, Severity
from briefing_site.format import Location
from briefing_site.reading import Document, RawFile, Scalar, codes, editing
from briefing_site.reading.yaml import composer
from briefing_site.reading.yaml.node import Node, Sequence
from tests import hostile, mistakes
from tests.blocks import sections
from tests.project import CASES, site_briefs
from tests.taking import LINKED, take

REMARK = "my-remark"
"""Every comment has this word, and no text."""
COMMENTED = """\
title: "A tunnel" # my-remark
summary: It is 'long'.\t#\tmy-remark
date: 2010-12-09 # my-remark
topics: [trade, "water"] # my-remark
sources: # my-remark
  paper: {title: A, publisher: "B"} # my-remark
  other: # my-remark
    title: A paper # my-remark
    authors:
      - 'Ann' # my-remark
background: >- # my-remark
  It says [@paper] so [@other].
"""
SIGNS: list[str] = [
    *"\"'[]{}@`%&*!|>?-:,#\t\\~=<^$/;. \n\r0Zé上\u00a0\u200f\u0301\u2028\ufeff\x00\x85“”„‘’«»–—…：，、（＃",
    *(": ", " #", "# ", "- ", "''", '""', "\n\n", "\r\n", "---\n", "<<: ", "*a ", "&a ", "!!str ", "|\n", ">-\n", "<<<<<<< a\n"),
]  # fmt: skip
VALUES = [
    *("9. Dezember 2010", "9 Dec 2010", "12/9/2010", "2010-9-12", "2010-02-30", "2010-12-09T10:00", "~2010", "2010/2012"),
    *("no", "null", "~", "[]", "{}", "1e3", "x" * 400, *hostile.PAYLOADS.values()),
]  # fmt: skip
MARKUP = [
    *("@{}", "[{}]", "[^{}]", "(@{})", "[@{}; p. 4]", "[@{} p. 4]", "@{} [p. 4]", "[see @{}]", "[1]", "[^x]", "`@{}`", "\\@{}"),
    *("**", "** bold **", "**bold **", "4 ** 5", "| a | b |\n{0}| - | - |\n{0}| 1 | 2 |", "\n{0}---\n{0}", "\n\n{0}", "\n{0}• x"),
    *("[@{}](https://example.org)", "[x][r]\n\n{0}[r]: https://example.org", "\u00ad", "“in [{}]”"),
]  # fmt: skip
"""What may be written for a citation or a layout; `{}` is an id, or the indentation where a line begins."""
MARKED = {"literal-citation", "literal-markup", "joined-lines"}
QUOTES = ['""', "''", "“”", "„“", '" ', " '", ' "']
SPACES = ["", " ", "  ", "   ", "    ", "\t", "\u00a0"]


def mistyped(chance: random.Random, text: str) -> str:
    """The text with some characters inserted, replaced or deleted."""
    at = chance.randrange(len(text) + 1)
    return (
        text[:at]
        + chance.choice([*SIGNS, ""])
        + text[at + chance.choice((0, 0, 1, 2, 4)) :]
    )


def miswritten(chance: random.Random, text: str) -> str:
    """The text with a line in which key, value, quotation marks or indentation are others."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    rest = lines[at].lstrip()
    space = lines[at][: len(lines[at]) - len(rest)]
    key, colon, value = rest.partition(": ")
    first, last = [*chance.choice(QUOTES)]
    keys = [key.title(), key[1:], key.replace("_", " "), f"{key}\t", f"{key} "]
    values = [f"{first}{value}{last}", f"{value} {value}", value[:-1], value.upper().replace("-", "_"), chance.choice(VALUES)]  # fmt: skip
    lines[at] = chance.choice(
        [
            chance.choice(SPACES) + rest,
            space + chance.choice([" ", "- ", "– "]) + rest,
            space + chance.choice(keys) + colon + value,
            space + key + chance.choice([":", " : ", "=", "： "]) + value,
            *[space + key + colon + chance.choice(values)] * 2,
        ]
    )
    return "\n".join(lines)


def misplaced(chance: random.Random, text: str) -> str:
    """The text with a line deleted, repeated, exchanged or joined with the next, or with other line breaks."""
    lines = text.split("\n")
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    return chance.choice(
        [
            "\n".join(lines[:at] + lines[at + 1 :]),
            "\n".join([*lines[:other], lines[at], *lines[other:]]),
            "\n".join([*lines[:at], *lines[at : at + 2][::-1], *lines[at + 2 :]]),
            "\n".join([*lines[:at], "".join(lines[at : at + 2]), *lines[at + 2 :]]),
            text.replace("\n", chance.choice(["\r\n", "\r"]), chance.choice((1, -1))),
        ]
    )


def misformatted(chance: random.Random, text: str) -> str:
    """The text with markup between two words of a line."""
    lines = text.split("\n")
    at = chance.choice(
        [number for number, line in enumerate(lines) if line.count(" ") > 3] or [0]
    )
    ids = re.findall(r"\[@([a-z0-9-]+)", text) or ["paper"]
    indentation = " " * (len(lines[at]) - len(lines[at].lstrip(" -")))
    markup = chance.choice(MARKUP)
    words = lines[at].split(" ")
    words.insert(
        chance.randrange(len(words) + 1),
        markup.format(indentation if "\n" in markup else chance.choice(ids)),
    )
    return "\n".join([*lines[:at], " ".join(words), *lines[at + 1 :]])


@cache
def seeds() -> tuple[dict[str, str], ...]:
    """Files that pass the check together, and others with a mistake."""
    cases = [mistakes.read(file) for file in mistakes.FILES]
    found = [
        *[{"briefs/tunnel.yml": COMMENTED, **mistakes.TOPICS}] * 20,
        *[files for case in cases for files in ({**mistakes.TOPICS, **case.broken}, {**mistakes.TOPICS, **case.fixed})],
        *[sections(file) for folder in ("diagnostics", "changes") for file in sorted((CASES / folder).glob("*.md"))],
        *[LINKED, hostile.project(0, {}), site_briefs()] * 5,
    ]  # fmt: skip
    briefs = [{path: text for path, text in files.items() if path.endswith(".yml") and path.startswith("briefs/")} for files in found]  # fmt: skip
    return tuple(files for files in briefs if files)


@dataclass(frozen=True)
class Mutation:
    """Files of which one was changed, with its path, and the content that it had."""

    files: tuple[RawFile, ...]
    path: str
    original: bytes
    number: int
    """Of changes."""


def mutated(seed: int) -> Mutation:
    chance = random.Random(seed)  # noqa: S311 -- nothing secret is made of it
    files = dict(chance.choice(seeds()))
    path = chance.choice(
        [path for path in files if not path.endswith("topics.yml")] or [*files]
    )
    original = text = commented(chance, files[path])
    number = chance.choice((1, 1, 1, 2, 3))
    for _ in range(number):
        text = chance.choice((mistyped, miswritten, misplaced, misformatted))(
            chance, text
        )
    content = bytearray(text.encode("utf-8", "surrogatepass"))
    if content and chance.random() < 0.05:
        content[chance.randrange(len(content))] = chance.randrange(256)
    others = [
        RawFile(name, other.encode()) for name, other in files.items() if name != path
    ]
    return Mutation(
        (*others, RawFile(path, bytes(content))), path, original.encode(), number
    )


def commented(chance: random.Random, text: str) -> str:
    """The text with a comment on some lines, where it is one."""
    lines = text.split("\n")
    for at in chance.sample(range(len(lines)), min(len(lines), 6)):
        lines[at] += chance.choice([" # ", "\t# ", "  #\t"]) + REMARK
    changed = "\n".join(lines)
    was, now = read(text.encode()), read(changed.encode())
    return changed if was and now and was.data() == now.data() else text


def attempt(seed: int) -> None:
    """Try the files of a seed, which are the same each time. Raises whatever is wrong with the program."""
    mutation = mutated(seed)
    found = pipeline.check(mutation.files).diagnostics
    contents = {raw.path: raw.content for raw in mutation.files}
    for each in found:
        assert each.code != codes.PROGRAM_ERROR.code
        assert_true(each, contents[each.path])
    take(mutation.files)
    after = tuple(correct(mutation.files))
    if after == mutation.files:
        return
    corrected = {raw.path: raw.content for raw in after}
    left = pipeline.check(after).diagnostics
    assert not [
        each
        for each in left
        if each.edits
        and editing.apply(corrected[each.path], each.edits) != corrected[each.path]
    ]
    assert has_errors(found) or not has_errors(left), left
    for name, content in contents.items():
        assert corrected[name].count(REMARK.encode()) >= content.count(REMARK.encode())
    assert_meaning(contents, found)
    if {each.code.slug for each in found if each.edits} <= MARKED:
        was, now = (
            Counter(re.findall(rb"\w+", files[mutation.path]))
            for files in (contents, corrected)
        )
        assert not was - now
    original = [*mutation.files[:-1], RawFile(mutation.path, mutation.original)]
    if mutation.number > 1:  # which may have made a text of a comment
        return
    assert_comments(contents[mutation.path], corrected[mutation.path])
    if correct(original) == original:
        assert_restored(
            mutation.original, contents[mutation.path], corrected[mutation.path]
        )


def assert_restored(original: bytes, broken: bytes, corrected: bytes) -> None:
    """Where a change made a file unreadable, everything but what stood there is read again as it was."""
    before, after = read(original), read(corrected)
    if (
        before is None
        or before.root is None
        or after is None
        or read(broken) is not None
    ):
        return
    old, new = original.split(b"\n"), broken.split(b"\n")
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changed = {
        line + 1
        for kind, start, end, *_ in found
        if kind != "equal"
        for line in range(start, end + 1)
    }
    for location, around in leaves(before.root):
        is_same = text_at(before, location) == text_at(after, location)
        assert is_same or around & changed, (location, changed, corrected.decode())


def has_errors(found: Iterable[Diagnostic]) -> bool:
    return any(each.severity is Severity.ERROR for each in found)


def assert_true(diagnostic: Diagnostic, content: bytes) -> None:
    """Its place is in the file, and what it shows is what stands there."""
    lines = Document(diagnostic.path, content, None).lines
    span = diagnostic.span
    assert span.start <= span.end, diagnostic
    assert 1 <= span.start.line <= span.end.line <= len(lines) + 1, diagnostic
    line = lines[span.start.line - 1] if span.start.line <= len(lines) else ""
    assert diagnostic.excerpt in {"", line}, diagnostic
    assert 1 <= span.start.column <= len(line) + 1, diagnostic


def read(content: bytes) -> Document | None:
    document, found = composer.compose("briefs/a.yml", content)
    return None if has_errors(found) else document


def assert_comments(before: bytes, after: bytes) -> None:
    """None becomes a text, apart from what has no `#` any more."""
    was, now = (
        str(document and document.data()).count(REMARK)
        for document in (read(before), read(after))
    )
    uncommented = re.findall(rb"(?<!#)(?<!#[ \t])" + REMARK.encode(), before)
    assert now <= was + len(uncommented), after.decode()


def assert_meaning(contents: dict[str, bytes], found: Iterable[Diagnostic]) -> None:
    """Each value that corrections change is one that they are about."""
    for path, content in contents.items():
        made = [edit for each in found if each.path == path for edit in each.edits]
        before, after = (
            read(content),
            read(editing.apply(content, made)) if made else None,
        )
        if before is None or before.root is None or after is None:
            continue
        lines = {
            line
            for edit in made
            for line in range(edit.span.start.line, edit.span.end.line + 1)
        }
        for location, around in leaves(before.root):
            is_same = text_at(before, location) == text_at(after, location)
            is_filled = (
                text_at(before, location) == ""
            )  # with entries that stood below it
            assert is_same or is_filled or around & lines, (path, location, made)


def leaves(
    node: Node, location: Location = (), around: frozenset[int] = frozenset()
) -> Iterator[tuple[Location, frozenset[int]]]:
    """Each text, and the lines of it and of the keys that lead to it."""
    match node:
        case Scalar():
            yield (
                location,
                around
                | {
                    *range(
                        node.line,
                        node.line + 50 if node.style in {"|", ">"} else node.line + 1,
                    )
                },
            )
        case Sequence():
            for number, item in enumerate(node.items):
                yield from leaves(item, (*location, number), around)
        case mapping:
            for key, (scalar, value) in mapping.entries.items():
                yield from leaves(value, (*location, key), around | {scalar.line})


def text_at(document: Document, location: Location) -> object:
    node = document.node(location)
    return node.text if isinstance(node, Scalar) else None
