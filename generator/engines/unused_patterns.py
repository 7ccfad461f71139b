"""Spares a page those patterns of inline Markdown that nothing in it can match.

An extension of Python-Markdown, as `outside_links` is. Python-Markdown tries each pattern on each text and on
each piece that earlier patterns leave of it; pages that we make take a sixth less time without those. Engines
make a `Markdown` object for each page, so what is removed is missing on no other.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_BEFORE_PATTERNS = 21
"""Inline patterns are applied at 20."""
_BEGINNINGS: Mapping[str, re.Pattern[str]] = {
    "backtick": re.compile("`"),
    "escape": re.compile(r"\\"),
    "image_link": re.compile(r"!\["),
    "image_reference": re.compile(r"!\["),
    "short_image_ref": re.compile(r"!\["),
    "autolink": re.compile("<[A-Za-z][A-Za-z0-9+.-]*://"),
    "automail": re.compile("@"),
    "linebreak": re.compile("  \n"),
    "html": re.compile("<"),
    "entity": re.compile("&"),
}
"""What there is in everything that a pattern of Python-Markdown matches."""
_REFERENCES = ("reference", "short_reference", "image_reference", "short_image_ref")
"""Patterns that match only what refers to a definition, such as `[name]: address`."""
_OWN = "markdown.inlinepatterns"


class _Unused(Treeprocessor):
    def run(self, root: Element) -> None:
        text = "\n".join(root.itertext())
        unused = {name for name, beginning in _BEGINNINGS.items() if not beginning.search(text)}
        if not self.md.references:
            unused.update(_REFERENCES)
        patterns = self.md.inlinePatterns
        for name in unused:
            # another extension may have put a pattern of its own in place of one
            if name in patterns and type(patterns[name]).__module__ == _OWN:
                patterns.deregister(name)


class _UnusedPatterns(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- its name in the base class
        md.treeprocessors.register(_Unused(md), "unused-patterns", _BEFORE_PATTERNS)


def makeExtension() -> Extension:  # noqa: N802 -- the name that Python-Markdown looks for
    """Create the extension that `mkdocs.yml` lists under `markdown_extensions`."""
    return _UnusedPatterns()
