"""The terminal: what commands say and ask, in the language of the site in whose folder they run.

Elsewhere, that is English, as are the texts of click itself.
"""

import inspect
import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar

import click

from briefing_site.diagnostics import log
from briefing_site.format import characters
from briefing_site.languages.language import DEFAULT, Language
from briefing_site.languages.phrase import Phrase, marked, within

_language = ContextVar("language", default=DEFAULT)


def site_language() -> Language:
    return _language.get()


def set_language(language: Language, program: click.Command) -> None:
    """Speak a language from now on, also in the help of a program and its commands."""
    _language.set(language)
    _translate_help(program, language)


def _translate_help(command: click.Command, language: Language) -> None:
    for part in (command, *command.params):
        for name in ("help", "metavar"):
            text = getattr(part, name, None)
            if text:
                setattr(part, name, language.gettext(inspect.cleandoc(text)))
    if isinstance(command, click.Group):
        for subcommand in command.commands.values():
            _translate_help(subcommand, language)


def localized(text: str, /, **values: object) -> str:
    """A text, which is marked for translation if it is not yet, with its values."""
    return str(within(marked(text, **values), site_language()))


def say(text: str, /, *, err: bool = False, **values: object) -> None:
    """Show a text and its values, without commands to the log of a workflow."""
    click.echo(log.harmless(localized(text, **values)), err=err)


class CommandError(click.ClickException):
    """A command that can't do what it should: a text and its values."""

    def __init__(self, text: str, /, **values: object) -> None:
        super().__init__(localized(text, **values))


def ask(
    options: Mapping[str, str | None],
    option: str,
    question: str,
    invalid_reason: Callable[[str], str],
    default: str | None = None,
) -> str:
    """The value of an option, or else the answer to a question at the terminal, on one line.

    `invalid_reason` says why an answer can't be used, or nothing. Raises `CommandError` if
    the option is invalid, or if it is missing and there is no terminal.
    """
    value = options[option]
    if value is None and not sys.stdin.isatty():
        if default is None:
            raise CommandError(
                "--{option} is required when there is no terminal", option=option
            )
        value = default
    if value is not None:
        answer = " ".join(value.split())
        reason = _bad_character(answer) or invalid_reason(answer)
        if reason:
            raise CommandError(
                Phrase("--{option}: {reason}", {"option": option, "reason": reason})
            )
        return answer
    while True:
        answer = _prompt(option, question, default)
        if not answer and default is None:
            reason = marked("the {option} is required", option=option)
        else:
            reason = _bad_character(answer) or invalid_reason(answer)
        if not reason:
            return answer
        click.echo(f"  {localized(reason)}")


def _bad_character(answer: str) -> str:
    """Why an answer can't be used that could move or hide text on a terminal; empty if it can."""
    if characters.BAD.search(answer):
        return marked("it has a character that can't be shown")
    return ""


def _prompt(option: str, question: str, default: str | None) -> str:
    text = f"\n{localized(question)}\n{option}"
    answer = click.prompt(text, default=default or "", show_default=bool(default))
    return " ".join(str(answer).split())


def confirm(question: str) -> bool:
    """Whether the answer is yes; no is the default. Raises `click.Abort` if there is none."""
    yes = localized(marked("y"))
    no = localized(marked("n"))
    letters = click.Choice((yes, no), case_sensitive=False)

    def first_letter(answer: str) -> str:
        return str(letters.convert(answer.strip()[:1], None, None))

    answer = click.prompt(
        localized(question),
        default=no,
        type=letters,
        err=True,
        value_proc=first_letter,
    )
    return bool(answer == yes)
