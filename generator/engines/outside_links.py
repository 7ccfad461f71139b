"""Keeps pages of other hosts, in whatever window they are opened, from reaching back to the page before.

An extension of Python-Markdown, so that hand-written pages have it too and every engine that reads
`mkdocs.yml` applies it: https://python-markdown.github.io/extensions/api/
"""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

AFTER_ALL_OTHERS = -10
"""Attribute lists, which may say what a link leads to, are read at 8."""


class _Links(Treeprocessor):
    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            if link.get("href", "").lower().startswith(("http:", "https:", "//")):
                link.set("rel", "noopener")


class _OutsideLinks(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- its name in the base class
        md.treeprocessors.register(_Links(md), "outside-links", AFTER_ALL_OTHERS)


def makeExtension() -> Extension:  # noqa: N802 -- the name that Python-Markdown looks for
    """What `mkdocs.yml` names under `markdown_extensions`."""
    return _OutsideLinks()
