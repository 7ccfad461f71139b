"""Ids that public registers give to people, organisations and groups, by which other data can be joined."""

import re
from typing import Annotated

from briefing_site.diagnostics import Code, Message
from briefing_site.format.fields.field_type import (
    CheckedType,
    whole_with_blanks,
)
from briefing_site.languages.phrase import marked

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
    Code(
        "bad-orcid",
        "The value is not an ORCID iD, or one of its digits is wrong.",
        in_editor=True,
    ),
    "'{text}' is not an ORCID iD",
    "copy it from the profile on orcid.org, such as 0000-0002-1825-0097",
)
BAD_DOI = Message(
    Code("bad-doi", "The value is not a DOI.", in_editor=True),
    "'{text}' is not a DOI",
    "copy what follows https://doi.org/ in its address, such as 10.1000/182",
)


class ExternalIdType(CheckedType):
    """The ids of one register."""

    register = ""
    """What the register is called, in every language."""
    page = ""
    """The address of the page about an id, which it has as `{}`."""
    id_pattern = ""
    """A regular expression for the ids, without anything around them."""
    error = "bad-external-id"
    message = BAD_EXTERNAL_ID
    json_types = ["string", "integer"]

    def __init__(self) -> None:
        self.pattern = whole_with_blanks(self.id_pattern)
        self.pattern_help = self.message.help.format(
            register=self.register, example=self.examples[0]
        )
        self.data_note = f"Its page is {self.page.format('{id}')}."

    def address(self, id_: str) -> str:
        """The address of the page about an id."""
        return self.page.format(id_)

    def has_right_check(self, id_: str) -> bool:
        """Whether the check digit of an id that matches the pattern is right."""
        return True

    def is_valid(self, text: str) -> bool:
        return super().is_valid(text) and self.has_right_check(text)

    def error_values(self, text: str) -> dict[str, object]:
        return {
            "register": self.register,
            "example": self.examples[0],
            "text": text,
            "meant": self._only_id_in(text),
        }

    def _only_id_in(self, text: str) -> str:
        """The id in a text, which may be the address of its page; empty if there is not exactly one."""
        standing_alone = rf"(?<![0-9A-Za-z])(?:{self.id_pattern})(?![0-9A-Za-z])"
        ids = set()
        for candidate in (text, text.replace(" ", "")):
            for match in re.finditer(standing_alone, candidate):
                if self.has_right_check(match[0]):
                    ids.add(match[0])
        if len(ids) == 1:
            return ids.pop()
        return ""


def _has_right_isni_check(id_: str) -> bool:
    """ISO/IEC 7064, MOD 11-2. ORCID iDs are ISNIs with hyphens.

    https://support.orcid.org/hc/en-us/articles/360006897674
    """
    total = 0
    for digit in id_[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if check == 10:
        return id_[-1] == "X"
    return id_[-1] == str(check)


class OrcidType(ExternalIdType):
    name = "orcid"
    description = marked("ORCID iD")
    examples = ("0000-0002-1825-0097", "0000-0002-1694-233X")
    register = "ORCID"
    page = "https://orcid.org/{}"
    id_pattern = "[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]"
    message = BAD_ORCID

    def has_right_check(self, id_: str) -> bool:
        return _has_right_isni_check(id_)


class DoiType(ExternalIdType):
    name = "doi"
    description = marked("DOI")
    examples = ("10.1000/182", "10.5281/zenodo.123456")
    register = "DOI"
    page = "https://doi.org/{}"
    id_pattern = r"10\.[0-9]{4,9}/[-._;()/:A-Za-z0-9]{1,200}"
    message = BAD_DOI


class WikidataType(ExternalIdType):
    name = "wikidata-id"
    description = marked("Wikidata id")
    examples = ("Q42",)
    register = "Wikidata"
    page = "https://www.wikidata.org/wiki/{}"
    id_pattern = "Q[1-9][0-9]{0,11}"


class IsniType(ExternalIdType):
    name = "isni"
    description = marked("ISNI, without spaces")
    examples = ("0000000121032683",)
    register = "ISNI"
    page = "https://isni.org/isni/{}"
    id_pattern = "[0-9]{15}[0-9X]"

    def has_right_check(self, id_: str) -> bool:
        return _has_right_isni_check(id_)


class ViafType(ExternalIdType):
    name = "viaf-id"
    description = marked("VIAF id")
    examples = ("113230702",)
    register = "VIAF"
    page = "https://viaf.org/viaf/{}"
    id_pattern = "[1-9][0-9]{1,21}"


class GndType(ExternalIdType):
    name = "gnd-id"
    description = marked("GND id")
    examples = ("118540238",)
    register = "GND"
    page = "https://d-nb.info/gnd/{}"
    id_pattern = "[1-9][0-9]{0,9}-?[0-9X]"


class RorType(ExternalIdType):
    name = "ror-id"
    description = marked("ROR id")
    examples = ("05dxps055",)
    register = "ROR"
    page = "https://ror.org/{}"
    id_pattern = "0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}"


class LeiType(ExternalIdType):
    name = "lei"
    description = marked("LEI")
    examples = ("5493001KJTIIGC8Y1R12",)
    register = "LEI"
    page = "https://search.gleif.org/#/record/{}"
    id_pattern = "[0-9A-Z]{18}[0-9]{2}"


class AttackGroupType(ExternalIdType):
    name = "attack-group"
    description = marked("id of a group in MITRE ATT&CK")
    examples = ("G0007",)
    register = "MITRE ATT&CK"
    page = "https://attack.mitre.org/groups/{}/"
    id_pattern = "G[0-9]{4}"


ORCID = OrcidType()
DOI = DoiType()
WIKIDATA = WikidataType()
ISNI = IsniType()
VIAF = ViafType()
GND = GndType()
ROR = RorType()
LEI = LeiType()
ATTACK = AttackGroupType()

DoiField = Annotated[str, DOI]
OrcidField = Annotated[str, ORCID]
