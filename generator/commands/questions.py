"""Questions at the terminal, each of which an option of the command answers as well."""

import sys
from collections.abc import Callable, Mapping

import click

from generator.commands.terminal import WrongUseError, current
from generator.languages.phrase import Phrase, marked


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
