"""The format of `briefs/versions/<brief>/<day>.json`: a brief as it was published on a day.

`briefs freeze` writes it. It holds what readers saw and what they could download,
finished, and nothing of it is ever read by the models of the format. So it can be shown
whatever becomes of the format, of the program, and of everything else on the site.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from annotated_types import Predicate
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import from_json

from briefing_site.format import characters, dates, identifiers, limits, web_address
from briefing_site.format.fields import LanguageField, OrcidField
from briefing_site.languages.phrase import marked

FORMAT = 1
"""The number of this format, so that later programs can tell it from others."""
_DOI = re.compile(r"10\.[0-9]{4,9}/[-._;()/:a-z0-9]{1,200}")
"""https://www.crossref.org/blog/dois-and-matching-regular-expressions/: of the 74.9 million that are known
there, 74.4 million are so; letters count as lower-case ones."""
_DOI_PREFIX = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)


class VersionError(Exception):
    """A file is no version; the message says why."""


class EditedVersionError(VersionError):
    """A version is not as it was frozen."""


def is_day(text: str) -> bool:
    date = dates.parse_valid(text)
    return date is not None and date.is_day


_Line = Annotated[str, Field(min_length=1, max_length=2 * limits.LINE)]
_Words = Annotated[str, Field(min_length=1, max_length=limits.WORDS)]
_Address = Annotated[str, Predicate(web_address.is_web_address)]


class VersionAuthor(BaseModel):
    """Somebody who wrote a version."""

    model_config = ConfigDict(frozen=True)

    name: _Line
    orcid: OrcidField | None = None


class VersionSection(BaseModel):
    """A section of the page of a version."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Of its heading; what stands before the first heading has neither."""
    heading: str
    html: str
    """As the site engine made it, with addresses of pages from the root of the site."""


class FrozenVersion(BaseModel):
    """A brief as it was published on a day."""

    model_config = ConfigDict(frozen=True)

    brief: Annotated[str, Field(pattern=f"^{identifiers.PATTERN}$")]
    """The id of the brief on that day."""
    date: Annotated[str, Predicate(is_day)]
    program: Annotated[str, Field(max_length=40)]
    """The version of the program that froze it."""
    site: _Line
    language: LanguageField
    """Of the site."""
    licence: _Address
    title: _Line
    summary: _Words
    authors: tuple[VersionAuthor, ...]
    topics: tuple[_Line, ...]
    """Their titles."""
    page: tuple[VersionSection, ...]
    """What readers saw."""
    text: str
    """The plain text of the page, with addresses from the root of the site."""
    data: dict[str, Any]
    """The brief as programs had it."""
    references: Annotated[dict[Literal["bib", "ris", "json"], str], Field(min_length=3)]
    """The files of its sources for reference managers, by their endings."""
    file: str
    """The file of the brief, as YAML."""
    doi: Annotated[str, Field(pattern=f"^{_DOI.pattern}$")] | None = None
    """The identifier that it was given after it was frozen, if it has one: https://www.doi.org/."""

    @property
    def path(self) -> str:
        """Its place in the project."""
        return f"briefs/versions/{self.brief}/{self.date}.json"

    @property
    def day(self) -> dates.EdtfDate:
        return dates.parse(self.date)

    @property
    def doi_address(self) -> str:
        """The address that leads to it for ever; empty without an identifier."""
        return f"https://doi.org/{self.doi}" if self.doi else ""


def frozen_content(fields: Mapping[str, Any]) -> bytes:
    """The fields of a file without its digest and its identifier, which it gets later: what never changes."""
    frozen = {
        key: value for key, value in fields.items() if key not in {"digest", "doi"}
    }
    canonical = json.dumps(
        frozen, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return canonical.encode()


def digest(fields: Mapping[str, Any]) -> str:
    """The SHA-256 digest of what never changes of a file."""
    return hashlib.sha256(frozen_content(fields)).hexdigest()


def written(version: FrozenVersion) -> bytes:
    """The file of a version."""
    content = {"format": FORMAT, **version.model_dump(mode="json", exclude={"doi"})}
    content["digest"] = digest(content)
    content["doi"] = version.doi
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def read(content: bytes, brief: str, date: str) -> FrozenVersion:
    """The version in a file, which has to be that of the brief on the day.

    Raises `VersionError` if it is none that this program can read, and
    `EditedVersionError` if it is not as it was frozen.
    """
    fields = parse(content)
    if fields.get("format") != FORMAT:
        raise VersionError(marked("a newer version of the program may have written it"))
    if fields.get("digest") != digest(fields):
        raise EditedVersionError(marked("the digest is that of other contents"))
    try:
        version = FrozenVersion.model_validate(fields)
    except ValidationError as error:
        (first, *_) = error.errors(include_url=False)
        place = ".".join(str(part) for part in first["loc"])
        raise VersionError(
            marked(
                "'{place}' is missing, or has a value that it can't have", place=place
            )
        ) from error
    if (version.brief, version.date) != (brief, date):
        raise VersionError(
            marked(
                "it is that of '{brief}' on {date}, so it has another name",
                brief=version.brief,
                date=version.date,
            )
        )
    tags = sum(section.html.count("<") for section in version.page)
    if tags > limits.VERSION_TAGS:
        raise VersionError(
            marked(
                "its page has {tags:,} tags; at most {limit:,} are allowed",
                tags=tags,
                limit=limits.VERSION_TAGS,
            )
        )
    return version


def parse(content: bytes) -> dict[str, Any]:
    """The fields of a file. Raises `VersionError` if they can't be read safely."""
    if len(content) > limits.VERSION.size:
        raise VersionError(
            marked(
                "the file is larger than {size:,} KiB", size=limits.VERSION.size // 1024
            )
        )
    try:
        fields = from_json(content, allow_inf_nan=False)
    except ValueError as error:
        raise VersionError(marked("it is not JSON in UTF-8")) from error
    if not isinstance(fields, dict):
        raise VersionError(marked("it is not an object"))
    for text in _texts(fields):
        if characters.BAD.search(text) or any(characters.heaps(text)):
            raise VersionError(marked("it has characters that no text may contain"))
    return fields


def _texts(value: object) -> Iterator[str]:
    """All texts in a value that was read from JSON, which has few levels."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _texts(part)


def doi(text: str) -> str:
    """The identifier in a text, such as an address at doi.org. Raises `ValueError` if there is none."""
    identifier = _DOI_PREFIX.sub("", text.strip()).lower()
    if not _DOI.fullmatch(identifier):
        raise ValueError(
            marked(
                "'{text}' is no DOI; write one such as 10.5281/zenodo.123456", text=text
            )
        )
    return identifier
