"""What exceptions say, in a language: those of this program, and those of the system."""

from briefing_site.languages.language import Language
from briefing_site.languages.phrase import Phrase, within


def reason(error: BaseException) -> str:
    """What an exception says, as a text that can be put into another language."""
    if len(error.args) == 1 and isinstance(error.args[0], Phrase):
        return error.args[0]
    return str(error)


def reason_in(language: Language, error: BaseException) -> str:
    """What an exception says, in a language."""
    return str(within(reason(error), language))


def system_reason(error: OSError) -> str:
    """Why the system refuses something, without the file that this is about."""
    return error.strerror or reason(error)
