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

from generator.diagnostics import MAX_DIAGNOSTICS, Diagnostic, Edit, Message, Span
from generator.format import identifiers, limits, traversal
from generator.format.brief import invalid_anchor_reason
from generator.format.field_type import EMPTY
from generator.format.fields import PROSE, Reference
from generator.format.limits import FileLimit
from generator.format.prose import parser as prose_parser
from generator.format.prose.tree import Prose
from generator.format.traversal import Location
from generator.languages.phrase import Phrase, marked
from generator.reading import codes, misspelling, suggestions
from generator.reading.yaml import node as nodes
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar, Sequence

Model = TypeVar("Model", bound=BaseModel)


def parse_prose(document: Document, model: type[BaseModel]) -> dict[Location, Prose]:
    """All prose of a file by location, parsed once; texts that are too long or empty are left out."""
    return {
        location: prose_parser.parse(scalar.text)
        for pattern in traversal.patterns(model, PROSE)
        for location, scalar in document.scalars(pattern)
        if len(scalar.text) <= limits.PROSE and scalar.text.strip()
    }


def excess(document: Document, prose: Mappings[Location, Prose], limit: FileLimit) -> Diagnostic | None:
    """The error if the file has more values than the limit allows, where the prose exceeds it."""
    values = sum(1 for _ in nodes.walk(document.root)) if document.root else 0
    for location, text in prose.items():
        values += text.parsed.parts
        if values > limit.values:
            span = document.nearest(location)
            return document.report_message(codes.TOO_MANY_VALUES, span, limit=limit.values)
    return None


def validate(
    document: Document, model: type[Model], prose: Mappings[Location, Prose]
) -> tuple[Model | None, list[Diagnostic]]:
    """The record and the errors in its prose; `None` and all errors if the data is invalid."""
    if document.root is None:
        message = marked("the file is empty")
        first = next(iter(traversal.keys_at(model, ())), "some-topic")
        help_ = marked("start with: {line}", line=f"{first}: ...")
        return None, [document.report(EMPTY.code, Span.at(1, 1), message, help_)]
    problems = (
        document.report(
            found.code, document.span(document.scalar(at), found.start, found.end), found.message, found.help
        )
        for at, text in prose.items()
        for found in text.parsed.findings
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
        return None, [*in_prose, *(each.diagnostic() for each in errors if not each.is_due_to_misspelling)]
    return record, in_prose


def _causes(details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The errors but for those of lists that are too short only because entries with errors do not count."""
    short = {detail["loc"] for detail in details if detail["type"] == "too_short"}
    around = (detail["loc"][:length] for detail in details for length in range(len(detail["loc"])))
    caused = short.intersection(around)
    return (each for each in details if each["type"] != "too_short" or each["loc"] not in caused)


_EXPECTED_TYPES = {
    "tuple_type": marked("{subject} must be a list"),
    "dict_type": marked("{subject} must have an id for each entry"),
    "model_type": marked("{subject} must have fields of its own"),
    "wrong-type": marked("{subject} must be text"),
}
"""By the type of pydantic's error."""


class _FieldError:
    """One of pydantic's errors, to be turned into a diagnostic."""

    def __init__(self, document: Document, model: type[BaseModel], detail: ErrorDetails) -> None:
        self._document = document
        self._model = model
        self._kind = detail["type"]
        self._input: Any = detail["input"]
        self._context: dict[str, Any] = detail.get("ctx", {})
        self._in_key = detail["loc"][-1:] == ("[key]",)
        self._location: Location = detail["loc"][:-1] if self._in_key else detail["loc"]

    def diagnostic(self) -> Diagnostic:
        match self._kind:
            case "missing":
                return self._missing()
            case "extra_forbidden":
                is_known = self._name in traversal.all_keys(self._model)
                message = (
                    marked("the field '{field}' is not allowed here", field=self._name)
                    if is_known
                    else marked("unknown field '{field}'", field=self._name)
                )
                help_ = misspelling.suggestion(self._document, self._model, self._location)
                key = self._document.key(self._location)
                intended = misspelling.certain_key(self._document, self._model, self._location)
                edits = self._document.replacement(key, intended) if key else ()
                return self._document.report(
                    codes.UNKNOWN_KEY, self._span(at_key=True), message, help_, edits
                )
            case kind if kind in _EXPECTED_TYPES and self._input is not None:
                return self._wrong_type(kind)
            case "literal_error":
                return self._choice()
            case "nameless-source":
                return self._report_message(**self._context, at_key=True, name=self._name)
            case "string_too_long" | "too_long":
                is_list = isinstance(self._input, list)
                return self._report_message(
                    codes.TOO_MANY_ENTRIES if is_list else codes.TOO_LONG,
                    subject=self._subject,
                    length=len(self._input if is_list else str(self._input)),
                    limit=self._context["max_length"],
                )
            case "bad-id":
                text = str(self._context["text"])
                better = identifiers.suggestion(text)
                usable = better and better != text and invalid_anchor_reason(better) is None
                help_ = marked("write '{id}' here and wherever it is used", id=better) if usable else ""
                return self._report_message(**self._context, help_=help_, at_key=self._in_key)
            case "quotation-marks":
                help_ = suggestions.for_quotation_marks(self._document, self._location)
                written = help_.removeprefix("write: ")
                edits = self._document.rewritten(self._document.scalar(self._location).line, written)
                return self._report_message(**self._context, help_=help_, edits=edits)
            case kind if "message" in self._context:
                text = str(self._context.get("text", ""))
                help_, certain = suggestions.for_value(kind, text)
                if meant := self._context.get("meant"):
                    help_, certain = marked("write {value}", value=meant), meant
                return self._report_message(**self._context, help_=help_, edits=self._edits(certain))
            case _:  # "empty-value", "too_short", or another type than that of a missing value
                return self._empty()

    @property
    def _name(self) -> str:
        """The key that the error is about, or that of the list around it."""
        return next((str(step) for step in reversed(self._location) if isinstance(step, str)), "file")

    @property
    def _subject(self) -> str:
        if not self._location:
            return marked("the file")
        is_entry = isinstance(self._location[-1], int)
        return (
            marked("an entry of '{list}'", list=self._name)
            if is_entry
            else marked("'{field}'", field=self._name)
        )

    def _missing(self) -> Diagnostic:
        if self._document.key(self._location) is not None:
            return self._empty()
        field = self._location[-1]
        if len(self._location) == 3 and self._location[0] == "quotes" and field == "source":
            help_ = suggestions.for_missing_reference(self._document, self._location[:-1], "source: {}")
            return self._report_message(codes.QUOTE_WITHOUT_SOURCE, help_)
        match self._location[:-1]:
            case ():
                around = marked("the file")
            case (*_, str(list_), int()):
                around = marked("this entry of '{list}'", list=list_)
            case location:
                around = marked("'{field}'", field=location[-1])
        help_ = suggestions.for_missing_field(self._document, self._model, self._location)
        return self._report_message(codes.FIELD_IS_MISSING, help_, around=around, field=field)

    def _choice(self) -> Diagnostic:
        if not isinstance(self._input, str):
            return self._empty() if self._input is None else self._wrong_type("wrong-type")
        member = traversal.member_at(self._model, self._location)
        choices = member.choices if member else ()
        help_, certain = suggestions.for_choice(self._input, choices)
        return self._report_message(
            codes.NO_CHOICE,
            help_,
            edits=self._edits(certain),
            text=self._input,
            subject=self._subject,
            choices=", ".join(choices),
        )

    def _edits(self, text: str) -> tuple[Edit, ...]:
        node = self._document.node(self._location)
        return self._document.replacement(node, text) if isinstance(node, Scalar) else ()

    @property
    def is_due_to_misspelling(self) -> bool:
        """Whether a field is missing because its key is misspelled, which is reported anyway."""
        if self._kind != "missing":
            return False
        around, key = self._location[:-1], self._location[-1]
        return key in misspelling.misspelled_keys(self._document, self._model, around)

    def _wrong_type(self, kind: str) -> Diagnostic:
        help_ = suggestions.for_wrong_type(kind, self._document, self._model, self._location)
        message = Phrase(_EXPECTED_TYPES[kind], {"subject": self._subject})
        written = re.fullmatch(r"write: [\w-]+: (\[.*\])", help_)
        edits = [each._replace(text=written[1]) for each in self._edits(written[1])] if written else ()
        span = self._document.nearest(self._location)
        return self._document.report(
            codes.WRONG_TYPE, span, message, help_, tuple(edits) or self._without_brackets()
        )

    def _without_brackets(self) -> tuple[Edit, ...]:
        """The edit that writes an id that stands alone in square brackets."""
        node, member = self._document.node(self._location), traversal.member_at(self._model, self._location)
        of = member.field_type if member else None
        match node:
            case Sequence((Scalar(text=text),), span) if (
                isinstance(of, Reference) and not self._document.repaired
            ):
                line = self._document.lines[span.start.line - 1][span.start.column - 1 :]
                written = re.match(r"\[[^\[\]#]*\]", line)
                return (Edit(Span.at(*span.start, len(written[0])), text),) if written else ()
            case _:
                return ()

    def _empty(self) -> Diagnostic:
        at_key = not isinstance(self._location[-1], int) if self._location else False
        help_ = suggestions.for_empty_value(self._document, self._model, self._location)
        return self._report_message(EMPTY, help_, subject=self._subject, at_key=at_key)

    def _report_message(
        self,
        message: Message,
        help_: str = "",
        *,
        at_key: bool = False,
        edits: tuple[Edit, ...] = (),
        **values: object,
    ) -> Diagnostic:
        return self._document.report_message(message, self._span(at_key=at_key), help_, edits, **values)

    def _span(self, *, at_key: bool) -> Span:
        document = self._document
        return document.nearest_key(self._location) if at_key else document.nearest(self._location)
