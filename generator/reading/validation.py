"""A document to a record of the format, or to diagnostics in words that a contributor knows."""

import difflib
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.diagnostics import Code, Diagnostic, Span
from generator.reading import identifiers, prose_parser, shape
from generator.reading.document import Document, Location

Model = TypeVar("Model", bound=BaseModel)


def validate(document: Document, model: type[Model]) -> tuple[Model | None, list[Diagnostic]]:
    """The record, or `None` and every mistake in the shape of the data; mistakes in prose too."""
    if document.root is None:
        message, help_ = "the file is empty", f"begin with: {_first_keys(model)}"
        return None, [document.report(Code.EMPTY_VALUE, Span.at(1, 1), message, help_)]
    in_prose = list(_prose_mistakes(document, model))
    try:
        record = model.model_validate(document.data())
    except ValidationError as error:
        mistakes = [_Mistake(document, model, detail) for detail in error.errors(include_url=False)]
        return None, in_prose + [mistake.diagnostic() for mistake in mistakes]
    return record, in_prose


def closest(text: str, choices: tuple[str, ...] | list[str]) -> str:
    """A help that names the choice that was probably meant, or else the choices if they are few."""
    near = difflib.get_close_matches(text.lower(), choices, n=1, cutoff=0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"the choices are: {', '.join(choices)}" if 0 < len(choices) <= 20 else ""


def _first_keys(model: type[BaseModel]) -> str:
    keys = shape.keys_at(model, ()) or ("some-topic",)
    return f"{keys[0]}: ..."


def _prose_mistakes(document: Document, model: type[BaseModel]) -> list[Diagnostic]:
    return [
        document.report(
            finding.code, document.stretch(scalar, finding.start, finding.end), finding.message, finding.help
        )
        for pattern in shape.prose_patterns(model)
        for _, scalar in document.scalars(pattern)
        for finding in prose_parser.parse(scalar.text).findings
    ]


_SEE = "compare it with another brief"
_TYPES = {
    "tuple_type": ("a list", "write it as '- one' on a line of its own, or as [one, two]"),
    "dict_type": ("a mapping", "indent 'key: value' lines under it"),
    "model_type": ("a mapping", "indent 'key: value' lines under it"),
    "wrong-type": ("a text", "write the text behind the colon, without a list or keys of its own"),
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
                keys = list(shape.keys_at(self._model, self._location[:-1]))
                message = f"'{self._name}' is not a key of the format here"
                return self._report(Code.UNKNOWN_KEY, message, closest(self._name, keys), at_key=True)
            case kind if kind in _TYPES and self._input is not None:
                expected, help_ = _TYPES[kind]
                return self._report(Code.WRONG_TYPE, f"{self._subject} should be {expected}", help_)
            case "literal_error":
                return self._choice()
            case "string_too_long" | "too_long":
                limit = self._context["max_length"]
                message = f"{self._subject} has {len(str(self._input))} characters; {limit} is the limit"
                return self._report(Code.TOO_LONG, message, "shorten it; details belong in 'background'")
            case "bad-date":
                help_ = (
                    "write 2010-12-09, 2010-12 or 2010; 2010~ for about, 2010? for uncertain, "
                    "2010-11/2010-12 for a span"
                )
                if "exact day" in self._message:
                    help_ = "write the day as year-month-day, such as 2010-12-09"
                return self._report(Code.BAD_DATE, self._message, help_)
            case "date-order":
                return self._report(Code.DATE_ORDER, self._message, "put the earlier date first")
            case "bad-address":
                help_ = "copy it whole from the browser, beginning with https:// or http://"
                return self._report(Code.BAD_ADDRESS, self._message, help_)
            case "bad-id":
                text = str(self._context["text"])
                better = identifiers.suggestion(text)
                usable = better and better != text and identifiers.objection_to_anchor(better) is None
                help_ = f"write '{better}'" if usable else "choose another one, such as 'tashkent-summit'"
                return self._report(Code.BAD_ID, self._message, help_, at_key=self._in_key)
            case "bad-choice":
                return self._report(Code.BAD_CHOICE, self._message, "write a code such as en, ru, zh or fr")
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
            return self._report(
                Code.QUOTE_WITHOUT_SOURCE,
                "the quote does not say where it is documented",
                "add 'source: <id>' with the id of an entry under 'sources'",
            )
        around = f"this entry of '{self._location[0]}'" if len(self._location) > 1 else "the file"
        return self._report(Code.MISSING_FIELD, f"{around} has no '{field}'", f"add '{field}: ...' to it")

    def _choice(self) -> Diagnostic:
        if self._input is None or not isinstance(self._input, str):
            return self._empty() if self._input is None else self._not_text()
        choices = [
            part.strip("'") for part in str(self._context["expected"]).replace(" or ", ", ").split(", ")
        ]
        near = closest(self._input, choices)
        listed = f"{self._subject} is one of: {', '.join(choices)}"
        help_ = f"{near} {listed}" if near.startswith("did") else listed
        return self._report(Code.BAD_CHOICE, f"'{self._input}' is not a choice for {self._subject}", help_)

    def _not_text(self) -> Diagnostic:
        expected, help_ = _TYPES["wrong-type"]
        return self._report(Code.WRONG_TYPE, f"{self._subject} should be {expected}", help_)

    def _empty(self) -> Diagnostic:
        at_key = not isinstance(self._location[-1], int) if self._location else False
        help_ = "write something behind it, or delete it"
        return self._report(Code.EMPTY_VALUE, f"{self._subject} is empty", help_, at_key=at_key)

    def _report(self, code: Code, message: str, help_: str, *, at_key: bool = False) -> Diagnostic:
        key = self._document.key(self._location) if at_key else None
        span = key.span if key else self._document.nearest(self._location)
        return self._document.report(code, span, message, help_)
