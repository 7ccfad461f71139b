"""Finds texts for the catalogues that no function marks: those of diagnostics, of the format and of commands.

A method as in https://babel.pocoo.org/en/latest/messages.html#writing-extraction-methods, which
`make messages` calls. It also finds what functions mark.
"""

import ast
import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from babel.messages.extract import extract_python

from briefing_site.languages.phrase import as_message, in_words

_MESSAGES = {"Code", "Message"}
"""Calls whose texts of several words are messages."""
_HELP = {"click.option", "click.argument", "format_option"}
_COMMANDS = ("click.command", "click.group", "briefs.command")
"""Decorators that make a command, whose docstring is its help."""
_MODELS = ("Record", "RootModel")

Extracted = tuple[int, Any, Any, Any]
"""A line, the name of a function or nothing, its texts, and comments."""


def texts(
    file: BinaryIO,
    keywords: Mapping[str, Any],
    tags: list[str],
    options: Mapping[str, str],
) -> Iterator[Extracted]:
    """What functions mark, messages, help of commands, names and descriptions of models and their fields.

    Also the first lines of docstrings with an example of a mistake, which are messages.

    With the option `choices`, the values of fields with a list of values as well.
    """
    yield from extract_python(file, keywords, tags, {})
    file.seek(0)
    module = ast.parse(file.read())
    models = list(_MODELS)
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield from _in_call(node)
        elif isinstance(node, ast.FunctionDef):
            yield from _in_function(node)
        elif isinstance(node, ast.ClassDef) and _is_model(node, models):
            models.append(node.name)
            yield from _in_model(node)
        elif isinstance(node, ast.Assign):
            yield from _in_assignment(node, with_choices="choices" in options)


def _in_call(call: ast.Call) -> Iterator[Extracted]:
    """The texts of a message, or the help of an option."""
    function = ast.unparse(call.func)
    if function in _HELP:
        yield from _of_keyword(call, "help")
        yield from _of_keyword(call, "metavar")
    if function in _MESSAGES:
        keyword_values = [keyword.value for keyword in call.keywords]
        for argument in (*call.args, *keyword_values):
            if not isinstance(argument, ast.Call):
                yield from _several_words(_constants(argument))


def _in_function(function: ast.FunctionDef) -> Iterator[Extracted]:
    """The help of a command, or the message of a function that shows an example of a mistake."""
    docstring = ast.get_docstring(function) or ""
    decorators = function.decorator_list
    if decorators and ast.unparse(decorators[0]).startswith(_COMMANDS):
        yield function.lineno, None, ast.get_docstring(function), []
    elif "\nBefore:\n" in docstring:
        yield function.lineno, None, as_message(docstring), []


def _is_model(node: ast.ClassDef, models: list[str]) -> bool:
    return any(ast.unparse(base).startswith(tuple(models)) for base in node.bases)


def _in_model(model: ast.ClassDef) -> Iterator[Extracted]:
    """The name and the description of a model, and those of its fields."""
    yield model.lineno, None, in_words(model.name), []
    docstring = ast.get_docstring(model)
    if docstring:
        yield model.lineno, None, docstring, []
    for number, statement in enumerate(model.body):
        if isinstance(statement, ast.Assign):
            # what a model is called where it is not its own name
            yield from _of_keyword(statement, "title")
        elif isinstance(statement, ast.AnnAssign) and not _is_class_variable(statement):
            yield from _in_field(statement, model.body[number + 1 :])


def _is_class_variable(field: ast.AnnAssign) -> bool:
    return "ClassVar" in ast.unparse(field.annotation)


def _in_field(field: ast.AnnAssign, following: list[ast.stmt]) -> Iterator[Extracted]:
    """The title of a field, its examples, and the description in the statement that follows it."""
    titles = list(_of_keyword(field, "title"))
    if not titles:
        titles = [(field.lineno, None, in_words(ast.unparse(field.target)), [])]
    yield from titles
    yield from _several_words(_of_keyword(field, "examples"))
    if following and isinstance(following[0], ast.Expr):
        description = following[0].value
        if isinstance(description, ast.Constant):
            text = inspect.cleandoc(str(description.value))
            yield following[0].lineno, None, text, []


def _in_assignment(
    assignment: ast.Assign, *, with_choices: bool
) -> Iterator[Extracted]:
    """The names of what is counted, and the values of a `Literal`."""
    if ast.unparse(assignment.targets[0]) == "NOUNS":
        for line, _, noun, _ in _constants(assignment.value):
            texts_for_number = (f"%(count)s {noun}", f"%(count)s {noun}s")
            yield line, "ngettext", texts_for_number, []
    elif with_choices and "Literal[" in ast.unparse(assignment.value):
        yield from _constants(assignment.value)


def _of_keyword(node: ast.AST, name: str) -> Iterator[Extracted]:
    """The texts of all arguments of this name in a statement."""
    for part in ast.walk(node):
        if isinstance(part, ast.keyword) and part.arg == name:
            yield from _constants(part.value)


def _several_words(extracted: Iterable[Extracted]) -> Iterator[Extracted]:
    for line, function, text, comments in extracted:
        if " " in text:
            yield line, function, text, comments


def _constants(node: ast.AST) -> Iterator[Extracted]:
    """All texts in an expression that are no keys of mappings."""
    keys: set[ast.AST | None] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Dict):
            keys.update(part.keys)
    for part in ast.walk(node):
        if not isinstance(part, ast.Constant) or part in keys:
            continue
        if isinstance(part.value, str):
            yield part.lineno, None, part.value, []
