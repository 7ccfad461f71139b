"""Fields and entries of a brief as lines of YAML, as contributors write them."""

import re
from typing import Any

import yaml

from briefing_site.format import characters

_PLAIN = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}|[0-9]{1,3}(?:\.[0-9]+)?")
"""What programs read as a date or a number, and contributors write without quotation marks."""


class _Writer(yaml.SafeDumper):
    """Writes texts in lines of any length, and lists of texts on one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 -- as there
        super().increase_indent(flow, indentless=False)


def _text(writer: _Writer, text: str) -> yaml.ScalarNode:
    clean = characters.without_heaps(characters.BAD.sub("", text.replace("\r", "")))
    if _PLAIN.fullmatch(clean):
        tag: str = writer.resolve(yaml.ScalarNode, clean, (True, False))  # type: ignore[no-untyped-call]
        return writer.represent_scalar(tag, clean)
    style = "|" if "\n" in clean else None
    return writer.represent_scalar("tag:yaml.org,2002:str", clean, style=style)


def _list(writer: _Writer, entries: list[Any]) -> yaml.SequenceNode:
    is_short = all(isinstance(entry, str) and len(entry) < 80 for entry in entries)
    return writer.represent_sequence(
        "tag:yaml.org,2002:seq", entries, flow_style=is_short
    )


_Writer.add_representer(str, _text)
_Writer.add_multi_representer(str, _text)  # marked texts, such as those of examples
_Writer.add_representer(list, _list)


def lines(data: object, indentation: int = 0) -> list[str]:
    """Data as lines of YAML, indented by so many spaces."""
    written = _dumped(data, is_flow=False)
    text = written.removesuffix("...\n").rstrip("\n")  # a text alone ends with dots
    return [f"{' ' * indentation}{line}".rstrip() for line in text.split("\n")]


def in_brackets(data: object) -> str:
    """Data on one line, in brackets and braces."""
    return _dumped(data, is_flow=True).rstrip("\n")


def _dumped(data: object, *, is_flow: bool) -> str:
    """Data as YAML without wrapped lines: in brackets and braces, or as blocks."""
    written: str = yaml.dump(
        data,
        Dumper=_Writer,
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
        default_flow_style=is_flow,
    )
    return written


def scalar(text: str) -> str:
    """A text on one line, in quotation marks if YAML would otherwise read it as something else."""
    return lines(" ".join(text.split()))[0]
