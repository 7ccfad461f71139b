"""Values that only the settings of a site have: colours, namespaces, ways to reach people, files."""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Annotated, Literal
from uuid import UUID

from generator.diagnostics import Code, Message
from generator.format import web_address
from generator.format.fields.field_type import FieldType, reader
from generator.languages.phrase import marked

BAD_SETTING = Message(
    Code(
        "bad-setting",
        "`theme.language`, or a setting under `extra.briefs`, has no valid value in `mkdocs.yml`.",
    ),
    "'{text}' is not {expected}",
    "{how}",
)

Export = Literal["papers", "cards", "data", "calendars", "references", "feeds"]
"""What a site may do without: PDFs, preview images, data, calendars, BibTeX, RIS and CSL-JSON, and feeds."""

_MAIL = re.compile(r"mailto:[^\s@<>\"]+@[^\s@<>\"/]+\.[^\s@<>\"/.]+")
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def _is_namespace(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _is_logo(text: str) -> bool:
    path = PurePosixPath(text)
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in text
    return inside and path.suffix in {".svg", ".png"}


def _is_contact(text: str) -> bool:
    return bool(_MAIL.fullmatch(text)) or web_address.is_web_address(text)


def is_colour(text: str) -> bool:
    return _COLOUR.fullmatch(text) is not None


def _type(
    name: str, description: str, example: str, is_valid: Callable[[str], bool], **said: str
) -> FieldType:
    return FieldType(name, description, (example,), reader(is_valid, "bad-setting", BAD_SETTING, **said))


ColourField = Annotated[
    str,
    _type(
        "colour",
        marked("colour as `#` and six hexadecimal digits"),
        "#0b5394",
        is_colour,
        expected=marked("a colour"),
        how=marked("write a # and six digits from 0 to f, in quotation marks, such as '#0b5394'"),
    ),
]
NamespaceField = Annotated[
    str,
    _type(
        "uuid",
        marked("UUID"),
        "3f1c2a52-8d2b-4c1e-9a57-0c6f5b7d9e10",
        _is_namespace,
        expected=marked("a UUID"),
        how=marked("write one that nobody else has: python -c 'import uuid; print(uuid.uuid4())' makes it"),
    ),
]
ContactField = Annotated[
    str,
    _type(
        "contact",
        marked("web address, or `mailto:` and an e-mail address"),
        "mailto:us@example.org",
        _is_contact,
        expected=marked("a web address or an e-mail address"),
        how=marked("write an address that starts with https://, or mailto: and an e-mail address"),
    ),
]
LogoField = Annotated[
    str,
    _type(
        "file",
        marked("path of an SVG or PNG file below `docs/`"),
        "assets/logo.svg",
        _is_logo,
        expected=marked("the path of an SVG or PNG file in docs/"),
        how=marked("write a path such as assets/logo.svg, which is docs/assets/logo.svg"),
    ),
]
