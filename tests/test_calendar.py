"""Calendars, read back by a calendar program's library."""

import datetime
from typing import Any

import pytest
from icalendar import Calendar

from briefing_site.pages.components.downloads import LONGEST_CALENDAR as LONGEST
from briefing_site.site import Site
from tests.project import Files, awkward_briefs, exported

SITE = Site("A site", "", "https://briefs.example/sub/")
DISPUTED = "=cmd|'/C calc'!A0, \"one\"; </script> \\n ]]> &amp; 上海 שלום 👩🏽‍🚀"
TOPIC = '=1+1, "signs"; </script> \\n 上海 שלום'


@pytest.fixture(scope="module")
def files() -> Files:
    return exported(awkward_briefs(), SITE)


def calendar(files: Files, subject: str) -> Any:  # noqa: ANN401 -- its types are those of any property
    content = files[f"calendars/{subject}.ics"]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(
        line.decode("utf-8") for line in content.removesuffix(b"\r\n").split(b"\r\n")
    )
    return Calendar.from_ical(content)


def events(files: Files, subject: str) -> dict[str, Any]:
    return {
        str(event["url"]).partition("#")[2]: event
        for event in calendar(files, subject).events
    }


def test_whatever_is_followed_and_has_events_has_a_calendar(files: Files) -> None:
    """Not an actor in one brief; nor what has no events, since RFC 5545 knows no calendar without a component."""
    found = {path for path in files if path.startswith("calendars/")}
    assert found == {
        f"calendars/{each}.ics" for each in ("all", "topics/signs", "actors/upland")
    }


@pytest.mark.parametrize(
    ("id_", "start", "end", "title"),
    [
        ("month", "2010-11-01", "2010-12-01", "In a month (sometime in November 2010)"),
        ("year", "2010-01-01", "2011-01-01", "In a year (sometime in 2010)"),
        ("season", "2010-03-01", "2010-06-01", "In a season (sometime in spring 2010)"),
        ("decade", "2010-01-01", "2020-01-01", "In a decade (sometime in the 2010s)"),
        ("century", "1900-01-01", "2000-01-01", "In a century (sometime in 1900–1999)"),
        ("about", "2001-01-01", "2002-01-01", "About a year (about 2001)"),
        (
            "uncertain",
            "2010-11-30",
            "2010-12-01",
            "On an uncertain day (30 November 2010, uncertain)",
        ),
        ("span", "2010-06-10", "2010-06-13", "From day to day"),
        (
            "months",
            "2010-11-01",
            "2011-01-01",
            "From month to month (November–December 2010)",
        ),
        ("since", "2012-03-04", "2012-03-05", "Since a day (since 4 March 2012)"),
        ("until", "1999-05-01", "1999-06-01", "Until a month (until May 1999)"),
        ("earliest", "0001-01-01", "0001-01-02", "The first day"),
        ("first", "2010-11-30", "2010-12-01", DISPUTED),
    ],
)
def test_days_are_as_exact_as_they_are_known(
    files: Files, id_: str, start: str, end: str, title: str
) -> None:
    """All-day events; the end is the first day after them, and the title says what is not known."""
    event = events(files, "all")[id_]
    day = datetime.date.fromisoformat
    assert (event["dtstart"].dt, event["dtend"].dt) == (day(start), day(end))
    assert event["dtstart"].params["VALUE"] == event["dtend"].params["VALUE"] == "DATE"
    assert event["summary"] == title
    assert event["transp"] == "TRANSPARENT"


def test_after_the_last_day_there_is_no_other() -> None:
    event = "{date: 9999-12-31, title: The last day, sources: [a], id: latest}"
    brief = f"title: A\nsummary: S\ndate: 9999-12-31\ntimeline: [{event}]\nsources: {{a: {{title: A}}}}\n"
    event = events(exported({"briefs/a.yml": brief}, SITE), "all")["latest"]
    assert (event["dtstart"].dt, "dtend" in event) == (datetime.date.max, False)


def test_what_is_not_known_is_explained(files: Files) -> None:
    """Exact days need no explanation."""
    found = {
        id_: str(event["description"]) for id_, event in events(files, "all").items()
    }
    for id_, explanation in (
        ("month", "When: November 2010. The exact date is not known; the calendar shows all possible days."),
        ("about", "When: about 2001. The date is approximate or uncertain; the calendar shows the days as given."),
        ("since", "When: since 4 March 2012. The calendar shows only the known start or end."),
        ("month", "Reported: one source only, not confirmed by others."),
    ):  # fmt: skip
        assert explanation in found[id_].split("\n\n"), id_
    assert not [id_ for id_ in ("span", "first", "earliest") if "When:" in found[id_]]


def test_words_arrive_unharmed(files: Files) -> None:
    event = events(files, "topics/signs")["first"]
    assert event["summary"] == DISPUTED
    assert [str(category) for category in event["categories"].cats] == [TOPIC]
    assert event["status"] == "TENTATIVE"
    description = str(event["description"])
    for words in (
        "Disputed: sources contradict each other.",
        '=1 first </script> and two & three; a, "b" \\ c with a line break\nhere [1].',
        "- one\n\n  1. deep\n  2. deeper\n- שלום 上海 👩🏽‍🚀",
        "> quoted link (https://example.org/a_(b)) <img src=x onerror=alert(1)>",
        "@note: says [2]",
    ):
        assert words in description
    assert calendar(files, "topics/signs").calendar_name == f"{TOPIC} · A site"


def test_an_event_told_twice_stands_once(files: Files) -> None:
    """With the same UID in all calendars, and with links to both briefs."""
    everywhere = [
        events(files, subject)["first"]
        for subject in ("all", "topics/signs", "actors/upland")
    ]
    assert len({event.to_ical() for event in everywhere}) == 1
    assert len(calendar(files, "all").events) == 13
    for slug in ("signs/#first", "other/#same"):
        assert (
            f"https://briefs.example/sub/briefs/{slug}" in everywhere[0]["description"]
        )
    uids = [str(event["uid"]) for event in calendar(files, "all").events]
    assert len(uids) == len(set(uids))


def test_a_calendar_has_the_latest_events_and_stays_small() -> None:
    event = "  - {{id: e{0}, date: {1}-{2:02}-0{3}, title: Event {0} of a very long story, sources: [a]}}\n"
    events = "".join(
        event.format(number, 1900 + number // 36, number // 3 % 12 + 1, number % 3 + 1)
        for number in range(LONGEST + 100)
    )
    brief = f"title: T\nsummary: S\ndate: 2020-01-01\ntimeline:\n{events}sources: {{a: {{title: A}}}}\n"
    made = exported({"briefs/long.yml": brief}, SITE)
    found = {
        str(each["url"]).partition("#")[2] for each in calendar(made, "all").events
    }
    assert found == {f"e{number}" for number in range(100, LONGEST + 100)}
    assert len(made["calendars/all.ics"]) < 500_000


def test_the_stamp_is_the_day_of_the_last_change(files: Files) -> None:
    """Of the briefs that tell the event, so that the same briefs give the same bytes."""
    for event in calendar(files, "all").events:
        assert event["dtstamp"].dt == datetime.datetime(2020, 6, 2, tzinfo=datetime.UTC)


def test_ids_outlive_a_move_and_a_change_of_words(files: Files) -> None:
    changed = {
        path: text.replace("In a month", "Within a month").replace(
            "date: 2010-11,", "date: 2010-12,"
        )
        for path, text in awkward_briefs().items()
    }
    moved = events(
        exported(changed, Site("Another", "", "https://elsewhere.example/")), "all"
    )
    before = events(files, "all")
    assert moved["month"]["summary"] == "Within a month (sometime in December 2010)"
    assert {id_: event["uid"] for id_, event in moved.items()} == {
        id_: event["uid"] for id_, event in before.items()
    }


def test_no_link_is_made_up_where_the_address_is_not_known() -> None:
    """A URL in a calendar has to be whole."""
    for content in (
        content
        for path, content in exported(awkward_briefs(), Site()).items()
        if path.endswith(".ics")
    ):
        made: Any = Calendar.from_ical(content)
        for component in (made, *made.events):
            assert "url" not in component
            assert "source" not in component


def test_a_calendar_says_what_it_holds(files: Files) -> None:
    found = calendar(files, "actors/upland")
    number = len(found.events)
    assert str(found["description"]).startswith(f"{number} event")
    assert "in the briefs of A site, " in str(found["description"])
