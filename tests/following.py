"""What people do who follow a help word for word, as far as a program can: the measure of what a help is worth.

`tests/cases` notes what a program can't do, behind the place and the code of the diagnostic:

    needs …     a fact, which no help can give
    by hand …   takes reading, with what then stands in place of its lines; in `mistakes`, `fixed` has it
    unclear     the help doesn't say what to do
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable

from briefing_site.diagnostics import Diagnostic
from briefing_site.reading import editing

Files = dict[str, str]


def parted(expected: str) -> tuple[str, str]:
    """An expected diagnostic without its note, and the note."""
    diagnostic, _, note = expected.partition("]")
    return f"{diagnostic}]", note.removeprefix(" ")


def is_fixed(
    files: Files,
    diagnostic: Diagnostic,
    note: str,
    check: Callable[[Files], Iterable[Diagnostic]],
) -> bool:
    """Whether following a help, or doing what the note says, solves it and leads to nothing else."""
    followed = follow(files, [diagnostic])
    if note.startswith("by hand"):
        lines = files[diagnostic.path].split("\n")
        line = note.removeprefix("by hand").removeprefix(" ").replace("\\n", "\n")
        lines[diagnostic.span.start.line - 1 : diagnostic.span.end.line] = (
            [line] if line else []
        )
        followed = {**files, diagnostic.path: "\n".join(lines)}
    if followed is None:
        return False
    before, after = (
        Counter(each.code for each in check(each)) for each in (files, followed)
    )
    return after <= before - Counter([diagnostic.code])


def follow(files: Files, found: Iterable[Diagnostic]) -> Files | None:
    """The files after doing what each help says and nothing else; `None` if that takes thinking."""
    followed = dict(files)
    for each in reversed(list(found)):
        renamed = re.search(
            r"(it|file|briefs/\S+) to '(?:briefs/)?([\w/-]+\.yml)'", each.help
        )
        if renamed:
            old = renamed[1] if "/" in renamed[1] else each.path
            followed[f"briefs/{renamed[2]}"] = followed.pop(old)
        elif each.help.startswith("delete it;"):
            del followed[each.path]
        elif each.edits:
            followed[each.path] = editing.apply(
                followed[each.path].encode(), each.edits
            ).decode()
        elif (text := fixed(followed[each.path], each)) is not None:
            followed[each.path] = text
        else:
            return None
    return followed


def fixed(text: str, diagnostic: Diagnostic) -> str | None:
    """The file after doing what the help says; `None` if that takes thinking."""
    lines = text.split("\n")
    number = diagnostic.span.start.line - 1
    line = lines[number]
    start, end = diagnostic.span.start.column - 1, diagnostic.span.end.column - 1
    words = line.lstrip(" \t\u00a0")
    help_ = diagnostic.help
    if match := re.search(r"[Ww]rite: (.*)$", help_):
        space = line[: len(line) - len(words)]
        entry = match[1].startswith("- ") and words[0] not in "-–"
        lines[number] = (space[2:] if entry else space) + match[1]
    elif match := re.fullmatch(
        r"(?:(?:.*: )?begin the line with|.* and type) (no|\d+) spaces?(?:, or delete it .*)?",
        help_,
    ):
        lines[number] = " " * (0 if match[1] == "no" else int(match[1])) + words
    elif match := re.search(r"write (\d+) spaces and a hyphen before it", help_):
        lines[number] = " " * int(match[1]) + "- " + words
    elif match := re.match(
        r"did you mean '([^']+)'|it was renamed: write '([^']+)'|use one of: ([^ ,]+)$"
        r"|write ([\d.]\S+|https?:\S+|[a-z]{2,3}$)|write '([^':]+)'(?: here$|$|, with)"
        r"|.*another id, such as '([^']+)'$",
        help_,
    ):
        lines[number] = line[:start] + next(filter(None, match.groups())) + line[end:]
    elif help_ == "put a space after the '#'":
        lines[number] = line[: start + 1] + " " + line[start + 1 :]
    elif match := re.match(r"write \[@(.+)\], with semicolons", help_):
        lines[number] = line[:start] + match[1] + line[end:]
    elif match := re.match(r"write '([\w-]+: [^']+)', without commas;", help_):
        lines[number] = line[: len(line) - len(words)] + match[1]
    elif match := re.fullmatch(
        r"write '([\w-]+:)' and, indented on the next line: (- .*)", help_
    ):
        space = line[: len(line) - len(words)]
        lines[number] = f"{space}{match[1]}\n{space}  {match[2]}"
    elif help_ == "delete everything before the first word":
        lines[number] = words
    elif help_.endswith("write a space in place of this one"):
        lines[number] = line.replace("-", " ", 1)
    elif match := re.match(r"write '([^']+)' here and wherever it is used", help_):
        return re.sub(
            rf"(?<![\w-]){re.escape(line[start:end])}(?![\w-])", match[1], text
        )
    elif match := re.match(
        r"write '(.+)' for '(.+)' in the whole file, and delete the name and", help_
    ):
        lines[number] = re.sub("(?:name|kind): [^,}]*, ", "", line)
        return re.sub(rf"(?<![\w-]){match[2]}(?![\w-])", match[1], "\n".join(lines))
    elif match := re.match(r"change the address to (\S+)", help_):
        lines[number] = re.sub(r"\]\([^)]*\)", f"]({match[1]})", line)
    elif match := re.search(r"delete '(\w+)'$", help_):
        lines[number] = re.sub(rf"(, )?\b{match[1]}: [^,}}]*", "", line)
    elif match := re.search(r"delete the '([^']+)'(?:$| before)", help_):
        lines[number] = line[:start] + line[start:].replace(match[1], "", 1)
    elif _ADD.search(help_):
        _add(lines, number, start, help_)
    elif help_.startswith("delete the tag"):
        lines[number] = line[:start] + line[end:]
    elif help_.startswith(("delete this line", "delete one of the two")):
        del lines[number]
    else:
        return None
    return "\n".join(lines)


_ADD = re.compile(
    r"(?:^add (?:an id, such as )?|write )'(([\w-]+: )[^'.]+)'( or later at the top)?$"
)


def _add(lines: list[str], number: int, start: int, help_: str) -> None:
    """Write a field into the entry at a place, or at the top."""
    found = _ADD.search(help_)
    assert found
    field, key, is_top = found.groups()
    line = lines[number]
    space = (
        "" if is_top else " " * (len(line) - len(line.lstrip(" ").removeprefix("- ")))
    )
    begin = line.rfind("{", 0, start + 1)
    if help_.startswith("write") or is_top:
        written = (at for at, each in enumerate(lines) if each.startswith(space + key))
        at = next((at for at in written if is_top or at > number), None)
        lines[slice(0, 0) if at is None else slice(at, at + 1)] = [space + field]
    elif begin < 0:
        lines.insert(number + 1, space + field)
    elif key in line[begin:]:
        lines[number] = re.sub(rf"{key}[^,}}]*", field, line)
    else:
        lines[number] = f"{line[: begin + 1]}{field}, {line[begin + 1 :]}"
