"""What the command line says, in the language of the site in whose folder it runs; elsewhere in English."""

import gettext
import inspect
import os
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

import click

from generator.diagnostics import log
from generator.languages.language import DEFAULT, Language, compiled
from generator.languages.phrase import within

_DOMAIN = "briefs"
"""Of `gettext`, with which click looks up its own texts."""


class Terminal(ExitStack):
    """The object of click's context that knows the language; it is closed when the program ends."""

    language: Language = DEFAULT

    def speak(self, language: Language, program: click.Command) -> None:
        """Say everything in this language from now on: also the help of the program, and what click says."""
        self.language = language
        _translate_help(program, language)
        content = compiled(language.code)
        if content is not None:
            with suppress(OSError):  # where nothing can be written, click speaks English
                self._speak_in_click(language, content)

    def _speak_in_click(self, language: Language, content: bytes) -> None:
        folder = self.enter_context(tempfile.TemporaryDirectory(prefix="briefs-"))
        file = Path(folder, language.short, "LC_MESSAGES", f"{_DOMAIN}.mo")
        file.parent.mkdir(parents=True)
        file.write_bytes(content)
        os.environ["LANGUAGE"] = language.short  # which `gettext` reads
        gettext.bindtextdomain(_DOMAIN, folder)
        gettext.textdomain(_DOMAIN)

    def say(self, text: str, *, err: bool = False) -> None:
        """Show a text, which may be marked, without commands to the log of a workflow."""
        click.echo(log.harmless(self.translated(text)), err=err)

    def translated(self, text: str) -> str:
        """A text, which may be marked, in the language."""
        return str(within(text, self.language))


def current() -> Terminal:
    """The terminal of the command that runs."""
    context = click.get_current_context(silent=True)
    return (context and context.find_object(Terminal)) or Terminal()


def speak(language: Language) -> None:
    """Go on in another language."""
    current().speak(language, click.get_current_context().find_root().command)


def say(text: str, *, err: bool = False) -> None:
    """Show a text, which may be marked, in the language of the command that runs."""
    current().say(text, err=err)


class WrongUseError(click.UsageError):
    """A command that can't be run as it was given, with a text that may be marked."""

    def __init__(self, text: str) -> None:
        super().__init__(current().translated(text))


class CommandError(click.ClickException):
    """A command that can't do what it should, with a text that may be marked."""

    def __init__(self, text: str) -> None:
        super().__init__(current().translated(text))


def _translate_help(command: click.Command, language: Language) -> None:
    """That of the command, of its options and of the commands in it."""
    _translate(command, ("help", "options_metavar", "subcommand_metavar"), language)
    for parameter in command.params:
        _translate(parameter, ("help", "metavar"), language)
        _translate(parameter.type, ("name",), language)
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        _translate_help(each, language)


def _translate(of: object, attributes: tuple[str, ...], language: Language) -> None:
    for name in attributes:
        if text := getattr(of, name, None):
            setattr(of, name, language.gettext(inspect.cleandoc(text)))
