"""The format of `briefs/verification.yml`, the results of comparing quotes with their sources.

`briefs verify` writes it. A result applies to the words and the source that it was made for: its fingerprint
covers both, so when either changes, it no longer applies.
"""

import hashlib
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, RootModel

from briefing_site.format.brief import AnchorField
from briefing_site.format.dates import EdtfDate
from briefing_site.format.fields import CHOICE, AddressField, BriefId, DayField, Words
from briefing_site.format.fields.field_type import PatternType
from briefing_site.format.record import Record
from briefing_site.languages.phrase import marked

VerificationState = Literal[
    "verified", "doubtful", "not-found", "unreachable", "blocked"
]
Origin = Literal["text", "archived", "url"]

FOUND: frozenset[VerificationState] = frozenset({"verified", "doubtful"})
"""The states of a quote whose words are in its source."""
PLACES: Mapping[Origin, str] = {
    "url": marked("on the live page"),
    "archived": marked("in an archived copy of the page"),
    "text": marked("in the brief author’s copy"),
}
"""What quotes are compared with, in words."""

FINGERPRINT_LENGTH = 16
"""Hexadecimal digits; enough to detect any change that is not a deliberate collision."""


class FingerprintType(PatternType):
    """A digest that is short enough to read."""

    name = "digest"
    description = "digest in hexadecimal digits"
    examples = ("0123456789abcdef"[:FINGERPRINT_LENGTH],)
    pattern = f"^[0-9a-f]{{{FINGERPRINT_LENGTH}}}$"


class DigestType(PatternType):
    """A SHA-256 digest."""

    name = "digest"
    description = FingerprintType.description
    examples = ("0123456789abcdef" * 4,)
    pattern = "^[0-9a-f]{64}$"


class VersionType(PatternType):
    name = "version"
    description = "version number"
    examples = ("1.4.0",)
    pattern = "^[0-9][0-9a-z.+-]{0,30}$"


FINGERPRINT = FingerprintType()
DIGEST = DigestType()
VERSION = VersionType()


class Verification(Record):
    """The result of comparing a quote with its source."""

    state: Annotated[VerificationState, CHOICE]
    """verified (word for word), doubtful (there, but the passage around it has to be read), not-found,
    unreachable (no text available) or blocked (access refused)."""
    date: DayField
    """The day of the comparison."""
    origin: Annotated[Origin | None, CHOICE] = Field(default=None, alias="from")
    """Where the text came from: text (a copy that the author had), archived or url (its addresses)."""
    version: Annotated[str, VERSION] | None = None
    """The version of the program that compared them."""
    run: AddressField | None = None
    """The address of the run on the default branch that compared them, whose log everyone can read."""
    text: Annotated[str, DIGEST] | None = None
    """The SHA-256 digest of the text that was compared."""
    quote: Annotated[str, FINGERPRINT]
    """The fingerprint of the quote: its words and its source."""
    verified: DayField | None = None
    """The last day on which it was found, if it is not found any more."""
    passage: Words | None = Field(
        None, examples=["They had agreed, but only on the price."]
    )
    """The sentences of the source that the quote is from, if they have to be read."""

    @property
    def place(self) -> str:
        """What the quote was compared with, in words; without `from`, it was a copy of the author."""
        return PLACES[self.origin or "text"]

    @property
    def last_found(self) -> EdtfDate | None:
        if self.state in FOUND:
            return self.date
        return self.verified


class Verifications(RootModel[dict[BriefId, dict[AnchorField, Verification]]]):
    """All results, by brief and quote."""


def fingerprint(words: str, source: str, address: str | None) -> str:
    """A digest of the words of a quote and of the address of its source, or else of the source's id."""
    bound = "\0".join((" ".join(words.split()), address or source))
    return hashlib.sha256(bound.encode()).hexdigest()[:FINGERPRINT_LENGTH]
