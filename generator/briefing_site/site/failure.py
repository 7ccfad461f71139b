"""Failures that no author can fix: errors in the program, told in one message with the stage and the file."""

from collections.abc import Iterator
from contextlib import contextmanager

from briefing_site.languages.phrase import marked


class FailureError(Exception):
    """A stage failed; the message says which one, and at what file."""


ENDING = (KeyboardInterrupt, SystemExit, GeneratorExit)
"""What ends the program. Whatever else is raised is a failure.

That includes panics of libraries written in Rust, which are no `Exception`:
https://docs.rs/pyo3/latest/pyo3/panic/struct.PanicException.html.
"""


def described(error: BaseException) -> str:
    """The kind and the first line of an exception."""
    name = type(error).__name__
    first_line = str(error).strip().partition("\n")[0]
    if not first_line:
        return name
    return f"{name}: {first_line}"


@contextmanager
def stage(
    name: str, file: str = "", *, expected: tuple[type[Exception], ...] = ()
) -> Iterator[None]:
    """Name the stage, such as `reading`, and the file in any failure within it.

    Raises `FailureError`. `OSError` and what else is expected have messages for people and stay as they are.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, (OSError, FailureError, *ENDING, *expected)):
            raise
        reason = described(error)
        message = marked("{stage} failed: {reason}", stage=name, reason=reason)
        if file:
            message = marked(
                "{stage} {file} failed: {reason}", stage=name, file=file, reason=reason
            )
        raise FailureError(message) from error
