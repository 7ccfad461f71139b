"""What the data say beyond the format, or in other words than the format: everything else is as there."""

from generator.exports.data.kinds import NUMBER
from generator.exports.data.records import DataField, DataRecord
from generator.format import brief as format_
from generator.format.fields import ACTOR, ACTOR_KIND, ADDRESS, BRIEF, DAY, EVENT, ID, LINE, SOURCE
from generator.format.forecast import Forecast
from generator.format.profile import Profile
from generator.format.source import Source
from generator.format.topics import TopicEntry

_OF_BRIEF = DataField("brief", "The id of the brief.", BRIEF)
_IN_BRIEF = DataField("id", "Its id within the brief.", ID)
_LINK = DataField("url", "Its permanent link.", ADDRESS)
_PAGE = DataField("url", "Its page.", ADDRESS)
_NAME = DataField("name", "What it is called.", LINE)
_KIND = DataField("kind", "What it is.", ACTOR_KIND)

FORECAST = DataRecord("Forecast", Forecast, first=(_OF_BRIEF,))
CAST_MEMBER = DataRecord(
    "CastMember", format_.CastMember, first=(DataField("id", "The id of the actor.", ACTOR), _NAME, _KIND)
)
RELATION = DataRecord("Relation", format_.Relation, first=(_OF_BRIEF, "from", "label"))
DATED_EVENT = DataRecord(
    "Event",
    format_.Event,
    first=(_OF_BRIEF, _IN_BRIEF, _LINK),
    last=(DataField("also_in", "The same event as other briefs tell it.", EVENT, many=True),),
)
QUOTE = DataRecord("Quote", format_.Quote, first=(_OF_BRIEF, _IN_BRIEF, _LINK, "date", "speaker"))
_TITLE = DataField("title", "Its title; where it has none, its description in brackets.", LINE)
NUMBERED_SOURCE = DataRecord(
    "Source",
    Source,
    instead={"title": _TITLE},
    last=(_IN_BRIEF, DataField("number", "The number that texts of the brief cite it by.", NUMBER)),
)
SOURCE_USE = DataRecord(
    "SourceUse",
    description="A brief that uses a publication.",
    first=(
        _OF_BRIEF,
        DataField("source", "The id of the source in it.", SOURCE),
        DataField("url", "Where it is listed.", ADDRESS),
    ),
)
PROFILE_USE = DataRecord(
    "ProfileSourceUse",
    description="A profile that uses a publication.",
    first=(
        DataField("actor", "The id of the actor.", ACTOR),
        DataField("source", "The id of the source in its profile.", ID),
        DataField("url", "Where it is listed.", ADDRESS),
    ),
)
PUBLICATION = DataRecord(
    "UsedPublication",
    Source,
    description="A publication, once, however many briefs and profiles use it.",
    instead={"title": _TITLE},
    last=(
        DataField("used_in", "The briefs that use it.", SOURCE_USE, many=True),
        DataField("used_in_profiles", "The profiles of actors that use it.", PROFILE_USE, many=True),
    ),
)
VERSION = DataRecord(
    "Version",
    description="A brief as it was published on a day, which stays as it is.",
    first=(
        DataField("date", "The day.", DAY),
        DataField("doi", "Its DOI.", LINE, optional=True),
        _PAGE,
        DataField("data", "All of it as JSON.", ADDRESS),
    ),
)
WHOLE_BRIEF = DataRecord(
    "Brief",
    format_.Brief,
    first=(
        DataField("id", "The id: the last part of its address.", ID),
        *("title", "summary", "date", "updated", "status", "topics"),
        _PAGE,
        DataField("data", "All of it as JSON.", ADDRESS),
    ),
    instead={
        "actors": DataField("actors", "Who takes part.", CAST_MEMBER, many=True),
        "relations": DataField("relations", "What the actors are to one another.", RELATION, many=True),
        "timeline": DataField("events", "What happened, by date.", DATED_EVENT, many=True),
        "quotes": DataField("quotes", "What was said, by date.", QUOTE, many=True),
        "forecasts": DataField("forecasts", "What will happen, and how probable it is.", FORECAST, many=True),
        "sources": DataField(
            "sources", "Where everything is documented, by number.", NUMBERED_SOURCE, many=True
        ),
        "see_also": DataField(
            "see_also", "Ids of briefs that explain this one, or that this one explains.", BRIEF, many=True
        ),
    },
    last=(DataField("versions", "Its versions, the oldest first.", VERSION, many=True),),
)
ROLE = DataRecord(
    "Role",
    description="The part of an actor in a brief.",
    first=(_OF_BRIEF, DataField("role", "What the actor is or does there.", LINE)),
)
WHOLE_ACTOR = DataRecord(
    "Actor",
    Profile,
    description="An actor, and its part in all briefs.",
    can_lack=True,
    first=(
        DataField("id", "The same id is the same actor in every brief.", ID),
        _NAME,
        _KIND,
        "aliases",
        "summary",
        DataField("roles", "The briefs that it is in.", ROLE, many=True),
        _PAGE,
        DataField("data", "All about it as JSON.", ADDRESS),
    ),
    instead={
        "sources": DataField("sources", "The sources of its profile, by number.", NUMBERED_SOURCE, many=True)
    },
    last=(
        DataField("relations", "What it is to others, and others are to it.", RELATION, many=True),
        DataField("events", "What it took part in, by date.", DATED_EVENT, many=True),
        DataField("quotes", "What it said, by date.", QUOTE, many=True),
    ),
)
TOPIC = DataRecord(
    "Topic",
    TopicEntry,
    first=(DataField("id", "Its id.", ID),),
    last=(DataField("briefs", "Ids of its briefs, the newest first.", BRIEF, many=True), _PAGE),
)
BRIEF_IN_LIST = WHOLE_BRIEF.in_list("A brief in a list.")
ACTOR_IN_LIST = WHOLE_ACTOR.in_list("An actor in a list.")
