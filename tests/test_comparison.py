"""What may differ between a quote and its source, and what may not."""

import sys
import time

import pytest

from briefing_site.sources.verification import doubts, readable
from briefing_site.sources.verification.comparison import Found, NotFound, compare

SOURCE = """The agreement was signed in Zürich. “The sooner the board acts, the better,” says Ada
Stone, who knows the river. ‘It’s a well-known problem – and it costs $1,500.5 a year,’ she added…
«Вода — это жизнь», сказал министр. 他说：“上海 合作组织将在 2010 年
举行会议。” We can’t wait. Nobody re-signed. The state\u00adment ends here"""


@pytest.mark.parametrize("quote", ["", "…", "“…”", "\u200b, "])
def test_no_words_are_not_found(quote: str) -> None:
    assert compare(quote, SOURCE) == NotFound(quote)


def test_the_nearest_passage_and_the_difference() -> None:
    found = compare("Nobody knows. The sooner the river board acted, better", SOURCE)
    assert isinstance(found, NotFound)
    assert found.nearest is not None
    assert "The sooner the board acts, the better" in found.nearest.words
    assert ("acted", "acts") in found.nearest.differences
    assert ("", "the") in found.nearest.differences
    scattered = (
        "one x two y three z four"  # and three of the four words together, but far away
    )
    assert scattered in repr(
        compare("one two three four", f"{scattered}{' word' * 14} two three four")
    )


def test_only_the_passage_that_is_missing_is_shown() -> None:
    found = compare(
        "The agreement was signed … the sooner the board acts, the worse who", SOURCE
    )
    assert isinstance(found, NotFound)
    assert found.passage == "the sooner the board acts, the worse who"
    assert found.nearest is not None
    assert (
        found.nearest.words == "The sooner the board acts, the better,"
    )  # a later 'who' matches by chance
    assert found.nearest.differences == (("worse who", "better,"),)


@pytest.mark.parametrize(
    ("quote", "doubt", "passage"),
    [
        ("want the dam", "its sentence also has 'don’t'", "Bo, “We don’t want the dam,” she told St. Ives."),
        ("want the mill", "it is part of a question", "Does she want the mill?"),
        ("She left?", "it is not a question in the source", "She left."),
        ("She left. A year … came back", "it leaves out a question mark", "She left. A year? Two: she came back."),
        ("want … the sea", "'want' stands alone beside a gap", "They want to see the sea."),
    ],
)  # fmt: skip
def test_a_doubt_comes_with_the_sentences_of_the_quote(
    quote: str, doubt: str, passage: str
) -> None:
    text = "Ada.\n\nBo, “We don’t want\nthe dam,” she told St. Ives. Does she want the mill? She left. A year? Two: she came back."
    assert compare(quote, f"{text} They want to see the sea. It is old.") == Found(
        doubt, passage
    )


def test_turns_of_meaning_keep_their_places() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert len(doubts.plain(every)) == len(every)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("a " * 999 + "b", "a " * 100_000),
        ("a…" * 999 + "b", "a " * 100_000),
        ("a" * 1999 + "b", "a" * 200_000),
        ("x y", "\n" * 200_000),
        ("的国人" * 660 + "b", "的国大人小" * 40_000),
        ("'\" - " * 400 + "x", "'\" - " * 40_000),
        (
            " ".join(str(number) for number in range(400)),
            " ".join(str(number) for number in range(40_000)),
        ),
        ("want the dam", "We do not want the dam. " * 20_000),
        ("want the dam", "no, " * 50_000 + "not want the dam" + " . “" * 50_000),
        (" … ".join(["want it"] * 300), "want it, not. " * 20_000),
    ],
)
def test_a_long_text_is_no_trouble(quote: str, text: str) -> None:
    """These would take very long if the time grew with the square of the length."""
    start = time.process_time()
    found = compare(quote, text)
    assert isinstance(found, NotFound) or found.doubt
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    "page",
    [
        "<s>a</s>b" * 30_000, "<p>" * 80_000, "<div class=comment>" * 200 + "<p>" * 30_000 + "<h1>x", "<sup>" * 200 + "<i>" * 30_000,
        "<pre>x" + " " * 300_000 + "y", "<p style='" + "text-decoration:" * 20_000 + "'>x",
    ],
)  # fmt: skip
def test_a_long_page_is_no_trouble(page: str) -> None:
    assert readable.from_html(f"<p>The river</p>{page}".encode()).startswith(
        "The river"
    )
