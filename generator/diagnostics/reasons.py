"""Why texts are not valid dates or ids, to complete messages."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a text is not a valid date or id; completes a `Message`."""

    DATE_TOO_LONG = "it is too long"
    DATE_FORMAT = "dates are written as YYYY-MM-DD"
    DATE_PART = "this part of the EDTF date format is not supported"
    NO_DATE = "a period must have at least one date"
    NO_YEAR = "years start at 0001"
    NO_MONTH = "there is no month {month}"
    NO_DAY = "{month} has no day {day}; its last day is {length}"

    ID_TOO_LONG = "it has {length} characters; the limit is {limit}"
    ID_CHARACTERS = "use only lower-case letters (a-z), digits, and single hyphens between them"
    ID_OF_A_DEVICE = "Windows does not allow files with this name"
    ID_OF_A_PAGE = "the site uses this name for one of its own pages"
    ID_OF_A_SECTION = "every brief page has a section with this name"
