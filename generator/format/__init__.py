"""The format of briefs: the only description of it, from which everything else is derived.

`brief`, `shared` and `verification` are the models, `fields` the types of their fields, `prose`
what texts are parsed to, and `traversal` visits all fields and values. It does not know files or pages.
"""

from generator.format.brief import Brief, Source
from generator.format.dates import EdtfDate
from generator.format.field_type import FieldType
from generator.format.glossary import Glossary
from generator.format.mark import Mark
from generator.format.places import BRIEF
from generator.format.profile import Profile
from generator.format.prose import Prose
from generator.format.record import Record
from generator.format.topics import Topics
from generator.format.traversal import Location, Member, Pattern
from generator.format.verification import Verification, Verifications
from generator.format.version import FrozenVersion

__all__ = [
    "BRIEF", "Brief", "EdtfDate", "FieldType", "FrozenVersion", "Glossary", "Location", "Mark", "Member",
    "Pattern", "Profile", "Prose", "Record", "Source", "Topics", "Verification", "Verifications",
]  # fmt: skip
