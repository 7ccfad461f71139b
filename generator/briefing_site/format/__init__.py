"""The format of briefs: the only description of it, from which everything else is derived.

`brief`, `profile`, `topics`, `glossary` and `verification` are the models, `fields` the types of their
fields, `prose` what texts are parsed to, and `traversal` visits all fields and values. Nothing here knows
files or pages.
"""

from briefing_site.format.brief import Brief, Source
from briefing_site.format.dates import EdtfDate
from briefing_site.format.fields.field_type import FieldType
from briefing_site.format.glossary import Glossary
from briefing_site.format.mark import Mark
from briefing_site.format.places import BRIEF
from briefing_site.format.profile import Profile
from briefing_site.format.prose import Prose
from briefing_site.format.record import Record
from briefing_site.format.topics import Topics
from briefing_site.format.traversal import Location, Member, Pattern
from briefing_site.format.verification import Verification, Verifications
from briefing_site.format.version import FrozenVersion

__all__ = [
    "BRIEF", "Brief", "EdtfDate", "FieldType", "FrozenVersion", "Glossary", "Location", "Mark", "Member",
    "Pattern", "Profile", "Prose", "Record", "Source", "Topics", "Verification", "Verifications",
]  # fmt: skip
