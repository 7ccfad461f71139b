"""Gets the texts of sources: from a folder, or else the archived address, or else the address."""

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
"""Bytes of a local copy."""
ROOM = 10 * LARGEST
"""Characters of all texts to keep; others are read from the cache again."""
EXTENSIONS = (".txt", ".html", ".htm")
LONGEST_NAME = 200
"""Characters of a file name that is derived from an address."""


@dataclass(frozen=True)
class SourceText:
    origin: Origin
    text: str


@dataclass(frozen=True)
class NoText:
    """Why there is no text; the state is `None` if no host was contacted."""

    state: VerificationState | None
    reason: str


class Texts:
    """The texts of sources; each is retrieved once for many quotes, unless others take the room."""

    def __init__(
        self,
        folder: Path | None,
        cache: Cache,
        client: Client | None,
        container: Container,
    ) -> None:
        self._folder = folder
        self._container = container
        self._cache = cache
        self._client = client
        self._fetched = Recent[NoText](ROOM)

    def get(
        self, slug: str, source_id: str, source: Source, first: Origin | None = None
    ) -> SourceText | NoText:
        """The text of a source of a brief, without what a page may only repeat from its address.

        The archived address comes before the address, unless `first` is that.

        Raises `OSError` if a file can't be read or the cache can't be written.
        """
        addresses: dict[Origin, str | None] = {
            "archived": source.archived,
            "url": source.url,
        }
        known = {origin: address for origin, address in addresses.items() if address}
        file = self._file(slug, source_id, source.url)
        if file is not None:
            copy = self._copy(file)
            return (
                copy
                if isinstance(copy, NoText)
                else SourceText("text", without_reflected(copy, *known.values()))
            )
        reasons: list[NoText] = []
        for origin in sorted(known, key=lambda each: each != (first or "archived")):
            found = self._fetched.get(known[origin])
            if found is None:
                found = self._fetch(known[origin])
                self._fetched.put(known[origin], found)
            if not isinstance(found, NoText):
                return SourceText(origin, without_reflected(found, *known.values()))
            reasons.append(found)
        if not reasons:
            return NoText(
                None, marked("the source has no address, and there is no local copy")
            )
        # the last reason is about the original address, but `blocked` says more than `unreachable`
        return next((each for each in reasons if each.state == "blocked"), reasons[-1])

    def _file(self, slug: str, source_id: str, address: str | None) -> Path | None:
        """The local copy: by brief and source, by source, or by address."""
        if self._folder is None:
            return None
        stems = [
            f"{slug}/{source_id}",
            source_id,
            *([file_stem(address)] if address else []),
        ]
        files = (
            self._folder / f"{stem}{extension}"
            for stem in stems
            for extension in EXTENSIONS
        )
        return next((file for file in files if file.is_file()), None)

    def _fetch(self, address: str) -> str | NoText:
        answer = self._cache.get(address)
        if answer is None:
            if self._client is None:
                return NoText(
                    None,
                    marked("there is no local copy, and --offline contacts no host"),
                )
            response = self._client.get(address)
            found = finding(response)
            if isinstance(response, Finding) or found.state not in {"answers", "moved"}:
                state: VerificationState = (
                    "blocked" if found.state == "blocked" else "unreachable"
                )
                return NoText(state, _at(address, found.detail))
            answer = response
            self._cache.put(address, answer)
        return self._read(address, _text, answer)

    def _copy(self, file: Path) -> str | NoText:
        if file.stat().st_size > LARGEST_COPY:
            return NoText(
                "unreachable",
                marked(
                    "{file} is larger than {limit:,} bytes",
                    file=file,
                    limit=LARGEST_COPY,
                ),
            )
        read = readable.from_plain if file.suffix == ".txt" else readable.from_html
        return self._read(str(file), read, file.read_bytes())

    def _read(
        self, place: str, read: Callable[[Content], str], content: Content
    ) -> str | NoText:
        try:
            return self._container.call(read, content)
        except (UnreadableError, ExhaustedError) as error:
            return NoText("unreachable", _at(place, error.args[0]))


def _at(place: str, reason: str) -> str:
    return Phrase("{place}: {reason}", {"place": place, "reason": reason})


def file_stem(address: str) -> str:
    """The file name of a copy of a page: for `https://example.org/a/b?c`, `example-org-a-b-c`."""
    parts = urlsplit(address)
    return slugify(
        f"{parts.netloc} {parts.path} {parts.query}", max_length=LONGEST_NAME
    )


def _text(answer: Answer) -> str:
    return without_reflected(readable.from_answer(answer), answer.address)
