"""The format of `briefs/versions/<brief>/<day>.json`: a brief as it was published on a day.

`briefs freeze` writes it. It holds what readers saw and what they could download, complete and resolved, and
nothing of it is ever read by the models of the format: so it can be shown whatever becomes of the format, of
the program, and of everything else on the site.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from html import escape
from typing import Annotated, Any, Literal

from annotated_types import Predicate
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import from_json, to_json

from briefing_site.format import characters, dates, identifiers, limits, web_address
from briefing_site.format.fields import OrcidField
from briefing_site.languages.phrase import marked

FORMAT = 2
"""The number of this format. A program reads all that there ever were: in the first, pages are JsonML."""
_IN_JSON = ("data", "references")
"""What is kept as JSON: most of it is not looked into until it is shown."""
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
_Code = Annotated[str, Field(pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class VersionAuthor(BaseModel):
    """Somebody who wrote a version."""

    model_config = ConfigDict(frozen=True)

    name: _Line
    orcid: OrcidField | None = None


class FrozenVersion(BaseModel):
    """A brief as it was published on a day."""

    model_config = ConfigDict(frozen=True)

    brief: Annotated[str, Field(pattern=f"^{identifiers.PATTERN}$")]
    """The id of the brief on that day."""
    date: Annotated[str, Predicate(is_day)]
    program: Annotated[str, Field(max_length=40)]
    """The version of the program that froze it."""
    site: _Line
    language: _Code
    """Of the site."""
    licence: _Address
    title: _Line
    summary: _Words
    authors: tuple[VersionAuthor, ...]
    topics: tuple[_Line, ...]
    """Their titles."""
    page: tuple[str, ...]
    """What readers saw, as HTML, with addresses of pages from the root of the site: each block."""
    data: str
    """The brief as JSON, as programs had it."""
    references: str
    """Its sources in the data model of the Citation Style Language, in JSON."""
    file: str
    """The file of the brief, as YAML."""
    doi: Annotated[str, Field(pattern=f"^{_DOI.pattern}$")] | None = None
    """The identifier that it was given after it was frozen, if it has one: https://www.doi.org/."""

    @property
    def day(self) -> dates.EdtfDate:
        return dates.parse(self.date)

    @property
    def doi_address(self) -> str:
        """The address that leads to it for ever; empty without an identifier."""
        return f"https://doi.org/{self.doi}" if self.doi else ""


class _Person(BaseModel):
    family: str
    given: str


class _Literal(BaseModel):
    literal: Annotated[str, Field(min_length=1)]


_Year = Annotated[int, Field(ge=1, le=9999)]
_Month = Annotated[int, Field(ge=1, le=12)]
_Day = Annotated[int, Field(ge=1, le=31)]


class _Issued(BaseModel):
    edtf: str
    literal: str = ""
    parts: Annotated[
        tuple[tuple[_Year] | tuple[_Year, _Month] | tuple[_Year, _Month, _Day], ...],
        Field(alias="date-parts"),
    ] = ()


class _Reference(BaseModel):
    """What the formats of references rely on; whatever else is there has to be a text."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str]

    id: Annotated[
        str, Field(pattern=f"^{identifiers.PATTERN}:source--{identifiers.PATTERN}$")
    ]
    type: Literal["webpage", "document"]
    title: str
    author: tuple[_Person | _Literal, ...] = ()
    issued: _Issued | None = None


_REFERENCES = TypeAdapter(tuple[_Reference, ...])


def digest(content: Mapping[str, Any]) -> str:
    """The SHA-256 digest of a file without its digest and its identifier, which it gets later."""
    frozen = {
        key: value for key, value in content.items() if key not in {"digest", "doi"}
    }
    canonical = json.dumps(
        frozen, ensure_ascii=False, separators=(",", ":"), sort_keys=True
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def written(version: FrozenVersion) -> bytes:
    """The file of a version: a line for each part, and for each block of the page."""
    fields = version.model_dump(mode="json", exclude={"doi", *_IN_JSON})
    content = {
        "format": FORMAT,
        **fields,
        **{name: json.loads(getattr(version, name)) for name in _IN_JSON},
    }
    content |= {"digest": digest(content), "doi": version.doi}
    lines = b",\n".join(
        b"%b: %b" % (to_json(key), _lines(value)) for key, value in content.items()
    )
    return b"{\n%b\n}\n" % lines


def _lines(value: object) -> bytes:
    if not isinstance(value, list) or not value:
        return to_json(value)
    return b"[\n%b\n]" % b",\n".join(map(to_json, value))


def read(content: bytes, brief: str, date: str) -> FrozenVersion:
    """The version in a file, which has to be that of the brief on the day.

    Raises `VersionError` if it is none that this program can read, and `EditedVersionError` if it is not as
    it was frozen.
    """
    given = _parsed(content)
    if given.get("format") not in (1, FORMAT):
        raise VersionError(marked("a newer version of the program may have written it"))
    if given.get("digest") != digest(given):
        raise EditedVersionError(marked("the digest is that of other contents"))
    if not isinstance(given.get("data"), dict):
        raise VersionError(marked("'data' is no object"))
    in_json = {name: to_json(given.get(name)).decode() for name in _IN_JSON}
    page = given.get("page")
    try:
        if given["format"] == 1 and isinstance(page, list):
            page = tuple(map(_html, page))
        _REFERENCES.validate_json(in_json["references"])
        version = FrozenVersion.model_validate(given | in_json | {"page": page})
    except (AttributeError, TypeError, ValueError) as error:  # as is ValidationError
        first = (
            error.errors(include_url=False)[0]["loc"]
            if isinstance(error, ValidationError)
            else ("page",)
        )
        place = ".".join(map(str, first))
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
    return version


def _html(node: Any) -> str:  # noqa: ANN401 -- as JSON
    """A text, or an element: a list of its tag, maybe its attributes, and what is within. http://www.jsonml.org/."""
    if isinstance(node, str):
        return escape(node)
    tag, *content = node
    attributes = content.pop(0) if content and isinstance(content[0], dict) else {}
    start = "".join(
        [tag, *(f' {name}="{escape(value)}"' for name, value in attributes.items())]
    )
    return f"<{start}>{''.join(map(_html, content))}" + (
        f"</{tag}>" if tag != "br" else ""
    )


def _parsed(content: bytes) -> dict[str, Any]:
    if len(content) > limits.VERSION.size:
        raise VersionError(
            marked(
                "the file is larger than {size:,} KiB", size=limits.VERSION.size // 1024
            )
        )
    try:
        given = from_json(content, allow_inf_nan=False)
        number = _values(given)
    except ValueError as error:
        raise VersionError(
            marked(
                "it is not JSON in UTF-8, or has characters that no text may contain"
            )
        ) from error
    if number > limits.VERSION.values:
        raise VersionError(
            marked("it has more than {limit:,} values", limit=limits.VERSION.values)
        )
    if not isinstance(given, dict):
        raise VersionError(marked("it is not an object"))
    return given


def _values(value: object, depth: int = 2 * limits.DEPTH + 24) -> int:
    """How many values there are. Raises `ValueError` for a bad character, and for too many levels."""
    if not depth:
        raise ValueError("too deep")
    match value:
        case str():
            if characters.BAD.search(value) or any(characters.heaps(value)):
                raise ValueError("bad character")
            return 1
        case list():
            return 1 + sum(_values(each, depth - 1) for each in value)
        case dict():
            return 1 + sum(
                _values(part, depth - 1) for pair in value.items() for part in pair
            )
        case _:
            return 1


def doi(text: str) -> str:
    """The identifier in a text, such as an address at doi.org. Raises `ValueError` if there is none."""
    found = _DOI_PREFIX.sub("", text.strip()).lower()
    if not _DOI.fullmatch(found):
        raise ValueError(
            marked(
                "'{text}' is no DOI; write one such as 10.5281/zenodo.123456", text=text
            )
        )
    return found
