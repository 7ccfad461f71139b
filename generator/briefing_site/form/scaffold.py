"""The file that `briefs new` creates: it passes the check, and explains itself while it is filled in.

The first line is for editors. Lines with `##` explain fields; lines with one `#` are examples, used by
deleting the `#` and the space after it. It is derived from the models, so new fields appear by themselves.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing_site.form import yaml_text
from briefing_site.format import Brief, Mark, Member, Record, Source, examples
from briefing_site.format.brief import CastMember
from briefing_site.format.fields import ACTOR_KIND, ACTOR_KINDS
from briefing_site.format.fields.field_type import NewBrief
from briefing_site.format.traversal import members
from briefing_site.languages.language import DEFAULT
from briefing_site.languages.phrase import marked
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
    shown = _Examples(
        NewBrief(start.date, start.source_id, actors, actor_kinds, known_topics),
        language,
    )
    background = language.gettext(examples.BACKGROUND)
    given: dict[str, str | list[str]] = {
        "title": start.title,
        "summary": start.summary,
        "date": start.date,
        "status": "draft",
        **({"topics": list(start.topics)} if start.topics else {}),
        "background": f"{background.removesuffix('.')} [@{start.source_id}].",
    }
    for member in _at_first(Brief):
        lines += ["", *shown.explained(member)]
        if member.record is Source:
            lines += ["sources:", f"  {start.source_id}:"]
            lines += shown.fields(
                Source,
                {"title": start.source_title, "url": start.source_address},
                "    ",
            )
        elif member.key in given:
            lines += _entry(member, given[member.key])
        else:
            lines += (f"# {line}" for line in shown.lines(member))
    return "\n".join(lines) + "\n"


def _at_first(record: type[Record]) -> list[Member]:
    """The fields that a new brief has."""
    return [
        each for each in members(record) if Mark.NOT_IN_NEW_BRIEFS not in each.marks
    ]


@dataclass(frozen=True)
class _Examples:
    """Example values from the models, which refer to one another and to the values given."""

    known: NewBrief
    language: Language

    def explained(self, member: Member, indentation: str = "") -> list[str]:
        return _wrapped(
            self.language.gettext(member.field.description or ""), f"{indentation}## "
        )

    def fields(
        self, record: type[Record], given: Mapping[str, str], indentation: str
    ) -> Iterator[str]:
        """The fields of an entry: those given, and examples of the others."""
        for member in _at_first(record):
            yield from self.explained(member, indentation)
            if given.get(member.key):
                yield from _entry(member, given[member.key], indentation)
            else:
                example = _entry(member, self.value(member, 0), indentation)
                yield from (
                    f"{indentation}# {line.removeprefix(indentation)}"
                    for line in example
                )

    def lines(self, member: Member) -> Iterator[str]:
        if member.record is not None:
            yield f"{member.key}:"
            yield from self._entries(member.record)
        elif member.steps:
            yield f"{member.key}:"
            yield from (
                f"  - {yaml_text.scalar(each)}" for each in self._listed(member)
            )
        else:
            yield from _entry(member, self.value(member, 0))

    def value(self, member: Member, number: int) -> str | list[str]:
        """The example value of the field in the entry with this number, counted from 0."""
        if member.steps:
            return self._listed(member)
        default = None if member.field.is_required() else member.field.default
        own = self._given(member) if member.field.examples else ()
        chosen = (default,) if default else member.choices
        found = own or self._known(member) or chosen or self._given(member)
        return _CITATION.sub(
            f"[@{self.known.source}]", str(found[min(number, len(found) - 1)])
        )

    def _listed(self, member: Member) -> list[str]:
        return list(self._known(member)[:1]) or [
            str(each) for each in self._given(member)[0]
        ]

    def _known(self, member: Member) -> Sequence[str]:
        return member.field_type.in_new_brief(self.known) if member.field_type else ()

    def _given(self, member: Member) -> Sequence[Any]:
        return [examples.within(each, self.language) for each in member.examples]

    def _entries(self, record: type[Record], indentation: str = "") -> Iterator[str]:
        """Example entries of a list; the fields of the first one are explained."""
        shown = [
            each
            for each in _at_first(record)
            if each.examples or each.record or each.choices or self._known(each)
        ]
        inside = f"{indentation}    "
        for number in range(
            max(
                len(member.field.examples or "?")
                for member in shown
                if not member.steps
            )
        ):
            mark = f"{indentation}  - "
            for member in shown:
                if number == 0:
                    yield from self.explained(member, inside)
                    if member.field_type is ACTOR_KIND:
                        kinds = ", ".join(self.known.actor_kinds)
                        is_usual = self.known.actor_kinds == ACTOR_KINDS
                        others = self.language.gettext(
                            ", unless mkdocs.yml has other actor_kinds"
                        )
                        yield f"{inside}## {kinds}{others if is_usual else ''}"
                if member.record is not None:
                    lines = [
                        f"{inside}{member.key}:",
                        *self._entries(member.record, inside),
                    ]
                else:
                    lines = list(_entry(member, self.value(member, number), inside))
                yield from (mark + lines[0].lstrip(), *lines[1:])
                mark = inside


def _entry(
    member: Member, value: str | list[str], indentation: str = ""
) -> Iterator[str]:
    if isinstance(value, list):
        yield f"{indentation}{member.key}: [{', '.join(yaml_text.scalar(each) for each in value)}]"
    elif (
        member.field_type
        and member.field_type.is_paragraph
        and not indentation
        and value
    ):
        yield f"{indentation}{member.key}: >-"
        yield from _wrapped(value, f"{indentation}  ")
    else:
        yield f"{indentation}{member.key}: {yaml_text.scalar(value)}"


def _wrapped(text: str, indentation: str) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indentation,
        subsequent_indent=indentation,
        break_long_words=False,
        break_on_hyphens=False,
    )
