"""A brief as one piece of HTML without styles or anchors, for feed readers.

It is made from the Markdown of its page, so it says what the page says.
"""

import re

from markdown_it import MarkdownIt
from markupsafe import Markup

from generator.exports import plain_text
from generator.publishing.output import Output
from generator.publishing.site import Site

# the only tags in the text of a page are those that the templates and `rendering.markdown` leave there
_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")
_HEAD = re.compile(r"\A# .*\n\nPage: .*\n")
"""The title and the address: a feed has fields for both."""
_ADDRESS = re.compile(r"\nAddress: <.*>\n")


def full_text(page: Output, site: Site) -> Markup:
    """The text of the page of a brief; all links lead to pages of the site."""
    text = plain_text.linked_to_pages(page, site)
    return Markup(_MARKDOWN.render(_ADDRESS.sub("", _HEAD.sub("", text))).strip())  # noqa: S704 -- rendered just now
