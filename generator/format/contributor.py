"""The people who make a brief."""

from typing import ClassVar

from pydantic import Field

from generator.format.fields import Line, OrcidField
from generator.format.record import Record


class Contributor(Record):
    """Somebody who made the brief."""

    labelled_by: ClassVar = ("name",)

    name: Line = Field(examples=["Anna Analyst"])
    """The name, or a handle; write @ before a handle."""
    orcid: OrcidField | None = None
    """The ORCID iD, which tells people with the same name apart."""


class Author(Contributor):
    """Somebody who wrote the brief."""


class Reviewer(Contributor):
    """Somebody who compared the brief with its sources."""
