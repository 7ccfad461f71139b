"""A document to prose and a record, or to diagnostics in words that contributors understand."""

from collections import Counter
from collections.abc import Mapping as Mappings
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefing_site.diagnostics import MAX_DIAGNOSTICS, Diagnostic, Edit, Message, Span
from briefing_site.format import Location, Prose, identifiers, limits, traversal
from briefing_site.format.brief import invalid_anchor_reason
from briefing_site.format.fields import PROSE
from briefing_site.format.fields.field_type import EMPTY
from briefing_site.format.limits import FileLimit
from briefing_site.format.prose_parser import parse
from briefing_site.languages.phrase import Phrase, marked
from briefing_site.reading import codes, misspelling, suggestions
from briefing_site.reading.yaml import node as nodes
from briefing_site.reading.yaml.document import Document

Model = TypeVar("Model", bound=BaseModel)

_EXPECTED_TYPES = {
    "tuple_type": marked("{subject} must be a list"),
    "dict_type": marked("{subject} must have an id for each entry"),
    "model_type": marked("{subject} must have fields of its own"),
    "wrong-type": marked("{subject} must be text"),
}
"""By the type of pydantic's error."""


def parse_prose(document: Document, model: type[BaseModel]) -> dict[Location, Prose]:
    """All prose of a file by location, parsed once; texts that are too long or empty are left out."""
    prose = {}
    for pattern in traversal.patterns(model, PROSE):
        for location, scalar in document.scalars(pattern):
            if len(scalar.text) <= limits.PROSE and scalar.text.strip():
                prose[location] = parse(scalar.text)
    return prose


def excess(
    document: Document, prose: Mappings[Location, Prose], limit: FileLimit
) -> Diagnostic | None:
    """The error if the file has more values than the limit allows, where the prose exceeds it."""
    values = 0
    if document.root:
        values = len(list(nodes.walk(document.root)))
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
        return None, [_empty_file(document, model)]
    errors = _prose_errors(document, prose)
    data: Any = document.data()
    for location, text in prose.items():
        around = data
        for step in location[:-1]:
            around = around[step]
        around[location[-1]] = text
    try:
        record = model.model_validate(data, context=Counter())
    except ValidationError as error:
        details = _causes(error.errors(include_url=False))
        for detail in details[: MAX_DIAGNOSTICS + 1]:
            field_error = _FieldError(document, model, detail)
            if not field_error.is_due_to_misspelling:
                errors.append(field_error.diagnostic())
        return None, errors
    return record, errors


def _empty_file(document: Document, model: type[BaseModel]) -> Diagnostic:
    keys = traversal.keys_at(model, ())
    message = Message(
        EMPTY.code,
        marked("the file is empty"),
        marked("start with: {line}", line=f"{keys[0] if keys else 'some-topic'}: ..."),
    )
    return document.report(message, Span.at(1, 1))


def _prose_errors(
    document: Document, prose: Mappings[Location, Prose]
) -> list[Diagnostic]:
    errors: list[Diagnostic] = []
    for location, text in prose.items():
        for finding in text.parsed.problems:
            if len(errors) > MAX_DIAGNOSTICS:
                return errors
            scalar = document.scalar(location)
            span = document.span(scalar, finding.start, finding.end)
            errors.append(document.report(finding.message, span))
    return errors


def _causes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors but for those of lists that are too short only because entries with errors do not count."""
    with_errors_inside = set()
    for detail in details:
        location = detail["loc"]
        for length in range(len(location)):
            with_errors_inside.add(location[:length])
    return [
        detail
        for detail in details
        if detail["type"] != "too_short" or detail["loc"] not in with_errors_inside
    ]


class _FieldError:
    """One of pydantic's errors, to be turned into a diagnostic."""

    def __init__(
        self, document: Document, model: type[BaseModel], detail: ErrorDetails
    ) -> None:
        self.document = document
        self.model = model
        self.kind = detail["type"]
        self.input: Any = detail["input"]
        self.context: dict[str, Any] = detail.get("ctx", {})
        self.location: Location = detail["loc"]
        self.is_of_key = self.location[-1:] == ("[key]",)
        if self.is_of_key:
            self.location = self.location[:-1]
        self.member = traversal.member_at(model, self.location)

    def diagnostic(self) -> Diagnostic:
        match self.kind:
            case "missing":
                return self._missing()
            case "extra_forbidden":
                return self._unknown_key()
            case "literal_error":
                return self._choice()
            case "nameless-source":
                return self._report(**self.context, at_key=True, name=self._name)
            case "string_too_long" | "too_long":
                return self._too_long()
            case "bad-id":
                return self._bad_id()
            case "quotation-marks":
                return self._quotation_marks()
        if self.kind in _EXPECTED_TYPES and self.input is not None:
            return self._wrong_type(self.kind)
        if "message" in self.context:
            return self._value()
        # "empty-value", "too_short", or another type than that of a missing value
        return self._empty()

    @property
    def _name(self) -> str:
        """The key that the error is about, or that of the list around it."""
        keys = [step for step in self.location if isinstance(step, str)]
        return keys[-1] if keys else "file"

    @property
    def _subject(self) -> str:
        if not self.location:
            return marked("the file")
        if isinstance(self.location[-1], int):
            return marked("an entry of '{list}'", list=self._name)
        return marked("'{field}'", field=self._name)

    @property
    def is_due_to_misspelling(self) -> bool:
        """Whether a field is missing because its key is misspelled, which is reported anyway."""
        if self.kind != "missing":
            return False
        misspelled = misspelling.misspelled_keys(
            self.document, self.model, self.location[:-1]
        )
        return self.location[-1] in misspelled

    def _missing(self) -> Diagnostic:
        if self.document.key(self.location) is not None:
            return self._empty()
        *around, field = self.location
        if len(around) == 2 and around[0] == "quotes" and field == "source":
            help_ = suggestions.for_missing_reference(
                self.document, self.location[:-1], "source: {}"
            )
            return self._report(codes.QUOTE_WITHOUT_SOURCE, help_)
        if not around:
            where = marked("the file")
        elif isinstance(around[-1], int):
            where = marked("this entry of '{list}'", list=around[-2])
        else:
            where = marked("'{field}'", field=around[-1])
        help_ = suggestions.for_missing_field(self.document, self.model, self.location)
        return self._report(codes.FIELD_IS_MISSING, help_, around=where, field=field)

    def _unknown_key(self) -> Diagnostic:
        if self._name in traversal.all_keys(self.model):
            text = marked("the field '{field}' is not allowed here", field=self._name)
        else:
            text = marked("unknown field '{field}'", field=self._name)
        help_ = misspelling.suggestion(self.document, self.model, self.location)
        key = misspelling.certain_key(self.document, self.model, self.location)
        edits = self.document.replacement(self.document.key(self.location), key)
        message = Message(codes.UNKNOWN_KEY, text, help_)
        return self._report(message, edits=edits, at_key=True)

    def _choice(self) -> Diagnostic:
        if self.input is None:
            return self._empty()
        if not isinstance(self.input, str):
            return self._wrong_type("wrong-type")
        choices = self.member.choices if self.member else ()
        help_, certain = suggestions.for_choice(self.input, choices)
        return self._report(
            codes.NO_CHOICE,
            help_,
            self._edits(certain),
            text=self.input,
            subject=self._subject,
            choices=", ".join(choices),
        )

    def _too_long(self) -> Diagnostic:
        message = codes.TOO_LONG
        length = len(str(self.input))
        if isinstance(self.input, list):
            message = codes.TOO_MANY_ENTRIES
            length = len(self.input)
        limit = self.context["max_length"]
        return self._report(message, subject=self._subject, length=length, limit=limit)

    def _bad_id(self) -> Diagnostic:
        text = str(self.context["text"])
        id_ = identifiers.suggestion(text)
        help_ = ""
        if id_ and id_ != text and invalid_anchor_reason(id_) is None:
            help_ = marked("write '{id}' here and wherever it is used", id=id_)
        return self._report(**self.context, help_=help_, at_key=self.is_of_key)

    def _quotation_marks(self) -> Diagnostic:
        written = suggestions.without_quotation_marks(self.document, self.location)
        help_ = marked("write: {line}", line=written) if written else ""
        line = self.document.scalar(self.location).line
        edits = self.document.rewritten(line, written)
        return self._report(**self.context, help_=help_, edits=edits)

    def _value(self) -> Diagnostic:
        """An error for which the type of the field has a message."""
        text = str(self.context.get("text", ""))
        help_, certain = suggestions.for_value(self.kind, text)
        meant = self.context.get("meant")
        if meant:
            help_ = marked("write {value}", value=meant)
            certain = meant
        return self._report(**self.context, help_=help_, edits=self._edits(certain))

    def _wrong_type(self, kind: str) -> Diagnostic:
        help_ = suggestions.for_wrong_type(
            kind, self.document, self.model, self.location
        )
        text = Phrase(_EXPECTED_TYPES[kind], {"subject": self._subject})
        message = Message(codes.WRONG_TYPE, text, help_)
        return self._report(message, edits=self._as_list())

    def _as_list(self) -> tuple[Edit, ...]:
        """The edit that writes ids as a list that stand there as a text."""
        if self.kind != "tuple_type" or not isinstance(self.input, str):
            return ()
        ids = suggestions.ids_as_list(self.input, self.model, self.location)
        return tuple(edit._replace(text=ids) for edit in self._edits(ids))

    def _empty(self) -> Diagnostic:
        at_key = bool(self.location) and not isinstance(self.location[-1], int)
        help_ = suggestions.for_empty_value(self.document, self.model, self.location)
        return self._report(EMPTY, help_, subject=self._subject, at_key=at_key)

    def _edits(self, text: str) -> tuple[Edit, ...]:
        return self.document.replacement(self.document.node(self.location), text)

    def _report(
        self,
        message: Message,
        help_: str = "",
        edits: tuple[Edit, ...] = (),
        *,
        at_key: bool = False,
        **values: object,
    ) -> Diagnostic:
        place: Span | Location = self.location
        if at_key:
            place = self.document.nearest_key(self.location)
        return self.document.report(message, place, help_, edits, **values)
