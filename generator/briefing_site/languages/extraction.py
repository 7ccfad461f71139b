"""Finds texts for the catalogues: those that functions mark, and those of diagnostics, models and commands.

A method as in https://babel.pocoo.org/en/latest/messages.html#writing-extraction-methods, which
`make messages` calls for each module.
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
"""Beginnings of decorators that make a command, whose docstring is its help."""
_MODELS = ("Record", "RootModel")
"""Beginnings of the base classes of models, besides models that come before in the same module."""

Extracted = tuple[int, Any, Any, Any]
"""A line, the name of a function or nothing, its texts, and comments."""
Text = tuple[int, str]
"""A line, and the text there."""


def texts(
    file: BinaryIO,
    keywords: Mapping[str, Any],
    tags: list[str],
    options: Mapping[str, str],
) -> Iterator[Extracted]:
    """All texts of a module that readers see.

    These are what functions mark, messages, the help of commands, the names and descriptions of models and of
    their fields, the first lines of docstrings with an example of a mistake, which are messages, and the
    words of `NOUNS`, which follow a number. With the option `choices`, also the values of `Literal`s.
    """
    yield from extract_python(file, keywords, tags, {})
    file.seek(0)
    module = ast.parse(file.read())
    models = list(_MODELS)
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef) and _is_model(node, models):
            models.append(node.name)
            node_texts = _in_model(node)
        elif isinstance(node, ast.Call):
            node_texts = _in_call(node)
        elif isinstance(node, ast.FunctionDef):
            node_texts = _in_function(node)
        elif "choices" in options and _is_choice(node):
            node_texts = _constants(node)
        else:
            node_texts = iter(())
        for line, text in node_texts:
            yield line, None, text, []
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "NOUNS":
            for line, noun in _constants(node.value):
                number_texts = (f"%(count)s {noun}", f"%(count)s {noun}s")
                yield line, "ngettext", number_texts, []


def _is_choice(node: ast.AST) -> bool:
    """Whether it gives a name to a list of values."""
    return isinstance(node, ast.Assign) and "Literal[" in ast.unparse(node.value)


def _in_call(call: ast.Call) -> Iterator[Text]:
    """The texts of a message, or the help of an option."""
    function = ast.unparse(call.func)
    if function in _HELP:
        yield from _of_keyword(call, "help")
        yield from _of_keyword(call, "metavar")
    if function in _MESSAGES:
        arguments = list(call.args)
        for keyword in call.keywords:
            arguments.append(keyword.value)
        for argument in arguments:
            if not isinstance(argument, ast.Call):
                yield from _several_words(_constants(argument))


def _in_function(function: ast.FunctionDef) -> Iterator[Text]:
    """The help of a command, or the message of a function that shows an example of a mistake."""
    docstring = ast.get_docstring(function) or ""
    decorators = function.decorator_list
    if decorators and ast.unparse(decorators[0]).startswith(_COMMANDS):
        if docstring:
            yield function.lineno, docstring
    elif "\nBefore:\n" in docstring:
        yield function.lineno, as_message(docstring)


def _is_model(node: ast.ClassDef, models: list[str]) -> bool:
    beginnings = tuple(models)
    for base in node.bases:
        if ast.unparse(base).startswith(beginnings):
            return True
    return False


def _in_model(model: ast.ClassDef) -> Iterator[Text]:
    """The name and the description of a model, and those of its fields."""
    yield model.lineno, in_words(model.name)
    docstring = ast.get_docstring(model)
    if docstring:
        yield model.lineno, docstring
    for number, statement in enumerate(model.body):
        if isinstance(statement, ast.Assign):
            # what a model is called in its `model_config`, rather than by its own name
            yield from _of_keyword(statement, "title")
        elif isinstance(statement, ast.AnnAssign) and not _is_class_variable(statement):
            yield from _in_field(statement, model.body[number + 1 :])


def _is_class_variable(field: ast.AnnAssign) -> bool:
    return "ClassVar" in ast.unparse(field.annotation)


def _in_field(field: ast.AnnAssign, following: list[ast.stmt]) -> Iterator[Text]:
    """The title of a field, its examples, and the description in the statement that follows it."""
    titles = list(_of_keyword(field, "title"))
    if not titles:
        titles = [(field.lineno, in_words(ast.unparse(field.target)))]
    yield from titles
    yield from _several_words(_of_keyword(field, "examples"))
    if following and isinstance(following[0], ast.Expr):
        description = following[0].value
        if isinstance(description, ast.Constant):
            text = inspect.cleandoc(str(description.value))
            yield following[0].lineno, text


def _of_keyword(node: ast.AST, name: str) -> Iterator[Text]:
    """The texts of all arguments of this name in a statement."""
    for part in ast.walk(node):
        if isinstance(part, ast.keyword) and part.arg == name:
            yield from _constants(part.value)


def _several_words(extracted: Iterable[Text]) -> Iterator[Text]:
    for line, text in extracted:
        if " " in text:
            yield line, text


def _constants(node: ast.AST) -> Iterator[Text]:
    """All texts in an expression that are no keys of mappings."""
    keys: set[ast.AST | None] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Dict):
            keys.update(part.keys)
    for part in ast.walk(node):
        if not isinstance(part, ast.Constant) or part in keys:
            continue
        if isinstance(part.value, str):
            yield part.lineno, part.value
