"""ORCID iDs, which tell persons apart: https://orcid.org/."""

import re
from typing import Annotated

from pydantic import PlainValidator
from pydantic_core import PydanticCustomError

from generator.diagnostics import StatementMessage
from generator.format.kinds.kind import Kind, described, required_text, whole

PATTERN = re.compile("[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]")


def _orcid(value: object) -> str:
    text = required_text(value).strip()
    if not (PATTERN.fullmatch(text) and check_character(text) == text[-1]):
        raise PydanticCustomError("bad-orcid", "not an ORCID iD", {"text": text})
    return text


def check_character(orcid: str) -> str:
    """What an iD has to end with: ISO/IEC 7064, MOD 11-2.

    https://support.orcid.org/hc/en-us/articles/360006897674 has the method.
    """
    total = 0
    for digit in orcid.replace("-", "")[:15]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


def address(orcid: str) -> str:
    """The page of the person."""
    return f"https://orcid.org/{orcid}"


ORCID = Kind("orcid", "ORCID iD", examples=("0000-0002-1825-0097",))

OrcidField = Annotated[
    str,
    PlainValidator(_orcid),
    described(ORCID, whole(PATTERN.pattern, r"\s*"), StatementMessage.BAD_ORCID.help),
    ORCID,
]
"""An ORCID iD, whose last character is right."""
