"""Cases in Markdown: named blocks of code, below headings where a file has several cases.

The name of a block stands behind the language: "```yaml briefs/a.yml" begins the file
`briefs/a.yml`. Text between blocks is for readers. `README.md` explains the names.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt

_PARSER = MarkdownIt("commonmark")


class Block(NamedTuple):
    name: str
    text: str


class Case(NamedTuple):
    title: str
    """Empty for the blocks before the first heading."""
    blocks: list[Block]


def cases(file: Path) -> list[Case]:
    """The cases of a file; the first has the blocks before the first heading of the second level."""
    case = Case("", [])
    all_cases = [case]
    tokens = _PARSER.parse(file.read_text(encoding="utf-8"))
    for number, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            case = Case(tokens[number + 1].content, [])
            all_cases.append(case)
        elif token.type == "fence":
            _, _, name = token.info.strip().partition(" ")
            case.blocks.append(Block(name, token.content))
    return all_cases


def blocks(file: Path) -> list[Block]:
    """The blocks of a file with one case."""
    (case,) = cases(file)
    return case.blocks


def sections(file: Path) -> dict[str, str]:
    """The blocks of a file with one case, by name."""
    return dict(blocks(file))


def projects(folder: Path) -> Iterator[tuple[str, dict[str, str], list[Case]]]:
    """The files of a folder: their names, the blocks that all cases of a file share, and its cases."""
    for file in sorted(folder.glob("*.md")):
        shared, *others = cases(file)
        yield file.stem, dict(shared.blocks), others


def renewed(file: Path, name: str, text: str) -> None:
    """Write another text into the last block of a file, which has the name."""
    content = file.read_text(encoding="utf-8")
    *_, last = _PARSER.parse(content)
    assert last.type == "fence"
    assert last.info.partition(" ")[2] == name
    begin = content.rindex(last.content)
    file.write_text(content[:begin] + text + f"{last.markup}\n", encoding="utf-8")
