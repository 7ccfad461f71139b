"""Failures that no author can fix: errors in the program, told in one message with the stage and the file.

One that is known to come from a file can be reported as an error of it, so that it does not stop what is done
with all others.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from briefing_site.diagnostics import Diagnostic, Span
from briefing_site.languages.phrase import marked
from briefing_site.reading import Document, codes


class FailureError(Exception):
    """A stage failed; the message says which one, and at what file."""

    def __init__(self, message: str, file: str = "", reason: str = "") -> None:
        super().__init__(message)
        self.file = file
        """The path of the file that it comes from; empty if that is not known."""
        self.reason = reason
        """The kind and the first line of the exception behind it."""

    def at(self, file: str) -> "FailureError":
        """The same failure, of which it is known now that it comes from a file."""
        return FailureError(str(self), file, self.reason)

    def diagnostic(self) -> Diagnostic:
        """The failure as an error of its file."""
        document = Document(self.file, b"", None)
        start = Span.at(1, 1)
        return document.report(codes.PROGRAM_ERROR, start, reason=self.reason)


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
        raise FailureError(message, file, reason) from error
