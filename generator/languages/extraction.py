"""Finds texts for the catalogues that no function marks: those of messages and of the format.

Methods as in https://babel.pocoo.org/en/latest/messages.html#writing-extraction-methods, which
`make messages` calls. Most also finds what functions mark, as in any other module.
"""

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from babel.messages.extract import extract_python

from generator.languages.phrase import in_words

_COMMAND = re.compile(r"(?:click|briefs)\.(?:command|group)\b")
"""A decorator that makes a command."""
Extracted = tuple[int, Any, Any, Any]
"""A line, the name of a function or nothing, its texts, and comments."""


def messages(
    file: BinaryIO,
    keywords: Mapping[str, Any],
    tags: list[str],
    options: Any,  # noqa: ANN401 -- of Babel
) -> Iterator[Extracted]:
    """What functions mark, and the texts of codes and messages of diagnostics: all of several words."""
    yield from extract_python(file, keywords, tags, options)
    file.seek(0)
    for each in ast.walk(ast.parse(file.read())):
        if isinstance(each, ast.Call) and ast.unparse(each.func) in {"Code", "Message"}:
            yield from (
                text
                for value in each.args
                for text in _texts(value)
                if not isinstance(value, ast.Call) and " " in text[2]
            )


def enumerations(
    file: BinaryIO,
    keywords: Mapping[str, Any],
    tags: list[str],
    options: Any,  # noqa: ANN401 -- of Babel
) -> Iterator[Extracted]:
    """The texts of enumerations of messages: all that consist of several words."""
    yield from messages(file, keywords, tags, options)
    for record in _classes(file):
        for field in record.body:
            if isinstance(field, ast.Assign):
                yield from (each for each in _texts(field.value) if " " in each[2])


def choices(
    file: BinaryIO,
    keywords: Mapping[str, Any],
    tags: list[str],
    options: Any,  # noqa: ANN401 -- of Babel
) -> Iterator[Extracted]:
    """The values of fields with a list of values."""
    yield from messages(file, keywords, tags, options)
    file.seek(0)
    for statement in ast.parse(file.read()).body:
        if isinstance(statement, ast.Assign) and "Literal[" in ast.unparse(statement.value):
            yield from _texts(statement.value)


def records(
    file: BinaryIO,
    keywords: Mapping[str, Any],
    tags: list[str],
    options: Any,  # noqa: ANN401 -- of Babel
) -> Iterator[Extracted]:
    """The names, descriptions and examples of models and their fields."""
    yield from messages(file, keywords, tags, options)
    models = ["Record", "RootModel"]
    for record in _classes(file):
        if any(ast.unparse(base).startswith(tuple(models)) for base in record.bases):
            models.append(record.name)
            yield record.lineno, None, in_words(record.name), []
            yield from _fields(record)


def commands(
    file: BinaryIO,
    keywords: Mapping[str, Any],
    tags: list[str],
    options: Any,  # noqa: ANN401 -- of Babel
) -> Iterator[Extracted]:
    """The descriptions of commands and their options."""
    yield from messages(file, keywords, tags, options)
    file.seek(0)
    module = ast.parse(file.read())
    for each in module.body:
        if isinstance(each, ast.FunctionDef) and any(
            _COMMAND.match(ast.unparse(decorator)) for decorator in each.decorator_list
        ):
            yield each.lineno, None, ast.get_docstring(each), []
    yield from _keywords(module, "help")
    yield from _keywords(module, "metavar")


def _fields(record: ast.ClassDef) -> Iterator[Extracted]:
    described = ast.get_docstring(record)
    if described:
        yield record.lineno, None, described, []
    for field, after in zip(record.body, [*record.body[1:], None], strict=True):
        if isinstance(field, ast.Assign):  # what a model is called where it is not its own name
            yield from _keywords(field, "title")
        if not isinstance(field, ast.AnnAssign) or "ClassVar" in ast.unparse(field.annotation):
            continue
        name: Extracted = field.lineno, None, in_words(ast.unparse(field.target)), []
        yield from list(_keywords(field, "title")) or [name]
        yield from (each for each in _keywords(field, "examples") if " " in each[2])
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            yield after.lineno, None, inspect.cleandoc(str(after.value.value)), []


def _keywords(node: ast.AST, name: str) -> Iterator[Extracted]:
    """The texts of the keyword arguments of this name."""
    for each in ast.walk(node):
        if isinstance(each, ast.keyword) and each.arg == name:
            yield from _texts(each.value)


def _texts(node: ast.AST) -> Iterator[Extracted]:
    keys = {key for each in ast.walk(node) if isinstance(each, ast.Dict) for key in each.keys}
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and each not in keys:
            yield each.lineno, None, each.value, []


def _classes(file: BinaryIO) -> Iterator[ast.ClassDef]:
    file.seek(0)
    yield from (each for each in ast.parse(file.read()).body if isinstance(each, ast.ClassDef))
