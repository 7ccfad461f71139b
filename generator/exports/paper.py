"""Each brief as a printed briefing paper: PDF, in the sizes of paper of the world and of America."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, get_args

from generator.exports import typesetting
from generator.exports.typesetting import Data
from generator.format import kinds, prose
from generator.format.kinds import SOURCE, Confidence, Kind
from generator.format.prose import Block, Inline
from generator.format.record import Record
from generator.format.traversal import Pattern, members
from generator.library.library import Library, LinkedBrief
from generator.publishing import addresses, wording
from generator.publishing.addresses import PaperSize
from generator.publishing.output import Output
from generator.publishing.site import Site

_SIZES: Mapping[PaperSize, str] = {"a4": "a4", "letter": "us-letter"}
"""What Typst calls them."""


def files(library: Library, site: Site) -> Iterator[Output]:
    """Two files a brief."""
    for brief in library.briefs.values():
        data = _data(brief, library, site)
        for size in get_args(PaperSize):
            yield Output(
                addresses.paper(brief.slug, size),
                typesetting.pdf("paper.typ", data | {"paper": _SIZES[size]}),
            )


def _data(brief: LinkedBrief, library: Library, site: Site) -> Data:
    """All fields of a brief under their own keys, and what a paper says beyond them."""
    entry = brief.entry
    languages = wording.languages(entry.sources.values())
    changed = (entry.updated or entry.date).earliest
    return _record(entry, brief, library) | {
        "site": site.name,
        "address": addresses.absolute(site, addresses.brief(brief.slug)) if site.address else "",
        "changed": [changed.year, changed.month, changed.day],
        "facts": _facts(brief),
        "confidence_levels": get_args(Confidence),
        "actors": [{"name": member.name, "role": member.role} for member in brief.cast],
        "timeline": [_record(event.entry, brief, library) for event in brief.events],
        "quotes": [_record(quote.entry, brief, library) for quote in brief.quotes],
        "sources": [
            _record(source.entry, brief, library)
            | {
                "number": source.number,
                "in_language": languages.get(source.entry.language or "", ""),
                "code": (source.entry.language or "en").split("-")[0].lower(),
            }
            for source in brief.sources
        ],
    }


def _record(record: Record, brief: LinkedBrief, library: Library) -> Data:
    """The fields of a record, each as its kind is set; an empty text or list where one was not filled in."""

    def set_(value: Any, steps: Pattern, kind: Kind | None) -> object:  # noqa: ANN401 -- of any kind
        if steps[:1] == ("?",):
            return {key: set_(each, steps[1:], kind) for key, each in value.items()}
        if steps:
            if kind is SOURCE:
                return sorted({brief.numbers[each] for each in value})
            return [set_(each, steps[1:], kind) for each in value]
        match kind:
            case None:
                return _record(value, brief, library)
            case kinds.PROSE:
                return [_block(block, brief.numbers) for block in value.blocks] if value else []
            case kinds.SOURCE:
                return brief.numbers[value]
            case kinds.ACTOR:
                return brief.member(value).name
            case kinds.TOPIC:
                return library.topics[value].title
            case kinds.DATE | kinds.DAY:
                return wording.date(value) if value else ""
            case _:
                return value or ""

    return {
        member.key: set_(getattr(record, member.name), member.steps, member.kind)
        for member in members(type(record))
    }


def _facts(brief: LinkedBrief) -> list[str]:
    entry = brief.entry
    return [
        f"As of {wording.date(entry.date)}",
        *([f"updated {wording.date(entry.updated)}"] if entry.updated else []),
        *([entry.status] if entry.status != "published" else []),
        wording.count(len(brief.cast), "actor"),
        wording.count(len(brief.events), "event"),
        wording.count(len(brief.quotes), "quote"),
        wording.count(len(brief.sources), "source"),
    ]


def _block(block: Block, numbers: Mapping[str, int]) -> Data:
    match block:
        case prose.Paragraph():
            return {"kind": "paragraph", "content": _inlines(block.content, numbers)}
        case prose.Heading():
            return {"kind": "heading", "content": _inlines(block.content, numbers)}
        case prose.Quotation():
            return {"kind": "quotation", "content": [_block(each, numbers) for each in block.content]}
        case prose.Listing():
            return {
                "kind": "listing",
                "start": block.start,
                "content": [[_block(each, numbers) for each in item] for item in block.items],
            }


def _inlines(content: tuple[Inline, ...], numbers: Mapping[str, int]) -> list[Data]:
    nodes = [_inline(inline, numbers) for inline in content]
    for node, following in pairwise(nodes):
        if node["kind"] == "text" and following["kind"] == "citation":
            node["text"] = node["text"].rstrip()  # a number is raised, close to the word before it
    return nodes


def _inline(inline: Inline, numbers: Mapping[str, int]) -> Data:
    match inline:
        case prose.Text():
            return {"kind": "text", "text": inline.text}
        case prose.CodeText():
            return {"kind": "code", "text": inline.text}
        case prose.LineBreak():
            return {"kind": "break"}
        case prose.Emphasis():
            kind = "strong" if inline.strong else "emphasis"
            return {"kind": kind, "content": _inlines(inline.content, numbers)}
        case prose.Link():
            content = _inlines(inline.content, numbers)
            return {"kind": "link", "address": inline.address, "content": content}
        case prose.Citation():
            return {"kind": "citation", "number": numbers[inline.source]}
