"""The format of a brief: these models are its only definition.

Validation, the checks of references and every description of the format are derived from the models. The text
under a field tells contributors what to write.

The annotation of a field says of which type its values are, such as `ProseField`. It may have marks:

- `CORRECTION_IF_CHANGED`: a statement of fact, so the history lists a change as a correction;
- `UPDATE_IF_CHANGED`: follows events, so the history shows the former value, and corrects nothing;
- `NEW_FORECAST_IF_CHANGED`: with another value, it is another forecast;
- `HIDDEN_FROM_HISTORY`: says nothing about the subject, so the history leaves out a change;
- `NOT_IN_NEW_BRIEFS`: `briefs new` does not write it.

`labelled_by` names the fields that show people which entry of a list is meant.
"""

import datetime
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Annotated, ClassVar, Self

from pydantic import ConfigDict, Field, model_validator

from briefing_site.diagnostics import Message
from briefing_site.format import identifiers, limits, traversal, web_address
from briefing_site.format.fields import (
    CHOICE,
    PROSE,
    ActorId,
    ActorKindField,
    ActorRef,
    AddressField,
    BriefRef,
    BriefStatus,
    Confidence,
    DateField,
    DayField,
    DoiField,
    EventRef,
    EventStatus,
    FigureType,
    IdField,
    IdType,
    Importance,
    LanguageField,
    Likelihood,
    Line,
    NumberField,
    OrcidField,
    Outcome,
    PercentField,
    PlaceRef,
    ProseField,
    QuoteWords,
    SourceId,
    SourceRef,
    SourceType,
    TopicRef,
    Words,
)
from briefing_site.format.fields.field_type import invalid
from briefing_site.format.mark import Mark
from briefing_site.format.record import MISSING_FIELD, Record, at_least_one_of

NAMELESS_SOURCE = Message(
    MISSING_FIELD,
    "the source '{name}' has no title",  # the name is the key of the source, which `reading` fills in
    "add 'title: ...', or 'description: ...' with what it is if it has none",
    in_form="Enter a title, or a description of what has none",
    form_field="title",
)
QUOTE_WITHOUT_SPEAKER = Message(
    MISSING_FIELD,
    "the quote has no speaker",
    "write 'speaker: <id>' of an actor, or 'speaker_description: ...' if the source names nobody",
    in_form="Choose a speaker, or describe one whom the source does not name",
    form_field="speaker",
)

FIRST_WORDS = 6
"""How many words of a quote are in the id that is derived from it."""
LONGEST_DERIVED_ID = 60
"""Characters."""

_OTHER_SECTIONS = frozenset({"cite", "history", "places", "see-also", "summary"})
"""Anchors of the sections of a brief page that do not come from a field with prose or with entries."""


@cache
def section_anchors() -> frozenset[str]:
    """The anchors of the sections of a brief page, which no event or quote may have as its id.

    Each field with prose or with entries has a section, whose anchor is the key of the field.
    """
    anchors = set(_OTHER_SECTIONS)
    for member in traversal.members(Brief):
        if member.record or member.field_type is PROSE:
            anchors.add(member.key.replace("_", "-"))
    return frozenset(anchors)


def invalid_anchor_reason(text: str) -> str | None:
    """Why the text is not a valid id of an event or a quote, or `None` if it is valid."""
    return _ANCHOR.invalid_reason(text)


def _derived_id(text: str, noun: str) -> str:
    """The id of an event or a quote without an explicit one, derived from a text; empty for a blank text.

    `noun` is `event` or `quote`. It comes before an id that is not valid alone. Two entries may get the same
    id; the check for duplicates then asks for explicit ones.
    """
    if not text.strip():
        return ""
    derived = identifiers.suggestion(text, LONGEST_DERIVED_ID)
    if derived and invalid_anchor_reason(derived) is None:
        return derived
    return f"{noun}-{derived}".rstrip("-")


class AnchorIdType(IdType):
    """The id of an event or a quote, which is also its anchor on the page of the brief."""

    reserved_reason = identifiers.NAME_OF_A_SECTION

    def reserved_words(self) -> Iterable[str]:
        return section_anchors()


_ANCHOR = AnchorIdType("entry")
AnchorField = Annotated[str, _ANCHOR]


class Source(Record):
    """A publication that documents something in the brief."""

    model_config = at_least_one_of("title", "description")
    labelled_by: ClassVar = ("title",)

    title: Line | None = Field(None, examples=["Bridge reopens after ten years"])
    """Its title. Only what has none, such as a letter, may leave it out; it then needs a description."""
    description: Annotated[Line | None, Mark.NOT_IN_NEW_BRIEFS] = Field(
        None, examples=["Letter of the northern town to the southern town"]
    )
    """What it is, in a few words, which are shown in brackets as in lists of references."""
    kind: Annotated[SourceType | None, CHOICE, Mark.NOT_IN_NEW_BRIEFS] = None
    """primary (a document or a witness of the event), official (an institution about itself), wire (a news
    agency), press, research, state-media, reference (such as an encyclopedia) or copy (of another source)."""
    copy_of: Annotated[SourceRef | None, Mark.NOT_IN_NEW_BRIEFS] = None
    """The source that it repeats, such as the wire report that a newspaper printed: both count as one."""
    authors: tuple[Line, ...] = Field((), examples=[["Anna Reporter", "Ben Writer"]])
    """Its authors."""
    publisher: Line | None = Field(None, examples=["Town Gazette"])
    """Its publisher."""
    published: DateField | None = None
    """When it was published."""
    url: Annotated[AddressField | None, Mark.HIDDEN_FROM_HISTORY] = Field(
        None, title="Web address"
    )
    """Its web address."""
    doi: Annotated[
        DoiField | None, Mark.NOT_IN_NEW_BRIEFS, Mark.HIDDEN_FROM_HISTORY
    ] = Field(None, title="DOI")
    """Its DOI, in addition to the address: the DOI still leads to the publication if the address changes."""
    accessed: Annotated[
        DayField | None, Mark.NOT_IN_NEW_BRIEFS, Mark.HIDDEN_FROM_HISTORY
    ] = None
    """The day on which it was read at this address, for a page that may change."""
    archived: Annotated[AddressField | None, Mark.HIDDEN_FROM_HISTORY] = Field(
        None, title="Archived copy"
    )
    """The web address of a dated copy in a web archive."""
    language: Annotated[LanguageField | None, Mark.HIDDEN_FROM_HISTORY] = None
    """The language that it is written in: a code such as en, ru or zh."""
    note: Annotated[ProseField | None, Mark.NOT_IN_NEW_BRIEFS] = Field(
        None, examples=["The paper belongs to the southern town."]
    )
    """What readers should know about it, such as whose interest it serves."""

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        if self.title is None and self.description is None:
            raise invalid("nameless-source", NAMELESS_SOURCE)
        return self

    @property
    def name(self) -> str:
        return self.title or f"[{self.description}]"

    @property
    def publication(self) -> tuple[str, ...]:
        """A key that is the same for all sources, in any brief, that are the same publication.

        The address, or without one the name, the publisher and the date.
        """
        if self.url is not None:
            return web_address.page(self.url)
        published = self.published.text if self.published else ""
        return self.name.casefold(), (self.publisher or "").casefold(), published


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


class KeyJudgement(Record):
    """A conclusion that the evidence supports, and how sure it is."""

    labelled_by: ClassVar = ("text",)

    text: Annotated[ProseField, Mark.CORRECTION_IF_CHANGED] = Field(
        examples=["Both towns wanted the bridge more than they wanted to be right."]
    )
    """The conclusion, in one or two sentences."""
    likelihood: Annotated[Likelihood | None, CHOICE, Mark.CORRECTION_IF_CHANGED] = None
    """How likely it is, in one of seven terms, if it is about something that is not certain."""
    confidence: Annotated[Confidence, CHOICE, Mark.CORRECTION_IF_CHANGED]
    """How sure the conclusion is: low, moderate or high, as analysts use these words."""
    basis: ProseField | None = Field(
        None,
        examples=[
            "Both papers saw the contract; neither names the price [@town-gazette]."
        ],
    )
    """Why the confidence is what it is: how good the evidence is, and what is missing."""
    alternatives: tuple[ProseField, ...] = Field(
        (), examples=[["They wanted the money of the state."]]
    )
    """What else could explain the evidence, and why it is less likely."""
    would_change: tuple[ProseField, ...] = Field(
        (), examples=[["One of the towns stops paying."]]
    )
    """What would change the conclusion, if it happened or became known."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that support it."""


class CastMember(Record):
    """An actor, and its role in this brief."""

    model_config = ConfigDict(title="Actor")
    labelled_by: ClassVar = ("name", "role")
    label_separator: ClassVar = ", "

    id: ActorId = Field(examples=["maria-example", "northern-town"])
    """The id of the actor. The same id stands for the same actor in every brief."""
    name: Line | None = Field(None, examples=["Maria Example", "Northern Town"])
    """Its name. Not required for an actor that is already on the site."""
    kind: ActorKindField | None = None
    """Its kind. Not required for an actor that is already on the site."""
    role: Line = Field(examples=["Mayor of the northern town", "Pays for half of it"])
    """What the actor is or does in this brief."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that document the role."""


class Relation(Record):
    """How one actor is related to another."""

    labelled_by: ClassVar = ("from", "label", "to")

    from_: ActorRef = Field(alias="from")
    """The first actor."""
    to: ActorRef = Field(examples=["northern-town"])
    """The second actor."""
    label: Line = Field(examples=["mayor of"])
    """What the first actor is to the second, so that "from label to" reads as a sentence."""
    date: Annotated[DateField | None, Mark.CORRECTION_IF_CHANGED] = Field(
        None, examples=["2008-05/2012-05"]
    )
    """When, or from when until when, such as 2008-05/2012-05, or 2024/.. if it continues."""
    status: Annotated[EventStatus, CHOICE, Mark.CORRECTION_IF_CHANGED] = "confirmed"
    """confirmed, reported (by a single source, not verified), disputed (sources contradict one another) or
    planned (announced for a day to come)."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that document it."""


class Event(Record):
    """Something that happened, and when."""

    # a disputed event requires a note: the JSON Schema says so here; in Python, `checks.evidence` reports it
    model_config = ConfigDict(
        json_schema_extra={
            "if": {
                "properties": {"status": {"const": "disputed"}},
                "required": ["status"],
            },
            "then": {
                "properties": {"note": {"not": {"type": "null"}}},
                "required": ["note"],
            },
        }
    )

    labelled_by: ClassVar = ("date", "title")

    date: Annotated[DateField, Mark.CORRECTION_IF_CHANGED]
    """The date, as exactly as the sources have it: 2010-11, 2010-12-09, 2010-11/2010-12, 2010~ or 2010?."""
    title: Annotated[Line, Mark.CORRECTION_IF_CHANGED] = Field(
        examples=["The bridge reopens"]
    )
    """What happened, in a few words."""
    text: ProseField | None = Field(
        None, examples=["The two mayors walk across it together [@town-gazette]."]
    )
    """Details."""
    actors: tuple[ActorRef, ...] = ()
    """The actors who took part."""
    places: Annotated[
        tuple[PlaceRef, ...],
        Mark.NOT_IN_NEW_BRIEFS,
        Field(max_length=limits.PLACES),
    ] = ()
    """Where it happened: ids of places in `briefs/places.yml`."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that document it."""
    status: Annotated[EventStatus, CHOICE, Mark.CORRECTION_IF_CHANGED] = "confirmed"
    """confirmed, reported (by a single source, not verified), disputed (sources contradict one another) or
    planned (announced for a day to come)."""
    note: ProseField | None = Field(
        None, examples=["The southern town's paper says that it was a day later."]
    )
    """What is disputed, or what else readers should know about the evidence. Without it, the page says of
    reported events that no second source was found."""
    id: AnchorField | None = Field(None, examples=["bridge-reopens"])
    """Its permalink on the page. If you leave it out, it is made from the title, and changes with it."""
    same_as: Annotated[EventRef | None, Mark.NOT_IN_NEW_BRIEFS] = Field(
        None, examples=["border-treaty#bridge-reopens"]
    )
    """The same event in another brief, as `brief#event`. The timeline of all briefs then shows it once."""
    formerly: Annotated[
        tuple[AnchorField, ...], Mark.NOT_IN_NEW_BRIEFS, Mark.HIDDEN_FROM_HISTORY
    ] = ()
    """Former ids. Addresses that end with one of them still lead here."""

    @classmethod
    def identify(cls, fields: Mapping[str, str]) -> str:
        """The explicit id, or else one derived from the title, which changes with it."""
        return fields.get("id") or _derived_id(fields.get("title", ""), "event")


class Quote(Record):
    """Something that somebody said or wrote, word for word as in its source."""

    model_config = at_least_one_of("speaker", "speaker_description")
    labelled_by: ClassVar = ("speaker", "speaker_description", "text")
    label_separator: ClassVar = ": "

    text: Annotated[QuoteWords, Mark.CORRECTION_IF_CHANGED] = Field(
        examples=["We have crossed it in our dreams for ten years … Now we walk."]
    )
    """The exact words, without quotation marks around them. Mark omissions with an ellipsis (…)."""
    speaker: Annotated[ActorRef | None, Mark.CORRECTION_IF_CHANGED] = None
    """Who said or wrote it. Only if its source names nobody, leave it out; a description is then required."""
    speaker_description: Annotated[
        Line | None, Mark.CORRECTION_IF_CHANGED, Mark.NOT_IN_NEW_BRIEFS
    ] = Field(None, examples=["a member of the council"])
    """How its source describes somebody whom it does not name. If there is a `speaker` too, it is the
    organisation, state or group for which this person spoke."""
    date: Annotated[DateField, Mark.CORRECTION_IF_CHANGED]
    """When it was said."""
    context: ProseField | None = Field(None, examples=["At the opening."])
    """Where it was said, and about what."""
    places: Annotated[
        tuple[PlaceRef, ...],
        Mark.NOT_IN_NEW_BRIEFS,
        Field(max_length=limits.PLACES),
    ] = ()
    """Where it was said: ids of places in `briefs/places.yml`."""
    source: SourceRef
    """The source that documents it."""
    id: AnchorField | None = Field(None, examples=["now-we-walk"])
    """Its permalink on the page. If you leave it out, it is made from the speaker and the first words."""
    formerly: Annotated[
        tuple[AnchorField, ...], Mark.NOT_IN_NEW_BRIEFS, Mark.HIDDEN_FROM_HISTORY
    ] = ()
    """Former ids. Addresses that end with one of them still lead here."""

    @classmethod
    def identify(cls, fields: Mapping[str, str]) -> str:
        """The explicit id, or else one derived from the speaker and the first words."""
        explicit_id = fields.get("id")
        if explicit_id:
            return explicit_id
        speaker = fields.get("speaker") or fields.get("speaker_description", "")
        words = fields.get("text", "").split()[:FIRST_WORDS]
        if not speaker or not words:
            return ""
        return _derived_id(f"{speaker} {' '.join(words)}", "quote")

    @model_validator(mode="after")
    def _has_a_speaker(self) -> Self:
        if self.speaker is None and self.speaker_description is None:
            raise invalid("quote-of-nobody", QUOTE_WITHOUT_SPEAKER)
        return self


class FigureRow(Record):
    """A row of a figure: what it is about, and its values."""

    model_config = ConfigDict(title="Row")
    labelled_by: ClassVar = ("label",)

    label: Line = Field(examples=["2014", "2024"])
    """What the values are about, such as a year."""
    values: Annotated[
        tuple[NumberField, ...],
        Field(min_length=1, max_length=limits.SERIES, examples=[["12", "3.5"]]),
    ]
    """The value, or one for each name under `series`."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that document it."""


class Figure(Record):
    """Numbers to compare, as a chart above a table."""

    labelled_by: ClassVar = ("title",)

    title: Annotated[Line, Mark.CORRECTION_IF_CHANGED] = Field(
        examples=["Lorries that cross the bridge in a day"]
    )
    """What it shows."""
    unit: Annotated[Line | None, Mark.CORRECTION_IF_CHANGED] = Field(
        None, examples=["lorries a day"]
    )
    """What is counted or measured."""
    kind: Annotated[FigureType, CHOICE] = "bars"
    """bars (to compare), lines (a course, such as prices) or steps (what changes at once, such as a rate)."""
    series: Annotated[
        tuple[Line, ...],
        Mark.CORRECTION_IF_CHANGED,
        Field(max_length=limits.SERIES, examples=[["to the north", "to the south"]]),
    ] = ()
    """The name of each value of a row, where rows have several."""
    rows: Annotated[
        tuple[FigureRow, ...],
        Mark.CORRECTION_IF_CHANGED,
        Field(min_length=1, max_length=limits.ROWS),
    ]
    """The rows, in their order."""
    note: ProseField | None = Field(
        None, examples=["Counted on one day of each year [@town-gazette]."]
    )
    """What readers should know about the numbers."""


class Forecast(Record):
    """A statement about the future that will turn out to be right or wrong."""

    labelled_by: ClassVar = ("statement",)

    statement: Annotated[
        ProseField, Mark.CORRECTION_IF_CHANGED, Mark.NEW_FORECAST_IF_CHANGED
    ] = Field(examples=["The bridge will still be open at the end of 2050."])
    """What will be the case."""
    probability: Annotated[PercentField, Mark.UPDATE_IF_CHANGED]
    """How probable it is, in percent, from 1 to 99."""
    made_on: Annotated[
        DayField, Mark.CORRECTION_IF_CHANGED, Mark.NEW_FORECAST_IF_CHANGED
    ]
    """The day of the forecast. It is scored only if it is published, in git, at most a day later."""
    # the example is far away, as the check reports forecasts that are overdue
    resolves_by: Annotated[
        DayField, Mark.CORRECTION_IF_CHANGED, Mark.NEW_FORECAST_IF_CHANGED
    ] = Field(examples=["2050-12-31"])
    """The day on which at the latest it is known whether it was right."""
    criteria: Annotated[
        ProseField | None, Mark.CORRECTION_IF_CHANGED, Mark.NEW_FORECAST_IF_CHANGED
    ] = Field(
        None,
        examples=["Lorries cross it on 31 December 2050, as the Town Gazette reports."],
    )
    """How to tell whether it was right."""
    base_rate: Annotated[ProseField | None, Mark.NOT_IN_NEW_BRIEFS] = Field(
        None,
        examples=[
            "Of ten such bridges, nine stayed open for ten years [@town-gazette]."
        ],
    )
    """How often such things happen: what was counted, where, and how many of them came true."""
    reasoning: ProseField | None = Field(
        None,
        examples=["Nearly all such bridges stay open, and both towns need this one."],
    )
    """Why it is that probable: what is different here from the base rate, and what speaks against it."""
    outcome: Annotated[
        Outcome | None, CHOICE, Mark.CORRECTION_IF_CHANGED, Mark.NOT_IN_NEW_BRIEFS
    ] = None
    """yes if it was right, no if it was not; nothing as long as it is open."""
    resolved_on: Annotated[
        DayField | None, Mark.CORRECTION_IF_CHANGED, Mark.NOT_IN_NEW_BRIEFS
    ] = None
    """The day on which the outcome was known."""
    sources: tuple[SourceRef, ...] = ()
    """The sources that document the outcome."""

    @property
    def known_by(self) -> datetime.date:
        """The day on which the outcome was known, or that of `resolves_by` if that is earlier."""
        if self.resolved_on is None:
            return self.resolves_by.earliest
        return min(self.resolves_by.earliest, self.resolved_on.earliest)


class Correction(Record):
    """A correction of an error in the brief, or in a source that it relied on."""

    labelled_by: ClassVar = ("date", "text")

    date: DayField
    """The day of the correction."""
    text: ProseField = Field(examples=["The bridge is 90 metres long, not 900."])
    """What was wrong, and what is correct."""
    source: Annotated[
        SourceRef | None, Mark.NOT_IN_NEW_BRIEFS, Mark.HIDDEN_FROM_HISTORY
    ] = None
    """The source with the error, if the brief itself had none. Readers see the correction as a note on it."""
    formerly: Annotated[
        tuple[AnchorField, ...], Mark.NOT_IN_NEW_BRIEFS, Mark.HIDDEN_FROM_HISTORY
    ] = ()
    """Ids of events and quotes that the correction removed. Their addresses then lead to the correction."""


class ChangeNote(Record):
    """What an update changed, in the words of an author. The history shows them in place of its own words."""

    labelled_by: ClassVar = ("date", "text")

    date: Annotated[DayField, Mark.HIDDEN_FROM_HISTORY]
    """The day of the update, with which the note has to come: a later one is shown as later."""
    text: Annotated[Line, Mark.HIDDEN_FROM_HISTORY] = Field(
        examples=["The bridge is judged safe after the repair"]
    )
    """What changed, in one line."""
    importance: Annotated[Importance | None, CHOICE, Mark.HIDDEN_FROM_HISTORY] = None
    """major if the update changes what readers think of the subject, or minor, which feeds leave out. If you
    write neither, corrections and changed judgements, forecasts, bottom lines and statuses are major."""


class Brief(Record):
    """What happened, who took part, when it happened, what was said, and which sources document it."""

    labelled_by: ClassVar = ("title",)

    title: Line = Field(examples=["Two neighbours reopen a bridge"])
    """The title of the brief."""
    summary: Words = Field(
        examples=[
            "After ten years two towns share a bridge again. Trade is back; trust is not, yet."
        ]
    )
    """The bottom line up front: what happened and why it matters, in one to three sentences."""
    in_brief: Annotated[tuple[ProseField, ...], Field(max_length=limits.IN_BRIEF)] = (
        Field(
            (),
            examples=[
                ["The bridge is open, and nobody knows who will pay [@town-gazette]."]
            ],
        )
    )
    """What somebody should know who has one minute: one to three sentences, each with its source. Without
    them, the first sentences of the first judgements stand in."""
    date: DayField
    """The date of the brief. It describes the situation on this day, unless `as_of` says otherwise."""
    as_of: DayField | None = None
    """The cut-off: the brief takes nothing into account that happened or was published later."""
    updated: Annotated[
        DayField | None, Mark.NOT_IN_NEW_BRIEFS, Mark.HIDDEN_FROM_HISTORY
    ] = None
    """The day of the last change that matters to readers."""
    status: Annotated[BriefStatus, CHOICE] = "published"
    """draft (not on the site yet), published or archived (no longer maintained)."""
    topics: Annotated[tuple[TopicRef, ...], Mark.HIDDEN_FROM_HISTORY] = Field(
        (), max_length=limits.TOPICS, examples=[["trade-routes"]]
    )
    """The ids of its topics, from the list of the site."""
    authors: tuple[Author, ...] = ()
    """Who wrote it."""
    reviewers: tuple[Reviewer, ...] = ()
    """Who compared it with its sources."""
    key_judgements: tuple[KeyJudgement, ...] = ()
    """The conclusions that the evidence supports."""
    open_questions: tuple[ProseField, ...] = Field(
        (), examples=[["Who pays for repairs?"]]
    )
    """What is not known yet."""
    background: ProseField | None = Field(
        None, examples=["The bridge was closed in 2014 [@town-gazette]."]
    )
    """What readers need to know to understand it, with citations such as [@town-gazette]."""
    figures: Annotated[tuple[Figure, ...], Field(max_length=limits.FIGURES)] = ()
    """Numbers to compare."""
    scope: ProseField | None = Field(
        None,
        examples=["This is about the bridge, and not about the railway beside it."],
    )
    """What the brief covers, and what it does not."""
    timeline: tuple[Event, ...] = ()
    """The events, in any order."""
    forecasts: tuple[Forecast, ...] = ()
    """What will happen, and how probable it is."""
    indicators: tuple[ProseField, ...] = Field(
        (), examples=[["Whether the towns agree on a budget."]]
    )
    """What to watch: what would show which way things go."""
    quotes: tuple[Quote, ...] = ()
    """What was said, word for word."""
    actors: tuple[CastMember, ...] = ()
    """The persons, organisations, states and groups that take part."""
    relations: tuple[Relation, ...] = ()
    """How the actors are related to one another."""
    review_by: Annotated[
        DayField | None, Mark.NOT_IN_NEW_BRIEFS, Mark.HIDDEN_FROM_HISTORY
    ] = None
    """The day by which somebody should review the brief. After it, the check lists the brief."""
    sources: Annotated[
        dict[SourceId, Source],
        Field(
            min_length=1,
            examples=[{"town-gazette": {"title": "Bridge reopens after ten years"}}],
        ),
    ]
    """The sources that document it all, each under an id of your choice."""
    corrections: Annotated[tuple[Correction, ...], Mark.NOT_IN_NEW_BRIEFS] = ()
    """Corrections since publication. They are shown to readers."""
    change_notes: Annotated[tuple[ChangeNote, ...], Mark.NOT_IN_NEW_BRIEFS] = ()
    """What updates changed, where the words of the program in the history do not say it well."""
    see_also: Annotated[
        tuple[BriefRef, ...], Mark.NOT_IN_NEW_BRIEFS, Mark.HIDDEN_FROM_HISTORY
    ] = Field((), examples=[["border-treaty"]])
    """Related briefs, each by its name: the last part of its address."""
    formerly: Annotated[
        tuple[IdField, ...], Mark.NOT_IN_NEW_BRIEFS, Mark.HIDDEN_FROM_HISTORY
    ] = ()
    """Former names of the brief, and of briefs that were merged into it. Their addresses still lead here."""

    @cached_property
    def source_order(self) -> tuple[str, ...]:
        """The ids of the sources in the order in which the page cites them; uncited sources come last.

        The page shows events and quotes by date, however the file orders them.
        """
        events = sorted(self.timeline, key=lambda event: event.date.order)
        quotes = sorted(self.quotes, key=lambda quote: quote.date.order)
        by_date = {"timeline": tuple(events), "quotes": tuple(quotes)}
        cited = traversal.cited(self.model_copy(update=by_date))
        return tuple(dict.fromkeys([*cited, *sorted(self.sources)]))
