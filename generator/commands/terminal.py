"""The terminal: what commands say and ask, in the language of the site in whose folder they run.

Elsewhere, that is English, as are the texts of click itself.
"""

import inspect
import sys
from collections.abc import Callable, Mapping

import click

from generator.diagnostics import log
from generator.languages.language import DEFAULT, Language
from generator.languages.phrase import Phrase, marked, within


class Terminal:
    """The object of click's context, which knows the language."""

    language: Language = DEFAULT

    def set_language(self, language: Language, program: click.Command) -> None:
        self.language = language
        _translate_help(program, language)

    def say(self, text: str, *, err: bool = False) -> None:
        """Show a text, which may be marked, without commands to the log of a workflow."""
        click.echo(log.harmless(self.translated(text)), err=err)

    def translated(self, text: str) -> str:
        return str(within(text, self.language))


def current() -> Terminal:
    context = click.get_current_context(silent=True)
    return (context and context.find_object(Terminal)) or Terminal()


def set_language(language: Language) -> None:
    current().set_language(language, click.get_current_context().find_root().command)


def say(text: str, *, err: bool = False) -> None:
    current().say(text, err=err)


class WrongUseError(click.UsageError):
    """A command that can't be run as it was given, with a text that may be marked."""

    def __init__(self, text: str) -> None:
        super().__init__(current().translated(text))


class CommandError(click.ClickException):
    """A command that can't do what it should, with a text that may be marked."""

    def __init__(self, text: str) -> None:
        super().__init__(current().translated(text))


def ask(
    options: Mapping[str, str | None],
    option: str,
    question: str,
    invalid_reason: Callable[[str], str],
    default: str | None = None,
) -> str:
    """The answer given as an option, or else at the terminal, on one line.

    Raises `WrongUseError` if the option is invalid, or if it is missing and there is no terminal.
    """
    given = options[option]
    if given is None and not sys.stdin.isatty():
        if default is None:
            raise WrongUseError(marked("--{option} is required when there is no terminal", option=option))
        given = default
    terminal = current()
    while True:
        answer = given
        if answer is None:
            text = f"\n{terminal.translated(question)}\n{option}"
            answer = str(click.prompt(text, default=default or "", show_default=bool(default)))
        answer = " ".join(answer.split())
        is_missing = given is None and default is None and not answer
        missing = marked("the {option} is required", option=option)
        reason = missing if is_missing else invalid_reason(answer)
        if not reason:
            return answer
        if given is not None:
            raise WrongUseError(Phrase("--{option}: {reason}", {"option": option, "reason": reason}))
        click.echo(f"  {terminal.translated(reason)}")


def confirm(question: str) -> bool:
    """Whether the answer is yes; no is the default. Raises `click.Abort` if there is none."""
    terminal = current()
    yes, no = (terminal.translated(each) for each in (marked("y"), marked("n")))
    kind = click.Choice((yes, no), case_sensitive=False)
    answer = click.prompt(
        terminal.translated(question),
        default=no,
        type=kind,
        err=True,
        value_proc=lambda given: kind.convert(given.strip()[:1], None, None),
    )
    return bool(answer == yes)


def _translate_help(command: click.Command, language: Language) -> None:
    """That of the command, of its options and of the commands in it."""
    for part in (command, *command.params):
        for name in ("help", "metavar"):
            if text := getattr(part, name, None):
                setattr(part, name, language.gettext(inspect.cleandoc(text)))
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        _translate_help(each, language)
