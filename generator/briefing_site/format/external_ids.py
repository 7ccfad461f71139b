"""Ids that public registers give to people, organisations and groups, by which other data can be joined."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from briefing_site.diagnostics import Code, Message
from briefing_site.format.field_type import FieldType, invalid, required_text, whole
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


@dataclass(frozen=True, eq=False)
class ExternalId(FieldType):
    """The type of the ids of one register."""

    register: str = ""
    """What the register is called, in every language."""
    page: str = ""
    """The address of the page about an id, which it has as `{}`."""

    def address(self, id_: str) -> str:
        return self.page.format(id_)


def _register(
    name: str,
    description: str,
    register: str,
    page: str,
    pattern: str,
    *examples: str,
    has_right_check: Callable[[str], bool] = lambda _: True,
    message: Message = BAD_EXTERNAL_ID,
) -> ExternalId:
    """The type of ids that match the pattern and have the right check digits."""
    known = {"register": register, "example": examples[0]}

    def meant(text: str) -> str:
        """The only id in a text, maybe the address of its page or with spaces; empty if there is not one."""
        alone = rf"(?<![0-9A-Za-z])(?:{pattern})(?![0-9A-Za-z])"
        texts = (text, text.replace(" ", ""))
        found = {
            each[0]
            for one in texts
            for each in re.finditer(alone, one)
            if has_right_check(each[0])
        }
        return found.pop() if len(found) == 1 else ""

    def read(value: object) -> str:
        text = required_text(value).strip()
        if not (re.fullmatch(pattern, text) and has_right_check(text)):
            raise invalid(
                "bad-external-id", message, **known, text=text, meant=meant(text)
            )
        return text

    return ExternalId(
        name,
        description,
        examples,
        read,
        whole(f"(?:{pattern})", r"\s*"),
        message.help.format(**known),
        {
            "type": ["string", "integer"]
        },  # programs that read YAML take those of digits for numbers
        note=f"Its page is {page.format('{id}')}.",
        register=register,
        page=page,
    )


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
    total = sum(
        int(each) * weight for weight, each in enumerate(reversed(digits), start=2)
    )
    allowed = {-total % 11, total % 11} if "-" in text else {-total % 11}
    return (10 if check == "X" else int(check)) in allowed


ORCID = _register(
    "orcid",
    marked("ORCID iD"),
    "ORCID",
    "https://orcid.org/{}",
    "[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9X]",
    "0000-0002-1825-0097",
    "0000-0002-1694-233X",
    has_right_check=_isni,
    message=BAD_ORCID,
)
DOI = _register(
    "doi",
    marked("DOI"),
    "DOI",
    "https://doi.org/{}",
    r"10\.[0-9]{4,9}/[-._;()/:A-Za-z0-9]{1,200}",
    "10.1000/182",
    "10.5281/zenodo.123456",
    message=BAD_DOI,
)
WIKIDATA = _register(
    "wikidata-id",
    marked("Wikidata id"),
    "Wikidata",
    "https://www.wikidata.org/wiki/{}",
    "Q[1-9][0-9]{0,11}",
    "Q42",
)
ISNI = _register(
    "isni",
    marked("ISNI, without spaces"),
    "ISNI",
    "https://isni.org/isni/{}",
    "[0-9]{15}[0-9X]",
    "0000000121032683",
    has_right_check=_isni,
)
VIAF = _register(
    "viaf-id",
    marked("VIAF id"),
    "VIAF",
    "https://viaf.org/viaf/{}",
    "[1-9][0-9]{1,21}",
    "113230702",
)
GND = _register(
    "gnd-id",
    marked("GND id"),
    "GND",
    "https://d-nb.info/gnd/{}",
    "[1-9][0-9]{0,9}-?[0-9X]",
    "118540238",
    has_right_check=_gnd,
)
ROR = _register(
    "ror-id",
    marked("ROR id"),
    "ROR",
    "https://ror.org/{}",
    "0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}",
    "05dxps055",
    has_right_check=_ror,
)
LEI = _register(
    "lei",
    marked("LEI"),
    "LEI",
    "https://search.gleif.org/#/record/{}",
    "[0-9A-Z]{18}[0-9]{2}",
    "5493001KJTIIGC8Y1R12",
    has_right_check=_lei,
)
ATTACK = _register(
    "attack-group",
    marked("id of a group in MITRE ATT&CK"),
    "MITRE ATT&CK",
    "https://attack.mitre.org/groups/{}/",
    "G[0-9]{4}",
    "G0007",
)

DoiField = Annotated[str, DOI]
OrcidField = Annotated[str, ORCID]
