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
    first = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


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
        values = {"stage": name, "file": file, "reason": described(error)}
        raise FailureError(
            marked("{stage} {file} failed: {reason}", **values)
            if file
            else marked("{stage} failed: {reason}", **values)
        ) from error
