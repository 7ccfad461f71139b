"""Finds texts for the catalogues that no function marks: those of diagnostics, of the format and of commands.

A method as in https://babel.pocoo.org/en/latest/messages.html#writing-extraction-methods, which
`make messages` calls. It also finds what functions mark.
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
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
        match node:
            case ast.Call(func=function) if ast.unparse(function) in _MESSAGES:
                given = (*node.args, *(each.value for each in node.keywords))
                values = [each for each in given if not isinstance(each, ast.Call)]
                yield from (
                    found
                    for each in values
                    for found in _texts(each)
                    if " " in found[2]
                )
            case ast.Call(func=function) if ast.unparse(function) in _HELP:
                yield from _keywords(node, "help")
                yield from _keywords(node, "metavar")
            case ast.FunctionDef(decorator_list=[first, *_]) if ast.unparse(
                first
            ).startswith(_COMMANDS):
                yield node.lineno, None, ast.get_docstring(node), []
            case ast.FunctionDef() if "\nBefore:\n" in (ast.get_docstring(node) or ""):
                yield node.lineno, None, as_message(ast.get_docstring(node) or ""), []
            case ast.ClassDef() if any(
                ast.unparse(base).startswith(tuple(models)) for base in node.bases
            ):
                models.append(node.name)
                yield node.lineno, None, in_words(node.name), []
                yield from _fields(node)
            case ast.Assign(targets=[ast.Name(id="NOUNS")]):
                for line, _, noun, _ in _texts(node.value):
                    yield (
                        line,
                        "ngettext",
                        (f"%(count)s {noun}", f"%(count)s {noun}s"),
                        [],
                    )
            case ast.Assign() if "choices" in options and "Literal[" in ast.unparse(
                node.value
            ):
                yield from _texts(node.value)


def _fields(model: ast.ClassDef) -> Iterator[Extracted]:
    if described := ast.get_docstring(model):
        yield model.lineno, None, described, []
    for field, after in zip(model.body, [*model.body[1:], None], strict=True):
        if isinstance(
            field, ast.Assign
        ):  # what a model is called where it is not its own name
            yield from _keywords(field, "title")
        if not isinstance(field, ast.AnnAssign) or "ClassVar" in ast.unparse(
            field.annotation
        ):
            continue
        name: Extracted = field.lineno, None, in_words(ast.unparse(field.target)), []
        yield from list(_keywords(field, "title")) or [name]
        yield from (each for each in _keywords(field, "examples") if " " in each[2])
        if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant):
            yield after.lineno, None, inspect.cleandoc(str(after.value.value)), []


def _keywords(node: ast.AST, name: str) -> Iterator[Extracted]:
    for each in ast.walk(node):
        if isinstance(each, ast.keyword) and each.arg == name:
            yield from _texts(each.value)


def _texts(node: ast.AST) -> Iterator[Extracted]:
    keys = {
        key
        for each in ast.walk(node)
        if isinstance(each, ast.Dict)
        for key in each.keys
    }
    for each in ast.walk(node):
        if (
            isinstance(each, ast.Constant)
            and isinstance(each.value, str)
            and each not in keys
        ):
            yield each.lineno, None, each.value, []
