"""The format of `briefs/verification.yml`, the results of comparing quotes with their sources.

`briefs verify` writes it. Each result has the fingerprint of the quote that was compared. When the words or
the source of the quote change, the fingerprints differ, and the result no longer applies.
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
"""Where the text of a source came from: the author's own copy, its archived address or its address."""

FOUND: frozenset[VerificationState] = frozenset({"verified", "doubtful"})
"""The states of a quote whose words are in its source."""
PLACES: Mapping[Origin, str] = {
    "url": marked("on the live page"),
    "archived": marked("in an archived copy of the page"),
    "text": marked("in the brief author’s copy"),
}
"""What a quote was compared with, to be put into a sentence such as “Checked word for word {place}”."""

FINGERPRINT_LENGTH = 16
"""Hexadecimal digits of a fingerprint: enough to notice each change but one that was made to deceive."""
_EXAMPLE = "0123456789abcdef"
"""Hexadecimal digits of an example."""


class FingerprintType(PatternType):
    """A digest that is short enough to read.

    It shares the name `digest` with `DigestType`; the pattern tells them apart.
    """

    name = "digest"
    description = "digest in hexadecimal digits"
    examples = (_EXAMPLE,)
    pattern = f"^[0-9a-f]{{{FINGERPRINT_LENGTH}}}$"


class DigestType(PatternType):
    """A SHA-256 digest."""

    name = "digest"
    description = FingerprintType.description
    examples = (_EXAMPLE * 4,)
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
    """Where the text came from: text (the author's own copy), archived (the archived address of the source)
    or url (its address)."""
    version: Annotated[str, VERSION] | None = None
    """The version of the program that compared the quote with its source."""
    run: AddressField | None = None
    """The address of the log of the workflow run that compared them; none if somebody's computer did."""
    text: Annotated[str, DIGEST] | None = None
    """The SHA-256 digest of the text that was compared."""
    quote: Annotated[str, FINGERPRINT]
    """The fingerprint of the quote: its words and its source."""
    verified: DayField | None = None
    """The last day on which the quote was found, if it is not found any more."""
    passage: Words | None = Field(
        None, examples=["They had agreed, but only on the price."]
    )
    """The sentences of the source around the quote, if somebody has to read them."""

    @property
    def place(self) -> str:
        """What the quote was compared with, in words.

        A result without `from` counts as one of the author's own copy, which is the weakest evidence.
        """
        return PLACES[self.origin or "text"]

    @property
    def last_found(self) -> EdtfDate | None:
        """The last day on which the quote was found in its source; `None` if it never was."""
        if self.state in FOUND:
            return self.date
        return self.verified


class Verifications(RootModel[dict[BriefId, dict[AnchorField, Verification]]]):
    """All results, by brief and quote."""


def fingerprint(words: str, source: str, address: str | None) -> str:
    """A digest of a quote, which stays the same as long as its words and its source do.

    Spaces and line breaks do not count. The source is known by its address, or else by its id, so that the
    id of a source with an address can be changed.
    """
    words_on_one_line = " ".join(words.split())
    # no text contains the character 0, so it shows where the words end
    text = f"{words_on_one_line}\0{address or source}"
    return hashlib.sha256(text.encode()).hexdigest()[:FINGERPRINT_LENGTH]
