"""A document to prose and a record, or to diagnostics in words that contributors understand."""

import re
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as Mappings
from functools import reduce
from itertools import islice
from operator import getitem
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefing_site.diagnostics import MAX_DIAGNOSTICS, Diagnostic, Edit, Message, Span
from briefing_site.format import Location, Prose, identifiers, limits, traversal
from briefing_site.format.brief import invalid_anchor_reason
from briefing_site.format.fields import PROSE, ReferenceType
from briefing_site.format.fields.field_type import EMPTY
from briefing_site.format.limits import FileLimit
from briefing_site.format.prose_parser import parse
from briefing_site.languages.phrase import Phrase, marked
from briefing_site.reading import codes, misspelling, suggestions
from briefing_site.reading.yaml import node as nodes
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Scalar, Sequence

Model = TypeVar("Model", bound=BaseModel)


def parse_prose(document: Document, model: type[BaseModel]) -> dict[Location, Prose]:
    """All prose of a file by location, parsed once; texts that are too long or empty are left out."""
    return {
        location: parse(scalar.text)
        for pattern in traversal.patterns(model, PROSE)
        for location, scalar in document.scalars(pattern)
        if len(scalar.text) <= limits.PROSE and scalar.text.strip()
    }


def excess(
    document: Document, prose: Mappings[Location, Prose], limit: FileLimit
) -> Diagnostic | None:
    """The error if the file has more values than the limit allows, where the prose exceeds it."""
    values = sum(1 for _ in nodes.walk(document.root)) if document.root else 0
    for location, text in prose.items():
        values += text.parsed.parts
        if values > limit.values:
            return document.report(codes.TOO_MANY_VALUES, location, limit=limit.values)
    return None


def validate(
    document: Document, model: type[Model], prose: Mappings[Location, Prose]
) -> tuple[Model | None, list[Diagnostic]]:
    """The record and the errors in its prose; `None` and all errors if the data is invalid."""
    if document.root is None:
        message = marked("the file is empty")
        first = next(iter(traversal.keys_at(model, ())), "some-topic")
        help_ = marked("start with: {line}", line=f"{first}: ...")
        return None, [
            document.report(Message(EMPTY.code, message, help_), Span.at(1, 1))
        ]
    problems = (
        document.report(
            found.message, document.span(document.scalar(at), found.start, found.end)
        )
        for at, text in prose.items()
        for found in text.parsed.problems
    )
    in_prose = list(islice(problems, MAX_DIAGNOSTICS + 1))
    data: Any = document.data()
    for location, text in prose.items():
        reduce(getitem, location[:-1], data)[location[-1]] = text
    try:
        record = model.model_validate(data, context=Counter())
    except ValidationError as error:
        details = list(_causes(error.errors(include_url=False)))[: MAX_DIAGNOSTICS + 1]
        errors = [_FieldError(document, model, detail) for detail in details]
        return None, [
            *in_prose,
            *(each.diagnostic() for each in errors if not each.is_due_to_misspelling),
        ]
    return record, in_prose


def _causes(details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The errors but for those of lists that are too short only because entries with errors do not count."""
    short = {detail["loc"] for detail in details if detail["type"] == "too_short"}
    around = (
        detail["loc"][:length]
        for detail in details
        for length in range(len(detail["loc"]))
    )
    caused = short.intersection(around)
    return (
        each
        for each in details
        if each["type"] != "too_short" or each["loc"] not in caused
    )


_EXPECTED_TYPES = {
    "tuple_type": marked("{subject} must be a list"),
    "dict_type": marked("{subject} must have an id for each entry"),
    "model_type": marked("{subject} must have fields of its own"),
    "wrong-type": marked("{subject} must be text"),
}
"""By the type of pydantic's error."""


class _FieldError:
    """One of pydantic's errors, to be turned into a diagnostic."""

    def __init__(
        self, document: Document, model: type[BaseModel], detail: ErrorDetails
    ) -> None:
        self.document, self.model, self.kind = document, model, detail["type"]
        self.input: Any = detail["input"]
        self.context: dict[str, Any] = detail.get("ctx", {})
        self.is_of_key = detail["loc"][-1:] == ("[key]",)
        self.at: Location = detail["loc"][:-1] if self.is_of_key else detail["loc"]
        self.member = traversal.member_at(model, self.at)

    def diagnostic(self) -> Diagnostic:
        document, at = self.document, self.at
        match self.kind:
            case "missing":
                return self._missing()
            case "extra_forbidden":
                is_known = self._name in traversal.all_keys(self.model)
                message = (
                    marked("the field '{field}' is not allowed here", field=self._name)
                    if is_known
                    else marked("unknown field '{field}'", field=self._name)
                )
                help_ = misspelling.suggestion(document, self.model, at)
                intended = misspelling.certain_key(document, self.model, at)
                edits = document.replacement(document.key(at), intended)
                return self._report(
                    Message(codes.UNKNOWN_KEY, message, help_), edits=edits, at_key=True
                )
            case kind if kind in _EXPECTED_TYPES and self.input is not None:
                return self._wrong_type(kind)
            case "literal_error":
                return self._choice()
            case "nameless-source":
                return self._report(**self.context, at_key=True, name=self._name)
            case "string_too_long" | "too_long":
                too_long, length = codes.TOO_LONG, len(str(self.input))
                if isinstance(self.input, list):
                    too_long, length = codes.TOO_MANY_ENTRIES, len(self.input)
                limit = self.context["max_length"]
                return self._report(
                    too_long, subject=self._subject, length=length, limit=limit
                )
            case "bad-id":
                text = str(self.context["text"])
                better = identifiers.suggestion(text)
                usable = (
                    better and better != text and invalid_anchor_reason(better) is None
                )
                help_ = (
                    marked("write '{id}' here and wherever it is used", id=better)
                    if usable
                    else ""
                )
                return self._report(**self.context, help_=help_, at_key=self.is_of_key)
            case "quotation-marks":
                help_ = suggestions.for_quotation_marks(document, at)
                edits = document.rewritten(
                    document.scalar(at).line, help_.removeprefix("write: ")
                )
                return self._report(**self.context, help_=help_, edits=edits)
            case kind if "message" in self.context:
                help_, certain = suggestions.for_value(
                    kind, str(self.context.get("text", ""))
                )
                if meant := self.context.get("meant"):
                    help_, certain = marked("write {value}", value=meant), meant
                return self._report(
                    **self.context, help_=help_, edits=self._edits(certain)
                )
            case _:  # "empty-value", "too_short", or another type than that of a missing value
                return self._empty()

    @property
    def _name(self) -> str:
        """The key that the error is about, or that of the list around it."""
        return next(
            (str(step) for step in reversed(self.at) if isinstance(step, str)), "file"
        )

    @property
    def _subject(self) -> str:
        if not self.at:
            return marked("the file")
        if isinstance(self.at[-1], int):
            return marked("an entry of '{list}'", list=self._name)
        return marked("'{field}'", field=self._name)

    def _missing(self) -> Diagnostic:
        if self.document.key(self.at) is not None:
            return self._empty()
        *around, field = self.at
        if len(around) == 2 and around[0] == "quotes" and field == "source":
            help_ = suggestions.for_missing_reference(
                self.document, self.at[:-1], "source: {}"
            )
            return self._report(codes.QUOTE_WITHOUT_SOURCE, help_)
        match around:
            case []:
                where = marked("the file")
            case [*_, str(list_), int()]:
                where = marked("this entry of '{list}'", list=list_)
            case _:
                where = marked("'{field}'", field=around[-1])
        help_ = suggestions.for_missing_field(self.document, self.model, self.at)
        return self._report(codes.FIELD_IS_MISSING, help_, around=where, field=field)

    def _choice(self) -> Diagnostic:
        if not isinstance(self.input, str):
            return (
                self._empty() if self.input is None else self._wrong_type("wrong-type")
            )
        choices = self.member.choices if self.member else ()
        help_, certain = suggestions.for_choice(self.input, choices)
        edits, listed = self._edits(certain), ", ".join(choices)
        return self._report(
            codes.NO_CHOICE,
            help_,
            edits,
            text=self.input,
            subject=self._subject,
            choices=listed,
        )

    def _edits(self, text: str) -> tuple[Edit, ...]:
        return self.document.replacement(self.document.node(self.at), text)

    @property
    def is_due_to_misspelling(self) -> bool:
        """Whether a field is missing because its key is misspelled, which is reported anyway."""
        misspelled = misspelling.misspelled_keys(
            self.document, self.model, self.at[:-1]
        )
        return self.kind == "missing" and self.at[-1] in misspelled

    def _wrong_type(self, kind: str) -> Diagnostic:
        help_ = suggestions.for_wrong_type(kind, self.document, self.model, self.at)
        message = Phrase(_EXPECTED_TYPES[kind], {"subject": self._subject})
        written = re.fullmatch(r"write: [\w-]+: (\[.*\])", help_)
        edits = self._without_brackets()
        if written and (found := self._edits(written[1])):
            edits = tuple(each._replace(text=written[1]) for each in found)
        return self._report(Message(codes.WRONG_TYPE, message, help_), edits=edits)

    def _without_brackets(self) -> tuple[Edit, ...]:
        """The edit that writes an id that stands alone in square brackets."""
        refers = self.member is not None and isinstance(
            self.member.field_type, ReferenceType
        )
        match self.document.node(self.at):
            case Sequence((Scalar(text=text),), span) if (
                refers and not self.document.repaired
            ):
                line = self.document.lines[span.start.line - 1][span.start.column - 1 :]
                written = re.match(r"\[[^\[\]#]*\]", line)
                return (
                    (Edit(Span.at(*span.start, len(written[0])), text),)
                    if written
                    else ()
                )
        return ()

    def _empty(self) -> Diagnostic:
        at_key = bool(self.at) and not isinstance(self.at[-1], int)
        help_ = suggestions.for_empty_value(self.document, self.model, self.at)
        return self._report(EMPTY, help_, subject=self._subject, at_key=at_key)

    def _report(
        self,
        message: Message,
        help_: str = "",
        edits: tuple[Edit, ...] = (),
        *,
        at_key: bool = False,
        **values: object,
    ) -> Diagnostic:
        at = self.document.nearest_key(self.at) if at_key else self.at
        return self.document.report(message, at, help_, edits, **values)
