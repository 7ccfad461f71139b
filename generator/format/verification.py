"""The format of the record of verification, `briefs/verification.yml`: what was found out about each quote.

`briefs verify` writes it. A record holds for the words and the source that it was made for: both are
in its fingerprint, and when either changes it says nothing any more.
"""

import hashlib
from typing import Annotated, Literal

from pydantic import Field, RootModel, StringConstraints

from generator.format.kinds import CHOICE, AnchorField, DayField, IdField, Kind
from generator.format.record import Record

VerificationState = Literal["verified", "not-found", "unreachable", "blocked"]
Origin = Literal["text", "archived", "url"]

DIGEST = Kind("digest", "a digest in hexadecimal digits")

FINGERPRINT_LENGTH = 16
"""Hexadecimal digits; enough to notice any change that was not made to deceive."""


class Verification(Record):
    """What a comparison of a quote with its source came to."""

    state: Annotated[VerificationState, CHOICE]
    """verified (word for word), not-found, unreachable (no text could be had), or blocked (refused)."""
    date: DayField
    """The day of the comparison."""
    origin: Annotated[Origin | None, CHOICE] = Field(default=None, alias="from")
    """Where the text came from: text (a copy of the source), archived or url (these addresses of it)."""
    text: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$"), DIGEST] | None = None
    """The SHA-256 digest of the text that was compared."""
    quote: Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$"), DIGEST]
    """The fingerprint of the quote: its words and its source."""
    verified: DayField | None = None
    """The last day on which it was found, where it is not found any more."""


class Verifications(RootModel[dict[IdField, dict[AnchorField, Verification]]]):
    """All records, by brief and quote."""


def fingerprint(words: str, source: str, address: str | None) -> str:
    """What a record is bound to: the words of the quote, and the address of its source or else its id."""
    bound = "\0".join((" ".join(words.split()), address or source))
    return hashlib.sha256(bound.encode()).hexdigest()[:FINGERPRINT_LENGTH]
