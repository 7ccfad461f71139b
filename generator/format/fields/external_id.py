"""Ids that public registers give to people, organisations and groups, by which other data can be joined."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from generator.diagnostics import Code, Message
from generator.format.fields.field_type import FieldType, required_text, whole
from generator.languages.phrase import marked

BAD_EXTERNAL_ID = Message(
    Code(
        "bad-external-id",
        "The value is not an id of the register, or one of its digits is wrong.",
        in_editor=True,
    ),
    "'{text}' is not an id of {register}",
    "copy it from the address of the page of {register} about the actor; it looks like {example}",
)
BAD_ORCID = Message(
    Code("bad-orcid", "The value is not an ORCID iD, or one of its digits is wrong.", in_editor=True),
    "'{text}' is not an ORCID iD",
    "copy it from the profile on orcid.org, such as 0000-0002-1825-0097",
)


@dataclass(frozen=True)
class ExternalId(FieldType):
    """The ids of one register."""

    register: str = ""
    """What the register is called, in every language."""
    page: str = ""
    """The address of the page about an id, which it has as `{}`."""
    pattern: str = ""
    """A regular expression for ids, in Python and JavaScript."""
    has_right_check: Callable[[str], bool] = lambda _: True
    """Whether the check digits of a text that fits the pattern are right."""
    message: Message = BAD_EXTERNAL_ID
    """What is said about a text that is no such id."""

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check values."""
        return core_schema.no_info_plain_validator_function(self._checked)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe values; those of digits are numbers for programs that read YAML."""
        known = {"register": self.register, "example": self.examples[0]}
        return {
            "type": ["string", "integer"],
            "format": self.name,
            "pattern": whole(f"(?:{self.pattern})", r"\s*"),
            "patternErrorMessage": self.message.help.format(**known),
            "examples": list(self.examples),
        }

    def address(self, id_: str) -> str:
        """The page about an id."""
        return self.page.format(id_)

    def _meant(self, text: str) -> str:
        """The only id in a text; empty if there is none, or several.

        The text may be the address of its page, or have spaces within the id.
        """
        alone = rf"(?<![0-9A-Za-z])(?:{self.pattern})(?![0-9A-Za-z])"
        texts = (text, text.replace(" ", ""))
        found = {
            each[0] for one in texts for each in re.finditer(alone, one) if self.has_right_check(each[0])
        }
        return found.pop() if len(found) == 1 else ""

    def _checked(self, value: object) -> str:
        text = required_text(value).strip()
        if not (re.fullmatch(self.pattern, text) and self.has_right_check(text)):
            known = {"register": self.register, "example": self.examples[0], "meant": self._meant(text)}
            raise PydanticCustomError(
                "bad-external-id", "not such an id", {"message": self.message, "text": text, **known}
            )
        return text


def _isni(text: str) -> bool:
    """ISO/IEC 7064, MOD 11-2. ORCID iDs are ISNIs with hyphens.

    https://support.orcid.org/hc/en-us/articles/360006897674
    """
    total = 0
    for digit in text[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return ("X" if check == 10 else str(check)) == text[-1]


def _lei(text: str) -> bool:
    """ISO/IEC 7064, MOD 97-10, with letters as the numbers from 10: ISO 17442-1."""
    return int("".join(str(int(each, 36)) for each in text)) % 97 == 1


_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def _ror(text: str) -> bool:
    """ISO/IEC 7064, MOD 97-10, of the first seven characters as a number to the base 32 of Crockford.

    https://ror.readme.io/docs/identifier
    """
    number = 0
    for each in text[:7]:
        number = number * 32 + _CROCKFORD.index(each)
    return 98 - number * 100 % 97 == int(text[7:])


def _gnd(text: str) -> bool:
    """A weighted sum modulo 11; ids with a hyphen from before 2012 have its complement.

    https://wiki.dnb.de/pages/viewpage.action?pageId=48139522
    """
    digits, check = text[:-1].rstrip("-"), text[-1]
    total = sum(int(each) * weight for weight, each in enumerate(reversed(digits), start=2))
    allowed = {-total % 11, total % 11} if "-" in text else {-total % 11}
    return (10 if check == "X" else int(check)) in allowed


ORCID = ExternalId(
    "orcid",
    marked("ORCID iD"),
    examples=("0000-0002-1825-0097", "0000-0002-1694-233X"),
    register="ORCID",
    page="https://orcid.org/{}",
    pattern="[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]",
    has_right_check=_isni,
    message=BAD_ORCID,
)
WIKIDATA = ExternalId(
    "wikidata-id",
    marked("Wikidata id"),
    examples=("Q42",),
    register="Wikidata",
    page="https://www.wikidata.org/wiki/{}",
    pattern="Q[1-9][0-9]{0,11}",
)
ISNI = ExternalId(
    "isni",
    marked("ISNI, without spaces"),
    examples=("0000000121032683",),
    register="ISNI",
    page="https://isni.org/isni/{}",
    pattern="[0-9]{15}[0-9X]",
    has_right_check=_isni,
)
VIAF = ExternalId(
    "viaf-id",
    marked("VIAF id"),
    examples=("113230702",),
    register="VIAF",
    page="https://viaf.org/viaf/{}",
    pattern="[1-9][0-9]{1,21}",
)
GND = ExternalId(
    "gnd-id",
    marked("GND id"),
    examples=("118540238",),
    register="GND",
    page="https://d-nb.info/gnd/{}",
    pattern="[1-9][0-9]{0,9}-?[0-9X]",
    has_right_check=_gnd,
)
ROR = ExternalId(
    "ror-id",
    marked("ROR id"),
    examples=("05dxps055",),
    register="ROR",
    page="https://ror.org/{}",
    pattern="0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}",
    has_right_check=_ror,
)
LEI = ExternalId(
    "lei",
    marked("LEI"),
    examples=("5493001KJTIIGC8Y1R12",),
    register="LEI",
    page="https://search.gleif.org/#/record/{}",
    pattern="[0-9A-Z]{18}[0-9]{2}",
    has_right_check=_lei,
)
ATTACK = ExternalId(
    "attack-group",
    marked("id of a group in MITRE ATT&CK"),
    examples=("G0007",),
    register="MITRE ATT&CK",
    page="https://attack.mitre.org/groups/{}/",
    pattern="G[0-9]{4}",
)

OrcidField = Annotated[str, ORCID]
WikidataField = Annotated[str, WIKIDATA]
IsniField = Annotated[str, ISNI]
ViafField = Annotated[str, VIAF]
GndField = Annotated[str, GND]
RorField = Annotated[str, ROR]
LeiField = Annotated[str, LEI]
AttackField = Annotated[str, ATTACK]

EXTERNAL_IDS = (ORCID, WIKIDATA, ISNI, VIAF, GND, ROR, LEI, ATTACK)
"""All registers."""
