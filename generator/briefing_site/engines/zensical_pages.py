"""Has Zensical make of a page what MkDocs does: an extension of Python-Markdown, the last that it uses.

Texts of contributors are escaped for the extensions in `site/markdown.py`, and no other one may change them.
Zensical has the same extensions for all pages, so here a generated page gets back to its own.

MkDocs turns links of Markdown, which are paths from the file of the page, into addresses, and changes nothing
within HTML. Zensical does the same with links within HTML. So here those are made such paths first.

https://python-markdown.github.io/extensions/api/ describes the classes and their priorities.
"""

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from zensical.extensions.context import ContextPreprocessor

from briefing_site.site import markdown

_PRIORITY = 40
"""Until the post-processor at 30, HTML is kept apart from what is made of Markdown."""

_RELATIVE = re.compile(
    r"""(?P<start><(?:a|img|script)\b[^>]*?\s(?:href|src)=)(?P<quote>["'])"""
    r"""(?![#?/]|[a-z][a-z0-9+.-]*:)(?P<address>[^"'#?]+)""",
    re.IGNORECASE,
)


class _Paths(Postprocessor):
    def __init__(self, md: Markdown, page: str) -> None:
        super().__init__(md)
        self._page = page
        self._stash = md.htmlStash
        self._done = 0

    def run(self, text: str) -> str:
        # the table of contents runs all post-processors for each heading, too
        blocks = self._stash.rawHtmlBlocks
        for place in range(self._done, len(blocks)):
            block = blocks[place]
            if isinstance(block, str):
                blocks[place] = _RELATIVE.sub(self._with_path, block)
        self._done = len(blocks)
        return text

    def _with_path(self, match: re.Match[str]) -> str:
        """The start of a tag with the path, from the file of the page, of what its address leads to."""
        address = match["address"]
        path = posixpath.normpath(posixpath.join(self._page, address))
        if address.endswith("/"):
            path += "/"
        return f"{match['start']}{match['quote']}{path}"


class _Pages(Extension):
    def __init__(self, **options: object) -> None:
        paths: list[str] = []
        self.config = {"handwritten": [paths, "pages with all extensions"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- its name in the base class
        context = ContextPreprocessor.from_markdown(md)
        if context is None:
            return
        path = context.page.path
        if path not in self.getConfig("handwritten"):
            _start_over(md, context.config["mdx_configs"])
        name = posixpath.basename(path).removesuffix(".md")
        if name != "index":  # the address of an index is that of its folder
            md.postprocessors.register(_Paths(md, name), "addresses-in-html", _PRIORITY)


def _start_over(md: Markdown, options: Mapping[str, dict[str, Any]]) -> None:
    """Take all extensions back, and add those of generated pages."""
    md.ESCAPED_CHARS = Markdown().ESCAPED_CHARS
    md.registeredExtensions = []
    md.build_parser()
    md.registerExtensions(list(markdown.extensions()), options)


def makeExtension(**options: object) -> Extension:  # noqa: N802 -- the name that Python-Markdown looks for
    """Create the extension, with the paths of the pages that people wrote as option `handwritten`."""
    return _Pages(**options)
