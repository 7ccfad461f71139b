"""A document to a record of the format, or to diagnostics in words that a contributor knows."""

import difflib
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import MOST_MISTAKES, Code, Diagnostic, Message, Span
from generator.documents.document import Document
from generator.documents.node import Scalar
from generator.fixes import advice, misspelling
from generator.format import identifiers, prose_parser, traversal
from generator.format.kinds import PROSE
from generator.format.kinds.prose import LONGEST
from generator.format.prose import Prose
from generator.format.traversal import Location

Model = TypeVar("Model", bound=BaseModel)


def parse_prose(document: Document, model: type[BaseModel]) -> dict[Location, Prose]:
    """All prose of a file by its place, parsed once; texts that are too long or empty are left out."""
    return {
        location: prose_parser.parse(scalar.text)
        for pattern in traversal.patterns(model, PROSE)
        for location, scalar in document.scalars(pattern)
        if len(scalar.text) <= LONGEST and scalar.text.strip()
    }


def validate(
    document: Document, model: type[Model], prose: Mapping[Location, Prose]
) -> tuple[Model | None, list[Diagnostic]]:
    """The record, or `None` and every mistake in the shape of the data; mistakes in prose too."""
    if document.root is None:
        message, help_ = "the file is empty", f"begin with: {_first_keys(model)}"
        return None, [document.report(Code.EMPTY_VALUE, Span.at(1, 1), message, help_)]
    in_prose = list(islice(_prose_mistakes(document, prose), MOST_MISTAKES + 1))
    try:
        record = model.model_validate(_with_prose(document.data(), prose))
    except ValidationError as error:
        details = error.errors(include_url=False)[: MOST_MISTAKES + 1]
        mistakes = [_Mistake(document, model, detail) for detail in details]
        return None, in_prose + [each.diagnostic() for each in mistakes if not each.is_of_another]
    return record, in_prose


def closest(text: str, choices: tuple[str, ...] | list[str]) -> str:
    """A help that names the choice that was probably meant, or else the choices if they are few."""
    near = difflib.get_close_matches(text.lower(), choices, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"the choices are: {', '.join(choices)}" if 0 < len(choices) <= 20 else ""


def _first_keys(model: type[BaseModel]) -> str:
    keys = traversal.keys_at(model, ()) or ("some-topic",)
    return f"{keys[0]}: ..."


def _with_prose(data: Any, prose: Mapping[Location, Prose]) -> object:  # noqa: ANN401 -- whatever YAML holds
    """The data with parsed prose in the place of its texts."""
    for location, parsed in prose.items():
        around = data
        for step in location[:-1]:
            around = around[step]
        around[location[-1]] = parsed
    return data


def _prose_mistakes(document: Document, prose: Mapping[Location, Prose]) -> Iterator[Diagnostic]:
    for location, parsed in prose.items():
        scalar = document.node(location)
        if isinstance(scalar, Scalar):
            for finding in parsed.findings:
                span = document.span(scalar, finding.start, finding.end)
                yield document.report(finding.code, span, finding.message, finding.help)


_SEE = "compare it with another brief"
_TOLD = {
    "bad-date": Message.BAD_DATE,
    "bad-day": Message.BAD_DAY,
    "not-a-day": Message.NOT_A_DAY,
    "date-order": Message.BACKWARD_INTERVAL,
    "bad-address": Message.BAD_ADDRESS,
    "bad-language": Message.BAD_LANGUAGE,
}
"""The mistakes that the fields themselves raise, of which no more is to be said."""
_TYPES = {
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "wrong-type": "a text",
}


class _Mistake:
    """One of pydantic's errors on its way to a diagnostic."""

    def __init__(self, document: Document, model: type[BaseModel], detail: ErrorDetails) -> None:
        self._document = document
        self._model = model
        self._kind = detail["type"]
        self._input: Any = detail["input"]
        self._context: dict[str, Any] = detail.get("ctx", {})
        self._message = detail["msg"]
        self._in_key = detail["loc"][-1:] == ("[key]",)
        self._location: Location = detail["loc"][:-1] if self._in_key else detail["loc"]

    def diagnostic(self) -> Diagnostic:
        match self._kind:
            case "missing":
                return self._missing()
            case "extra_forbidden":
                message = f"'{self._name}' is not a key of the format here"
                help_ = misspelling.advice(self._document, self._model, self._location)
                return self._report(Code.UNKNOWN_KEY, message, help_, at_key=True)
            case kind if kind in _TYPES and self._input is not None:
                return self._wrong_type(kind)
            case "literal_error":
                return self._choice()
            case "string_too_long" | "too_long":
                length, limit = len(str(self._input)), self._context["max_length"]
                return self._tell(Message.TOO_LONG, subject=self._subject, length=length, limit=limit)
            case "bad-id":
                text = str(self._context["text"])
                better = identifiers.suggestion(text)
                usable = better and better != text and identifiers.invalid_anchor_reason(better) is None
                help_ = f"write '{better}', here and wherever it is named" if usable else ""
                return self._tell(Message.BAD_ID, help_, at_key=self._in_key, **self._context)
            case "quotation-marks":
                return self._tell(Message.QUOTATION_MARKS, advice.on_marks(self._document, self._location))
            case kind if kind in _TOLD:
                return self._tell(
                    _TOLD[kind], advice.on_value(kind, str(self._context["text"])), **self._context
                )
            case (
                "missing"
                | "empty-value"
                | "too_short"
                | "wrong-type"
                | "tuple_type"
                | "dict_type"
                | "model_type"
            ):
                return self._empty()
            case kind:
                return self._report(Code.WRONG_TYPE, f"{self._subject} can't be read: {self._message}", _SEE)

    @property
    def _name(self) -> str:
        """The key that the mistake is about, or that of the list around it."""
        return next((str(step) for step in reversed(self._location) if isinstance(step, str)), "file")

    @property
    def _subject(self) -> str:
        in_list = self._location and isinstance(self._location[-1], int)
        if not self._location:
            return "the file"
        return f"each entry of '{self._name}'" if in_list else f"'{self._name}'"

    def _missing(self) -> Diagnostic:
        if self._document.key(self._location) is not None:
            return self._empty()
        field = self._location[-1]
        if len(self._location) == 3 and self._location[0] == "quotes" and field == "source":
            return self._tell(Message.QUOTE_WITHOUT_SOURCE, advice.on_source(self._document, "source: {}"))
        around = f"this entry of '{self._location[0]}'" if len(self._location) > 1 else "the file"
        help_ = advice.on_missing(self._document, self._model, self._location)
        return self._tell(Message.MISSING_FIELD, help_, around=around, field=field)

    def _choice(self) -> Diagnostic:
        if self._input is None or not isinstance(self._input, str):
            return self._empty() if self._input is None else self._wrong_type("wrong-type")
        member = traversal.member_at(self._model, self._location)
        choices = member.choices if member else ()
        subject, listed = self._subject, ", ".join(choices)
        near = closest(self._input, choices)
        near = near if near.startswith("did") else ""
        help_ = f"{near} {Message.BAD_CHOICE.help.format(subject=subject, choices=listed)}".strip()
        return self._tell(Message.BAD_CHOICE, help_, text=self._input, subject=subject)

    @property
    def is_of_another(self) -> bool:
        """Whether a field is missing only because its key is misspelt, which is told anyway."""
        if self._kind != "missing":
            return False
        return self._location[-1] in misspelling.misspelt(self._document, self._model, self._location[:-1])

    def _wrong_type(self, kind: str) -> Diagnostic:
        help_ = advice.on_type(kind, self._document, self._model, self._location)
        return self._report(Code.WRONG_TYPE, f"{self._subject} should be {_TYPES[kind]}", help_)

    def _empty(self) -> Diagnostic:
        at_key = not isinstance(self._location[-1], int) if self._location else False
        help_ = advice.on_nothing(self._document, self._model, self._location)
        return self._tell(Message.EMPTY, help_, subject=self._subject, at_key=at_key)

    def _report(self, code: Code, message: str, help_: str, *, at_key: bool = False) -> Diagnostic:
        return self._document.report(code, self._span(at_key=at_key), message, help_)

    def _tell(
        self, message: Message, help_: str = "", *, at_key: bool = False, **values: object
    ) -> Diagnostic:
        return self._document.report_message(message, self._span(at_key=at_key), help_, **values)

    def _span(self, *, at_key: bool) -> Span:
        key = self._document.key(self._location) if at_key else None
        return key.span if key else self._document.nearest(self._location)
