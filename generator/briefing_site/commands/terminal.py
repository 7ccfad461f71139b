"""The terminal: what commands say and ask, in the language of the site in whose folder they run.

Elsewhere, that is English, as are the texts of click itself.
"""

import inspect
import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar

import click

from briefing_site.diagnostics import log
from briefing_site.languages.language import DEFAULT, Language
from briefing_site.languages.phrase import Phrase, marked, within

_language = ContextVar("language", default=DEFAULT)


def site_language() -> Language:
    return _language.get()


def set_language(language: Language, program: click.Command) -> None:
    _language.set(language)
    _translate_help(program, language)


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
    """The answer given as an option, or else at the terminal, on one line.

    Raises `CommandError` if the option is invalid, or if it is missing and there is no terminal.
    """
    given = options[option]
    if given is None and not sys.stdin.isatty():
        if default is None:
            raise CommandError(
                "--{option} is required when there is no terminal", option=option
            )
        given = default
    while True:
        answer = given
        if answer is None:
            text = f"\n{localized(question)}\n{option}"
            answer = str(
                click.prompt(text, default=default or "", show_default=bool(default))
            )
        answer = " ".join(answer.split())
        is_missing = given is None and default is None and not answer
        missing = marked("the {option} is required", option=option)
        reason = missing if is_missing else invalid_reason(answer)
        if not reason:
            return answer
        if given is not None:
            raise CommandError(
                Phrase("--{option}: {reason}", {"option": option, "reason": reason})
            )
        click.echo(f"  {localized(reason)}")


def confirm(question: str) -> bool:
    """Whether the answer is yes; no is the default. Raises `click.Abort` if there is none."""
    yes, no = (localized(each) for each in (marked("y"), marked("n")))
    kind = click.Choice((yes, no), case_sensitive=False)
    answer = click.prompt(
        localized(question),
        default=no,
        type=kind,
        err=True,
        value_proc=lambda given: kind.convert(given.strip()[:1], None, None),
    )
    return bool(answer == yes)


def _translate_help(command: click.Command, language: Language) -> None:
    for part in (command, *command.params):
        for name in ("help", "metavar"):
            if text := getattr(part, name, None):
                setattr(part, name, language.gettext(inspect.cleandoc(text)))
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        _translate_help(each, language)
