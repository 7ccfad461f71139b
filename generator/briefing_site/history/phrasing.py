"""What changed in the words of the form: the names of entries, the titles of fields, and their values."""

from collections.abc import Mapping
from contextlib import suppress

from briefing_site.format import Member, dates, fields
from briefing_site.format.prose import parse as parse_prose
from briefing_site.format.traversal import members
from briefing_site.history.changes import Change, FieldChange, excerpts
from briefing_site.site import Language, wording

LONGEST = 200
"""Characters of a title or a quote that are shown."""
Names = Mapping[str, str]
"""The names of actors by id."""


def naming_field(change: Change) -> Member | None:
    """The field with what the entry says; `None` for a text."""
    model = change.entry.model
    return next(
        (each for each in members(model) if each.key in model.labelled_by[-1:]), None
    )


def name(change: Change, names: Names) -> str:
    """The name of an entry, without its date or its speaker."""
    entry = change.entry
    label = [entry.fields.get(key, "") for key in entry.model.labelled_by]
    match change.kind:
        case "event" | "quote" | "correction":
            found = "".join(label[-1:])
        case "verification record" | "version":
            found = entry.id
        case "actor":
            found = names.get(entry.id) or entry.fields.get("name") or entry.id
        case "relation":
            found = " ".join(names.get(each, each) for each in label)
        case _:
            found = entry.name
    naming = naming_field(change)
    if naming is None or naming.field_type is fields.PROSE:
        found = parse_prose(found).words
    return found or entry.name


def label(change: Change, names: Names, language: Language) -> str:
    """All by which people recognize an entry, such as the date and the title of an event."""
    entry = change.entry
    found = {each.key: each for each in members(entry.model)}
    given = (
        {**entry.fields, "name": name(change, names)}
        if change.kind == "actor"
        else entry.fields
    )
    keys = [key for key in entry.model.labelled_by if given.get(key)]
    if not keys:
        return (
            f"{entry.id}: {entry.name}"
            if change.kind == "verification record"
            else name(change, names)
        )
    is_dated = len(keys) > 1 and found[keys[0]].field_type in {fields.DATE, fields.DAY}
    separator = " – " if is_dated else entry.model.label_separator
    return separator.join(
        _words(found[key], given[key], names, language) for key in keys
    )


def title(field: FieldChange, language: Language) -> str:
    named = (
        field.member.field.title
        if field.member
        else field.key.replace("_", " ").capitalize()
    )
    return language.gettext(named or field.key)


def values(
    field: FieldChange,
    names: Names,
    language: Language,
    longest: int = LONGEST,
    *,
    with_markup: bool = False,
) -> tuple[str, str]:
    """The former value of a field and the new one, as readers see them: of long ones, what differs.

    With markup, nothing can change unseen beside words, such as the address of a link.
    """
    type_ = field.member.field_type if field.member else None
    both = field.before, field.after
    if type_ is fields.PROSE and not with_markup:
        texts = parse_prose(field.before).words, parse_prose(field.after).words
        both = texts if texts[0] != texts[1] else both
    shown = [_words(field.member, each, names, language) for each in excerpts(*both)]
    if type_ is None or type_.is_text:
        quoted = (
            language.gettext("“%(text)s”", text=wording.shortened(each, longest))
            for each in shown
        )
        shown = [text if each else "" for text, each in zip(quoted, shown, strict=True)]
    return shown[0], shown[1]


def _words(member: Member | None, value: str, names: Names, language: Language) -> str:
    """A value in words; old files may contain anything."""
    match member.field_type if member else None:
        case fields.DATE | fields.DAY:
            with suppress(ValueError):
                return wording.date(dates.parse(value), language)
        case fields.PERCENT if value:
            return f"{value}%"
        case fields.ACTOR:
            return ", ".join(names.get(each, each) for each in value.split(", "))
        case fields.CHOICE if value:
            is_confidence = member is not None and member.key == "confidence"
            return language.gettext(f"{value} confidence" if is_confidence else value)
    return value
