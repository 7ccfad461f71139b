"""Adds `rel="noopener"` to links to other hosts.

An extension of Python-Markdown, so that it covers hand-written pages too, with every engine that reads
`mkdocs.yml`: https://python-markdown.github.io/extensions/api/
"""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

AFTER_ALL_OTHERS = -10
"""Attribute lists, which may set the target of a link, are processed at 8."""


class _Links(Treeprocessor):
    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("href", "").lower().startswith(("http:", "https:", "//")):
                link.set("rel", "noopener")


class _OutsideLinks(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- its name in the base class
        md.treeprocessors.register(_Links(md), "outside-links", AFTER_ALL_OTHERS)


def makeExtension() -> Extension:  # noqa: N802 -- the name that Python-Markdown looks for
    """Create the extension that `mkdocs.yml` lists under `markdown_extensions`."""
    return _OutsideLinks()
