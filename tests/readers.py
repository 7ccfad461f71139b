"""Reads outputs back: papers, databases and built pages."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from lxml import html
from pypdf import PdfReader


def paper(content: bytes) -> str:
    """The words of a PDF."""
    return " ".join(
        " ".join(
            page.extract_text() for page in PdfReader(io.BytesIO(content)).pages
        ).split()
    )


@contextmanager
def database(content: bytes) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        yield connection


def pages(site: Path) -> dict[str, html.HtmlElement]:
    """Every page of a built site, by its address from the root."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): html.fromstring(
            path.read_bytes()
        )
        for path in sorted(site.rglob("*.html"))
    }
