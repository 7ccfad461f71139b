"""What changed in the words of the form: the names of entries, the titles of fields, and their values."""

from collections.abc import Mapping
from contextlib import suppress

from briefing_site.format import Member, dates, fields
from briefing_site.format.prose_parser import parse as parse_prose
from briefing_site.format.traversal import members
from briefing_site.history.changes import Change, FieldChange
from briefing_site.history.text_changes import excerpts
from briefing_site.site import Language, wording

MAX_LENGTH = 200
"""Characters of a title or a quote that are shown."""
Names = Mapping[str, str]
"""The names of actors by id."""


def naming_field(change: Change) -> Member | None:
    """The field with what the entry says; `None` for a text."""
    model = change.entry.model
    for member in members(model):
        if member.key in model.labelled_by[-1:]:
            return member
    return None


def name(change: Change, names: Names) -> str:
    """The name of an entry, without its date or its speaker."""
    text = _name(change, names)
    field = naming_field(change)
    if field is None or field.field_type is fields.PROSE:
        text = parse_prose(text).words
    return text or change.entry.name


def _name(change: Change, names: Names) -> str:
    """The name as it is written; empty if the entry lacks the field."""
    entry = change.entry
    labels = [entry.fields.get(key, "") for key in entry.model.labelled_by]
    if change.kind in {"event", "quote", "correction"}:
        return "".join(labels[-1:])  # old files may have a text in its place
    if change.kind in {"verification record", "version"}:
        return entry.id
    if change.kind == "actor":
        return names.get(entry.id) or entry.fields.get("name") or entry.id
    if change.kind == "relation":
        return " ".join(names.get(text, text) for text in labels)
    return entry.name


def label(change: Change, names: Names, language: Language) -> str:
    """All by which people recognize an entry, such as the date and the title of an event."""
    entry = change.entry
    if change.kind == "verification record":
        return f"{entry.id}: {entry.name}"
    model_members = {member.key: member for member in members(entry.model)}
    values = dict(entry.fields)
    if change.kind == "actor":
        values["name"] = name(change, names)
    keys = [key for key in entry.model.labelled_by if values.get(key)]
    if not keys:
        return name(change, names)
    separator = entry.model.label_separator
    if len(keys) > 1 and model_members[keys[0]].field_type in {fields.DATE, fields.DAY}:
        separator = " – "
    words = [_words(model_members[key], values[key], names, language) for key in keys]
    return separator.join(words)


def title(field: FieldChange, language: Language) -> str:
    """The title of a field; of a key that is not in the format, its words."""
    if field.member:
        return language.gettext(field.member.field.title or field.key)
    return language.gettext(field.key.replace("_", " ").capitalize() or field.key)


def values(
    field: FieldChange,
    names: Names,
    language: Language,
    max_length: int = MAX_LENGTH,
    *,
    with_markup: bool = False,
) -> tuple[str, str]:
    """The former value of a field and the new one, as readers see them: of long ones, what differs.

    With markup, nothing can change unseen beside words, such as the address of a link.
    """
    field_type = field.member.field_type if field.member else None
    before = field.before
    after = field.after
    if field_type is fields.PROSE and not with_markup:
        words_before = parse_prose(before).words
        words_after = parse_prose(after).words
        if words_before != words_after:
            before = words_before
            after = words_after
    before, after = excerpts(before, after)
    before = _words(field.member, before, names, language)
    after = _words(field.member, after, names, language)
    if field_type is None or field_type.is_text:
        before = _quote(before, max_length, language)
        after = _quote(after, max_length, language)
    return before, after


def _quote(text: str, max_length: int, language: Language) -> str:
    if not text:
        return ""
    return language.gettext("“%(text)s”", text=wording.shortened(text, max_length))


def _words(member: Member | None, value: str, names: Names, language: Language) -> str:
    """A value in words; old files may contain anything."""
    if member is None or not value:
        return value
    field_type = member.field_type
    if field_type in {fields.DATE, fields.DAY}:
        with suppress(ValueError):
            return wording.date(dates.parse(value), language)
    if field_type is fields.PERCENT:
        return f"{value}%"
    if field_type is fields.ACTOR:
        return ", ".join(names.get(id_, id_) for id_ in value.split(", "))
    if field_type is fields.CHOICE and member.key == "confidence":
        return language.gettext(f"{value} confidence")
    if field_type is fields.CHOICE:
        return language.gettext(value)
    return value
