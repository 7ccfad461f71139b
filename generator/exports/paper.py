"""Each brief as a printed briefing paper: PDF, in the sizes of paper of the world and of America."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import get_args

from generator.exports import typesetting
from generator.exports.typesetting import Data
from generator.format import prose
from generator.format.prose import Block, Inline, Prose
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
    entry = brief.entry
    numbers = {source.id: source.number for source in brief.sources}
    languages = wording.languages(brief.entry.sources.values())

    def listed(ids: tuple[str, ...]) -> list[int]:
        return [source.number for source in brief.source_numbers(ids)]

    def blocks(text: Prose | None) -> list[Data]:
        return [_block(block, numbers) for block in text.blocks] if text else []

    changed = (entry.updated or entry.date).earliest
    return {
        "site": site.name,
        "address": addresses.absolute(site, addresses.brief(brief.slug)) if site.address else "",
        "changed": [changed.year, changed.month, changed.day],
        "title": entry.title,
        "summary": entry.summary,
        "topics": [library.topics[topic].title for topic in entry.topics],
        "facts": _facts(brief),
        "judgements": [
            {
                "text": blocks(each.text),
                "confidence": each.confidence,
                "label": f"{each.confidence.capitalize()} confidence",
                "sources": listed(each.sources),
            }
            for each in entry.key_judgements
        ],
        "actors": [{"name": member.name, "role": member.role} for member in brief.cast],
        "relations": [
            {
                "from": brief.member(each.from_).name,
                "label": each.label,
                "to": brief.member(each.to).name,
            }
            for each in entry.relations
        ],
        "events": [
            {
                "date": wording.date(event.date),
                "title": event.entry.title,
                "text": blocks(event.entry.text),
                "status": event.entry.status,
                "note": blocks(event.entry.note),
                "sources": listed(event.entry.sources),
            }
            for event in brief.events
        ],
        "quotes": [
            {
                "text": quote.entry.text,
                "speaker": brief.member(quote.entry.speaker).name,
                "date": wording.date(quote.date),
                "context": blocks(quote.entry.context),
                "sources": listed((quote.entry.source,)),
            }
            for quote in brief.quotes
        ],
        "background": blocks(entry.background),
        "questions": [blocks(question) for question in entry.open_questions],
        "sources": [
            {
                "number": source.number,
                "title": source.entry.title,
                "authors": ", ".join(source.entry.authors),
                "publisher": source.entry.publisher or "",
                "published": wording.date(source.entry.published) if source.entry.published else "",
                "language": languages.get(source.entry.language or "", ""),
                "code": (source.entry.language or "en").split("-")[0].lower(),
                "url": source.entry.url or "",
                "archived": source.entry.archived or "",
            }
            for source in brief.sources
        ],
        "corrections": [
            {"date": wording.date(each.date), "text": blocks(each.text)} for each in entry.corrections
        ],
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
