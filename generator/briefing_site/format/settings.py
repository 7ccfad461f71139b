"""The settings of a site, beyond those of its engine: `extra.briefs` in `mkdocs.yml`."""

import re
from pathlib import PurePosixPath
from typing import Annotated, Literal, get_args
from uuid import UUID

from pydantic import Field

from briefing_site.diagnostics import Code, Message
from briefing_site.format import web_address
from briefing_site.format.fields import (
    ACTOR_KINDS,
    CHOICE,
    AddressField,
    Line,
    SourceId,
)
from briefing_site.format.fields.field_type import CheckedType
from briefing_site.format.record import Record
from briefing_site.languages.phrase import marked

BAD_SETTING = Message(
    Code(
        "bad-setting",
        "A setting in `mkdocs.yml` has no valid value, or names a file or a page that there is not.",
    ),
    "'{text}' is not {expected}",
    "{how}",
)

Export = Literal[
    "papers", "cards", "data", "calendars", "references", "feeds", "program"
]
"""What a site may do without: PDFs, preview images, data, calendars, BibTeX, RIS and CSL-JSON, feeds, and the
program that checks briefs in the browser."""

_MAIL = re.compile(r"mailto:[^\s@<>\"]+@[^\s@<>\"/]+\.[^\s@<>\"/.]+")


class SettingType(CheckedType):
    """The type of a setting that no brief has."""

    error = "bad-setting"
    message = BAD_SETTING
    expected = ""
    """What a value is, as a sentence with `is not` needs it."""
    how = ""
    """How to write one."""

    def error_values(self, text: str) -> dict[str, object]:
        return {"text": text, "expected": self.expected, "how": self.how}


class ColourType(SettingType):
    name = "colour"
    description = marked("colour as `#` and six hexadecimal digits")
    examples = ("#0b5394",)
    expected = marked("a colour")
    how = marked(
        "write a # and six digits from 0 to f, in quotation marks, such as '#0b5394'"
    )

    def is_valid(self, text: str) -> bool:
        return re.fullmatch("#[0-9a-fA-F]{6}", text) is not None


class NamespaceType(SettingType):
    name = "uuid"
    description = marked("UUID")
    examples = ("3f1c2a52-8d2b-4c1e-9a57-0c6f5b7d9e10",)
    expected = marked("a UUID")
    how = marked(
        "write one that nobody else has: python -c 'import uuid; print(uuid.uuid4())' makes it"
    )

    def is_valid(self, text: str) -> bool:
        try:
            return str(UUID(text)) == text.lower()
        except ValueError:
            return False


class CommitType(SettingType):
    name = "commit"
    description = marked("full id of a commit in git")
    examples = ("6f0a1c3e5b7d9f2a4c6e8b0d1f3a5c7e9b2d4f60",)
    expected = marked("the id of a commit")
    how = marked(
        "write all 40 digits, as 'git rev-list --first-parent HEAD | tail -n 1' shows them"
    )

    def is_valid(self, text: str) -> bool:
        return re.fullmatch("[0-9a-f]{40}|[0-9a-f]{64}", text) is not None


class ContactType(SettingType):
    name = "contact"
    description = marked("web address, or `mailto:` and an e-mail address")
    examples = ("mailto:us@example.org",)
    expected = marked("a web address or an e-mail address")
    how = marked(
        "write an address that starts with https://, or mailto: and an e-mail address"
    )

    def is_valid(self, text: str) -> bool:
        if _MAIL.fullmatch(text):
            return True
        return web_address.is_web_address(text)


class LogoType(SettingType):
    name = "file"
    description = marked("path of an SVG or PNG file below `docs/`")
    examples = ("assets/logo.svg",)
    expected = marked("the path of an SVG or PNG file in docs/")
    how = marked("write a path such as assets/logo.svg, which is docs/assets/logo.svg")

    def is_valid(self, text: str) -> bool:
        path = PurePosixPath(text)
        if path.is_absolute() or ".." in path.parts or "\\" in text:
            return False
        return path.suffix in {".svg", ".png"}


class HostType(SettingType):
    name = "host"
    description = marked("name of a host, which may begin with `*.`")
    examples = ("cdn.example.org",)
    expected = marked("the name of a host")
    how = marked("write a name such as cdn.example.org, or *.example.org for all below")

    def is_valid(self, text: str) -> bool:
        return re.fullmatch(r"(\*\.)?([a-z0-9-]+\.)+[a-z][a-z0-9-]*", text) is not None


class Licence(Record):
    """The licence of the text of the briefs."""

    name: Line = Field(examples=["CC BY-SA 4.0"])
    """Its name, as readers see it."""
    url: AddressField = Field(
        examples=["https://creativecommons.org/licenses/by-sa/4.0/"]
    )
    """The address of its text."""
    id: Line | None = Field(None, examples=["CC-BY-SA-4.0"])
    """Its id in the list of SPDX, https://spdx.org/licenses/, for programs."""


class ActorKindNames(Record):
    """What a kind of actors is called."""

    label: Line | None = Field(None, examples=["company"])
    """One of the kind, as it stands within a sentence. If there is none here, it is called by its id."""
    plural: Line | None = Field(None, examples=["Companies"])
    """Several of the kind, as a heading. If there is none here, that is the label."""


CC_BY = Licence(
    name="CC BY 4.0", url="https://creativecommons.org/licenses/by/4.0/", id="CC-BY-4.0"
)


class Settings(Record):
    """Who publishes the site, what it looks like, and what it offers. Every setting is optional."""

    headline: Line | None = Field(None, examples=["Briefs that show their evidence"])
    """The heading of the home page. If there is none here, it is the name of the site."""
    publisher: Line | None = Field(None, examples=["The Bridge Institute"])
    """Who publishes the site: named on every page and in citations."""
    editors: tuple[Line, ...] = Field((), examples=[["Maria Example", "Li Example"]])
    """Who answers for the briefs: named on every page."""
    contact: Annotated[str, ContactType()] | None = None
    """Where readers can write to."""
    licence: Licence = CC_BY
    """The licence of the text of the briefs. If there is none here, it is CC BY 4.0."""
    accent: Annotated[str, ColourType()] | None = None
    """The colour of links and marks on pages, papers and preview images. Where it would be hard to read,
    light and dark pages get a darker or lighter shade of it."""
    actor_kinds: dict[SourceId, ActorKindNames] = Field(
        {},
        examples=[
            {"person": {}, "company": {"label": "company", "plural": "Companies"}}
        ],
    )
    """The kinds of actors, each under the id that files have, in the order of the list of actors. Without it:
    person, organisation, state and group."""
    logo: Annotated[str, LogoType()] | None = None
    """A picture that stands beside the name of the site, on pages, papers and preview images."""
    namespace: Annotated[str, NamespaceType()] | None = None
    """What sets the ids of feeds and calendars apart from those of every other site: `briefs init` makes
    one. It has to stay the same as long as anyone subscribes; without it, ids depend on the address of the
    site."""
    root_commit: Annotated[str, CommitType()] | None = None
    """The first commit of the repository. `make check HISTORY=1`, which the workflows run, says what to
    write here, and reports if the site has another history one day."""
    timestamp_authority: AddressField | None = Field(
        None, examples=["https://timestamps.example/tsr"]
    )
    """A service that confirms the day of versions and of the records of quotes (RFC 3161), so that nobody has
    to trust dates of commits. `timestamps/authorities.pem` has to have its root certificate."""
    exports: tuple[Annotated[Export, CHOICE], ...] = Field(
        get_args(Export), examples=[["papers", "feeds"]]
    )
    """What readers can download or subscribe to, besides pages and their plain text. Without it, everything:
    `papers` (PDF), `cards` (images in link previews), `data`, `calendars`, `references` (BibTeX, RIS and
    CSL-JSON), `feeds`, and `program` (which checks briefs in the browser as people write them)."""

    allow_hosts: tuple[Annotated[str, HostType()], ...] = Field(
        (), examples=[["cdn.example.org"]]
    )
    """Other hosts whose scripts, styles, fonts, images, data and frames pages may load. Without it, no page
    contacts any other host."""

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.actor_kinds) or ACTOR_KINDS


DEFAULTS = Settings()
"""Those of a site that sets nothing."""
