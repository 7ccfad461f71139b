"""How much a file may hold. Each limit follows what its content costs the check, the build and readers.

A file within the limits takes the check at most 2 seconds and 300 MB, and the build 10 seconds and 500 MB:
It was measured for each list and each text. An honest brief of the largest size stays well below all others.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class FileLimit:
    """The limits of one kind of file."""

    size: int
    """Bytes."""
    values: int
    """Texts, lists and mappings, together with the parts of prose: see `ParsedProse.parts`."""


FILE = FileLimit(160 * 1024, 8_000)
"""A brief, a profile, or the list of topics. The longest of our briefs have 100 KB and 2,500 values."""
VERIFICATION = FileLimit(2 * 1024 * 1024, 80_000)
"""`verification.yml`, which holds a record of about 200 bytes and 7 values for every quote."""
VERSION = FileLimit(1024 * 1024, 60_000)
"""A version of a brief, as a page, as data and as its file. Those of long briefs have 250 KB."""
VERSION_TAGS = 20_000
"""In the page of a version; long briefs have 2,100. The time to clean HTML grows with the square of its
depth: so many tags take 2 seconds, all within each other."""

DEPTH = 12
"""Levels of lists and mappings; the format itself requires five."""
ENTRIES = 1_000
"""In one list or mapping; a brief with a hundred events is a long one."""

LINE = 300
"""Characters of a text on one line."""
WORDS = 2_000
"""Characters of a few sentences."""
PROSE = 20_000
"""Characters of prose. The time that Python-Markdown takes grows with the square of a paragraph's length."""

FIGURES = 20
"""Charts in a brief."""
ROWS = 100
"""In a figure; a chart with more has no room for their labels."""
SERIES = 4
"""Values in a row of a figure: readers tell as many kinds of lines and bars apart without colours."""

PROSE_DEPTH = 6
"""Levels of lists and quotations in prose, and of emphasis in a paragraph."""
OPEN_BRACKETS = 10
"""Square brackets in a paragraph that are open at once. Parsers look for the end of each."""
MARKS = 10
"""Combining marks on one letter, as a font has to place each above or below all others.

The longest that languages use are in Tibetan, with 8. https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
has a limit of 30, for programs that only store text.
"""
ACCOUNTS = 100
"""Briefs that tell the same event, as each of them links to all others."""
IN_BRIEF = 3
"""Sentences of a brief for readers who have one minute."""
LINE_POINTS = 200
"""Of a pipeline, a railway or a road: more than a map of a page has room for."""
PLACES = 20
"""Of an event, a quote or an actor, as the page of each place names all of them."""
TOPICS = 20
"""Topics of a brief, as the page of each topic names all others of its briefs."""
