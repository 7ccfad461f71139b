"""The words for changes: names of entries, titles of fields and values, as the form shows them."""

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


def naming_field(change: Change) -> Member | None:
    """The field that says what the entry is, such as the title of an event; `None` for a text."""
    model = change.entry.model
    for member in members(model):
        if member.key in model.labelled_by[-1:]:
            return member
    return None


class Phrasing:
    """Describes changes in a language."""

    def __init__(self, names: Mapping[str, str], language: Language) -> None:
        """`names` are the names of actors, by id."""
        self.names = names
        self.language = language

    def name(self, change: Change) -> str:
        """The name of an entry, without its date or its speaker."""
        text = self._written_name(change)
        field = naming_field(change)
        if field is None or field.field_type is fields.PROSE:
            text = parse_prose(text).words
        return text or change.entry.name

    def _written_name(self, change: Change) -> str:
        """The name of an entry with its markup; empty if the entry does not have the field."""
        entry = change.entry
        labels = [entry.fields.get(key, "") for key in entry.model.labelled_by]
        if change.kind in {"event", "quote", "correction"}:
            return "".join(labels[-1:])  # old files may have a text in its place
        if change.kind in {"verification record", "version"}:
            return entry.id
        if change.kind == "actor":
            return self.names.get(entry.id) or entry.fields.get("name") or entry.id
        if change.kind == "relation":
            return " ".join(self.names.get(text, text) for text in labels)
        return entry.name

    def label(self, change: Change) -> str:
        """All values by which people recognize an entry, such as the date and the title of an event."""
        entry = change.entry
        if change.kind == "verification record":
            return f"{entry.id}: {entry.name}"
        model_members = {member.key: member for member in members(entry.model)}
        values = dict(entry.fields)
        if change.kind == "actor":
            values["name"] = self.name(change)
        keys = [key for key in entry.model.labelled_by if values.get(key)]
        if not keys:
            return self.name(change)
        separator = entry.model.label_separator
        first_type = model_members[keys[0]].field_type
        if len(keys) > 1 and first_type in {fields.DATE, fields.DAY}:
            separator = " – "
        return separator.join(
            self._words(model_members[key], values[key]) for key in keys
        )

    def kind(self, change: Change) -> str:
        """What kind of entry it is, such as `Event`."""
        return wording.label(change.kind, self.language)

    def title(self, field: FieldChange) -> str:
        """The title of a field, or the words of the key if the format has no such field."""
        title = field.key.replace("_", " ").capitalize()
        if field.member:
            title = field.member.field.title or ""
        return self.language.gettext(title or field.key)

    def values(
        self,
        field: FieldChange,
        max_length: int = MAX_LENGTH,
        *,
        with_markup: bool = False,
    ) -> tuple[str, str]:
        """The former and the new value of a field as readers see them; of long texts, the parts that differ.

        Prose is shown without markup if its words differ. With `with_markup`, it keeps the markup, so that a
        change of it beside the words, such as of the address of a link, is shown as well.
        """
        field_type = field.member.field_type if field.member else None
        old = field.before
        new = field.after
        if field_type is fields.PROSE and not with_markup:
            old_words = parse_prose(old).words
            new_words = parse_prose(new).words
            if old_words != new_words:
                old = old_words
                new = new_words
        old, new = excerpts(old, new)
        old = self._words(field.member, old)
        new = self._words(field.member, new)
        if field_type is None or field_type.is_text:
            old = self.quote(old, max_length)
            new = self.quote(new, max_length)
        return old, new

    def quote(self, text: str, max_length: int) -> str:
        """A text in quotation marks; nothing without text."""
        if not text:
            return ""
        short = wording.shortened(text, max_length)
        return self.language.gettext("“%(text)s”", text=short)

    def _words(self, member: Member | None, value: str) -> str:
        """A value as readers see it. Old files may have anything as value, which is shown as it is."""
        if member is None or not value:
            return value
        field_type = member.field_type
        if field_type in {fields.DATE, fields.DAY}:
            with suppress(ValueError):
                return wording.date(dates.parse(value), self.language)
        if field_type is fields.PERCENT:
            return f"{value}%"
        if field_type is fields.ACTOR:
            return ", ".join(self.names.get(id_, id_) for id_ in value.split(", "))
        if field_type is fields.CHOICE and member.key == "confidence":
            return self.language.gettext(f"{value} confidence")
        if field_type is fields.CHOICE:
            return self.language.gettext(value)
        return value
