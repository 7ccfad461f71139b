"""Gets the text of a source: from a folder with copies, or else from its archived address or its address."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from slugify import slugify

from briefing_site.format import Source
from briefing_site.format.verification import Origin, VerificationState
from briefing_site.languages.phrase import Phrase, marked
from briefing_site.sources.contained import Container, ExhaustedError
from briefing_site.sources.verification import readable
from briefing_site.sources.verification.readable import (
    UnreadableError,
    without_reflected,
)
from briefing_site.sources.web.answer import Answer, Finding, finding
from briefing_site.sources.web.cache import Cache, Recent
from briefing_site.sources.web.client import LARGEST, Client

Content = TypeVar("Content")
LARGEST_COPY = 20 * 1024 * 1024
"""The most bytes of a local copy."""
ROOM = 10 * LARGEST
"""The most characters of all texts in memory; texts that have no room are read from the cache again."""
EXTENSIONS = (".txt", ".html", ".htm")
LONGEST_NAME = 200
"""Characters of a file name that is derived from an address."""


@dataclass(frozen=True)
class SourceText:
    origin: Origin
    text: str


@dataclass(frozen=True)
class NoText:
    """Why a source has no text to compare.

    The state is the one for the record of its quotes; `None` if no host was contacted, so that nothing is
    recorded.
    """

    state: VerificationState | None
    reason: str


class Texts:
    """Gets the texts of sources, and keeps those of the last ones, as a source may have many quotes."""

    def __init__(
        self,
        folder: Path | None,
        cache: Cache,
        client: Client | None,
    ) -> None:
        self.container = client.container if client else Container()
        """Where whatever is in the texts is read, as it may do harm."""
        self._folder = folder
        self._cache = cache
        self._client = client
        self._fetched = Recent[NoText](ROOM)

    def get(
        self, slug: str, source_id: str, source: Source, first: Origin | None = None
    ) -> SourceText | NoText:
        """The text of a source of a brief, or why there is none.

        Parts that a page may have taken from its own address are left out, for anyone could put a quote
        there. The archived address is tried before the address, unless `first` is `url`.

        Raises `OSError` if a file can't be read or the cache can't be written.
        """
        addresses = _addresses(source, first)
        file = self._file(slug, source_id, source.url)
        if file is not None:
            text = self._copy(file)
            if isinstance(text, NoText):
                return text
            return SourceText("text", without_reflected(text, *addresses.values()))
        reasons: list[NoText] = []
        for origin, address in addresses.items():
            text = self._page(address)
            if not isinstance(text, NoText):
                return SourceText(origin, without_reflected(text, *addresses.values()))
            reasons.append(text)
        if not reasons:
            reason = marked("the source has no address, and there is no local copy")
            return NoText(None, reason)
        for missing in reasons:
            if missing.state == "blocked":  # says more than `unreachable`
                return missing
        return reasons[-1]

    def _file(self, slug: str, source_id: str, address: str | None) -> Path | None:
        """The local copy, which is named after brief and source, the source alone, or its address."""
        if self._folder is None:
            return None
        stems = [f"{slug}/{source_id}", source_id]
        if address:
            stems.append(file_stem(address))
        for stem in stems:
            for extension in EXTENSIONS:
                file = self._folder / f"{stem}{extension}"
                if file.is_file():
                    return file
        return None

    def _page(self, address: str) -> str | NoText:
        """The text at an address, or why there is none; each address is requested once."""
        text = self._fetched.get(address)
        if text is None:
            text = self._fetch(address)
            self._fetched.put(address, text)
        return text

    def _fetch(self, address: str) -> str | NoText:
        answer = self._cache.get(address)
        if answer is not None:
            return self._read(address, _text_of_answer, answer)
        if self._client is None:
            reason = marked("there is no local copy, and --offline contacts no host")
            return NoText(None, reason)
        response = self._client.get(address)
        result = finding(response)
        if result.state == "blocked":
            return NoText("blocked", _at(address, result.detail))
        if isinstance(response, Finding) or result.state not in {"answers", "moved"}:
            return NoText("unreachable", _at(address, result.detail))
        self._cache.put(address, response)
        return self._read(address, _text_of_answer, response)

    def _copy(self, file: Path) -> str | NoText:
        if file.stat().st_size > LARGEST_COPY:
            reason = marked(
                "{file} is larger than {limit:,} bytes", file=file, limit=LARGEST_COPY
            )
            return NoText("unreachable", reason)
        if file.suffix == ".txt":
            return self._read(str(file), readable.from_plain, file.read_bytes())
        return self._read(str(file), readable.from_html, file.read_bytes())

    def _read(
        self, place: str, read: Callable[[Content], str], content: Content
    ) -> str | NoText:
        """The result of a function that reads content from a file or an address, or why there is none."""
        try:
            return self.container.call(read, content)
        except (UnreadableError, ExhaustedError) as error:
            return NoText("unreachable", _at(place, error.args[0]))


def _addresses(source: Source, first: Origin | None) -> dict[Origin, str]:
    """The addresses of a source in the order in which its text is looked for."""
    addresses: dict[Origin, str] = {}
    if source.url and first == "url":
        addresses["url"] = source.url
    if source.archived:
        addresses["archived"] = source.archived
    if source.url:
        addresses["url"] = source.url
    return addresses


def _at(place: str, reason: str) -> str:
    return Phrase("{place}: {reason}", {"place": place, "reason": reason})


def file_stem(address: str) -> str:
    """The file name of a copy of a page: for `https://example.org/a/b?c`, `example-org-a-b-c`."""
    parts = urlsplit(address)
    name = f"{parts.netloc} {parts.path} {parts.query}"
    return slugify(name, max_length=LONGEST_NAME)


def _text_of_answer(answer: Answer) -> str:
    return without_reflected(readable.from_answer(answer), answer.address)
