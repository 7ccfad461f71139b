"""How a brief is cited, as three styles want it.

Typst holds the styles, in the Citation Style Language (https://citationstyles.org), and follows them.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, lru_cache, partial

import typst
from markupsafe import Markup

from generator.library.library import LinkedBrief
from generator.publishing import addresses
from generator.publishing.site import Site

STYLES = {"apa": "APA", "chicago-author-date": "Chicago", "modern-language-association": "MLA"}
"""What each style is called, by its name in the repository of styles."""

_DOCUMENT = b"""
#let given = json(bytes(sys.inputs.given))
#for style in given.styles { html.elem("section", cite(<brief>, form: "full", style: style)) }
#bibliography(bytes(json.encode((brief: given.brief))))
"""
_SECTION = re.compile(r"<section>(.*?)</section>", re.DOTALL)
_TAG_BUT_EMPHASIS = re.compile(r"<(?!/?em>)[^>]*>")
_MARKUP = re.compile(r"[\\{}$]")
"""What Hayagriva, Typst's format for bibliographies, takes for markup."""


@dataclass(frozen=True)
class StyledCitation:
    """How to cite a brief in a style, with emphasis."""

    style: str
    text: Markup


def styled(briefs: Iterable[LinkedBrief], site: Site) -> Iterator[tuple[StyledCitation, ...]]:
    """How to cite each brief in each of the styles: made on all cores, ahead of whoever takes them.

    Their dates are those of their last changes: what is cited is what stands there since.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(partial(_citations, site=site), briefs)


def _citations(brief: LinkedBrief, site: Site) -> tuple[StyledCitation, ...]:
    when = brief.entry.updated or brief.entry.date
    address = addresses.absolute(site, addresses.brief(brief.slug)) if site.address else ""
    return _styled(site.name, brief.entry.title, when.text, address)


@lru_cache(maxsize=8192)
def _styled(author: str, title: str, date: str, address: str) -> tuple[StyledCitation, ...]:
    """Kept, for a preview renders all briefs again after a change of one."""
    item = {"type": "web", "author": [{"name": _escape(author)}], "title": _escape(title), "date": date}
    given = {"styles": list(STYLES), "brief": item | ({"url": address} if address else {})}
    page = typst.Compiler(_DOCUMENT, font_paths=_fonts()).compile(
        format="html", sys_inputs={"given": json.dumps(given)}
    )
    if not isinstance(page, bytes):
        raise TypeError("Typst gave no page")
    texts = _SECTION.findall(page.decode())
    return tuple(
        # all that Typst found in the texts is escaped; links lead back and forth within its page
        StyledCitation(name, Markup(_TAG_BUT_EMPHASIS.sub("", text)))  # noqa: S704
        for name, text in zip(STYLES.values(), texts[: len(STYLES)], strict=True)
    )


@cache
def _fonts() -> typst.Fonts:
    """Read once; no letter of them is used."""
    return typst.Fonts(include_system_fonts=False)


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
