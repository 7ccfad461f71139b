"""What exceptions say, in a language: those of this program, and those of the system."""

from briefing_site.languages.language import Language
from briefing_site.languages.phrase import Phrase, marked, within

_OF_THE_SYSTEM = (
    marked("Address already in use"),
    marked("Address family for hostname not supported"),
    marked("Cannot assign requested address"),
    marked("Connection refused"),
    marked("Directory not empty"),
    marked("Disk quota exceeded"),
    marked("File exists"),
    marked("File name too long"),
    marked("File too large"),
    marked("Input/output error"),
    marked("Is a directory"),
    marked("Name or service not known"),
    marked("No such file or directory"),
    marked("No space left on device"),
    marked("Not a directory"),
    marked("Operation not permitted"),
    marked("Permission denied"),
    marked("Read-only file system"),
    marked("Temporary failure in name resolution"),
    marked("Too many levels of symbolic links"),
    marked("Too many open files"),
)
"""The most common reasons of the system, which Python has in English; all others stay as they are."""


def reason(error: BaseException) -> str:
    """What an exception says, as a text that can be put into another language."""
    if isinstance(error, OSError) and error.strerror:
        template = "[Errno {number}] {reason}"
        values: dict[str, object] = {
            "number": error.errno,
            "reason": Phrase(error.strerror),
        }
        if error.filename is not None:
            template = "[Errno {number}] {reason}: {file}"
            values["file"] = repr(error.filename)
        return Phrase(template, values)
    if len(error.args) == 1 and isinstance(error.args[0], Phrase):
        return error.args[0]
    return str(error)


def reason_in(language: Language, error: BaseException) -> str:
    """What an exception says, in a language."""
    return str(within(reason(error), language))


def system_reason(error: OSError) -> str:
    """Why the system refuses something, without the file that this is about."""
    if error.strerror:
        return Phrase(error.strerror)
    return reason(error)
