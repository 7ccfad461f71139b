"""Questions at the terminal, each of which an option of the command answers as well."""

import sys
from collections.abc import Callable, Mapping

import click

from generator.publishing.language import DEFAULT, Language


def ask(
    options: Mapping[str, str | None],
    option: str,
    question: str,
    invalid_reason: Callable[[str], str],
    default: str | None = None,
    *,
    language: Language = DEFAULT,
) -> str:
    """The answer given as an option, or else at the terminal, on one line.

    Raises `click.UsageError` if the option is invalid, or if it is missing and there is no terminal.
    """
    given = options[option]
    if given is None and not sys.stdin.isatty():
        if default is None:
            raise click.UsageError(
                language.gettext("--%(option)s is required when there is no terminal", option=option)
            )
        given = default
    while True:
        answer = given
        if answer is None:
            text = f"\n{question}\n{option}"
            answer = str(click.prompt(text, default=default or "", show_default=bool(default)))
        answer = " ".join(answer.split())
        is_missing = given is None and default is None and not answer
        missing = language.gettext("the %(option)s is required", option=option)
        reason = missing if is_missing else invalid_reason(answer)
        if not reason:
            return answer
        if given is not None:
            raise click.UsageError(f"--{option}: {reason}")
        click.echo(f"  {reason}")
