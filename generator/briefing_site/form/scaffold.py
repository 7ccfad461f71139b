"""The file that `briefs new` creates: it passes the check, and explains itself while it is filled in.

The first line is for editors. Lines with `##` explain fields; lines with one `#` are examples, used by
deleting the `#` and the space after it. It is derived from the models, so new fields appear by themselves.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing_site.format import Brief, Mark, Member, Record, Source, examples
from briefing_site.format.brief import CastMember
from briefing_site.format.fields import ACTOR_KIND, ACTOR_KINDS
from briefing_site.format.fields.field_type import NewBrief
from briefing_site.format.traversal import members
from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked
from briefing_site.reading.yaml import writer
from briefing_site.site import Language

WIDTH = 98
"""Characters of a line."""

_HEADER = (
    marked(
        "%(what)s This file is a draft: write what you know, delete what you do not need, and change "
        "'status' to published when it is done."
    ),
    marked(
        "Keep the first line, which is for editors. Lines with ## explain the fields. Lines with one # are "
        "examples: to use one, delete the # and the space after it on each of its lines. Indentation "
        "matters: use spaces, not tabs."
    ),
)

_CITATION = re.compile(r"\[@[\w-]+\]")


@dataclass(frozen=True)
class Start:
    """The values that a new brief starts with. The address of the source may be empty."""

    title: str
    summary: str
    date: str
    source_id: str
    source_title: str
    source_address: str = ""
    topics: tuple[str, ...] = ()


def text(
    start: Start,
    schema: str,
    known_topics: Sequence[str] = (),
    actor_kinds: Sequence[str] = ACTOR_KINDS,
    language: Language = DEFAULT,
) -> str:
    """The text of the file. `schema` is the address of the JSON Schema of briefs, or its relative path."""
    lines = [f"# yaml-language-server: $schema={schema}"]
    what = language.gettext(Brief.__doc__ or "")
    for paragraph in _HEADER:
        lines += ["##", *_wrapped(language.gettext(paragraph, what=what), "## ")]
    actors = CastMember.model_fields["id"].examples or ()
    new_brief = NewBrief(start.date, start.source_id, actors, actor_kinds, known_topics)
    scaffold = _Scaffold(new_brief, language)
    values = _first_values(start, language)
    for member in _first_fields(Brief):
        lines += ["", *scaffold.explained(member)]
        if member.record is Source:
            source = {"title": start.source_title, "url": start.source_address}
            lines += ["sources:", f"  {start.source_id}:"]
            lines += scaffold.fields(Source, source, "    ")
        elif member.key in values:
            lines += _entry(member, values[member.key])
        else:
            lines += [f"# {line}" for line in scaffold.lines(member)]
    return "\n".join(lines) + "\n"


def _first_values(start: Start, language: Language) -> dict[str, str | list[str]]:
    """The values of a new brief by key, but for its source."""
    background = language.gettext(examples.BACKGROUND).removesuffix(".")
    values: dict[str, str | list[str]] = {
        "title": start.title,
        "summary": start.summary,
        "date": start.date,
        "status": "draft",
        "background": f"{background} [@{start.source_id}].",
    }
    if start.topics:
        values["topics"] = list(start.topics)
    return values


def _first_fields(record: type[Record]) -> list[Member]:
    """The fields that a new brief has."""
    fields = []
    for member in members(record):
        if Mark.NOT_IN_NEW_BRIEFS not in member.marks:
            fields.append(member)
    return fields


@dataclass(frozen=True)
class _Scaffold:
    """Writes fields with example values, which refer to one another and to the values of the brief."""

    new_brief: NewBrief
    language: Language

    def explained(self, member: Member, indentation: str = "") -> list[str]:
        """The comment that says what a field is."""
        description = self.language.gettext(member.field.description or "")
        return _wrapped(description, f"{indentation}## ")

    def fields(
        self, record: type[Record], values: Mapping[str, str], indentation: str
    ) -> Iterator[str]:
        """The fields of an entry: those with values, and examples of the others."""
        for member in _first_fields(record):
            yield from self.explained(member, indentation)
            value = values.get(member.key)
            if value:
                yield from _entry(member, value, indentation)
                continue
            for line in _entry(member, self._example(member, 0), indentation):
                yield f"{indentation}# {line.removeprefix(indentation)}"

    def lines(self, member: Member) -> Iterator[str]:
        """An example of a field."""
        if member.record is not None:
            yield f"{member.key}:"
            yield from self._entries(member.record)
        elif member.steps:
            yield f"{member.key}:"
            for text in self._list_example(member):
                yield f"  - {writer.scalar(text)}"
        else:
            yield from _entry(member, self._example(member, 0))

    def _example(self, member: Member, number: int) -> str | list[str]:
        """The example value of the field in the entry with this number, counted from 0."""
        if member.steps:
            return self._list_example(member)
        values = self._values(member)
        value = str(values[min(number, len(values) - 1)])
        return _CITATION.sub(f"[@{self.new_brief.source}]", value)

    def _values(self, member: Member) -> Sequence[Any]:
        """The example values of a field: its own, those of the site, its default, or its choices."""
        if member.field.examples:
            return self._examples(member)
        usable = self._usable(member)
        if usable:
            return usable
        if not member.field.is_required() and member.field.default:
            return (member.field.default,)
        return member.choices or self._examples(member)

    def _list_example(self, member: Member) -> list[str]:
        usable = self._usable(member)
        if usable:
            return [usable[0]]
        return [str(text) for text in self._examples(member)[0]]

    def _usable(self, member: Member) -> Sequence[str]:
        """The values that the site has for a field, such as its topics."""
        if member.field_type:
            return member.field_type.in_new_brief(self.new_brief)
        return ()

    def _examples(self, member: Member) -> Sequence[Any]:
        return [examples.within(text, self.language) for text in member.examples]

    def _entries(self, record: type[Record], indentation: str = "") -> Iterator[str]:
        """Example entries of a list; the fields of the first one are explained."""
        fields = []
        for member in _first_fields(record):
            if (
                member.examples
                or member.record
                or member.choices
                or self._usable(member)
            ):
                fields.append(member)
        inside = f"{indentation}    "
        for number in range(_number_of_entries(fields)):
            mark = f"{indentation}  - "
            for member in fields:
                if number == 0:
                    yield from self.explained(member, inside)
                    yield from self._kinds(member, inside)
                if member.record is not None:
                    yield f"{mark}{member.key}:"
                    yield from self._entries(member.record, inside)
                else:
                    example = self._example(member, number)
                    first, *others = _entry(member, example, inside)
                    yield mark + first.lstrip()
                    yield from others
                mark = inside

    def _kinds(self, member: Member, indentation: str) -> Iterator[str]:
        """The comment that lists the kinds of actors."""
        if member.field_type is not ACTOR_KIND:
            return
        kinds = ", ".join(self.new_brief.actor_kinds)
        if self.new_brief.actor_kinds == ACTOR_KINDS:
            kinds += self.language.gettext(", unless mkdocs.yml has other actor_kinds")
        yield f"{indentation}## {kinds}"


def _number_of_entries(fields: Sequence[Member]) -> int:
    """How many entries there are examples for."""
    numbers = [1]
    for member in fields:
        if not member.steps and member.field.examples:
            numbers.append(len(member.field.examples))
    return max(numbers)


def _entry(
    member: Member, value: str | list[str], indentation: str = ""
) -> Iterator[str]:
    """The lines of a field with a value."""
    if isinstance(value, list):
        texts = ", ".join(writer.scalar(text) for text in value)
        yield f"{indentation}{member.key}: [{texts}]"
        return
    is_paragraph = member.field_type is not None and member.field_type.is_paragraph
    if is_paragraph and not indentation and value:
        yield f"{member.key}: >-"
        yield from _wrapped(value, "  ")
    else:
        yield f"{indentation}{member.key}: {writer.scalar(value)}"


def _wrapped(text: str, indentation: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indentation,
        subsequent_indent=indentation,
        break_long_words=False,
        break_on_hyphens=False,
    )
