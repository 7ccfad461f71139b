"""Prose as text without markup, for formats that do not have any."""

from collections.abc import Callable, Iterable

from generator.format.prose.tree import Citation, ProseWriter


class PlainText(ProseWriter[str]):
    """Paragraphs with an empty line between them; the address of a link follows its text."""

    def __init__(self, cite: Callable[[Citation], str]) -> None:
        """`cite` returns how a citation is shown."""
        self._cite = cite

    def join(self, parts: Iterable[str], between: str) -> str:
        return between.join(parts)

    def text(self, text: str) -> str:
        return text

    def citation(self, citation: Citation) -> str:
        return self._cite(citation)

    def link(self, content: str, address: str) -> str:
        return f"{content} ({address})" if content not in {"", address} else address

    def quotation(self, content: str) -> str:
        return indented(content, "> ", "> ")

    def listing(self, items: list[str], start: int | None) -> str:
        marks = ["- " if start is None else f"{start + index}. " for index in range(len(items))]
        return "\n".join(map(indented, items, marks, (" " * len(mark) for mark in marks)))


def indented(text: str, first: str, others: str) -> str:
    """The text with something before its first line, and before all others."""
    lines = f"{first}{text}".replace("\n", f"\n{others}").split("\n")
    return "\n".join(map(str.rstrip, lines))
