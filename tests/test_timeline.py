"""The timeline in a real browser: its filter, its chart, and what can be taken from it."""

import csv
import io
import re
from typing import Any

from icalendar import Calendar
from playwright.sync_api import Locator, Page, expect

TITLES = "[data-timeline] .rail > li:visible > a, [data-timeline] .rail > li:visible > p:first-child > a"


def shown(page: Page) -> list[str]:
    """The titles of the events that are shown."""
    expect(page.locator("[data-filter] output")).not_to_be_empty()
    return page.locator(TITLES).all_inner_texts()


def actor(page: Page, place: int) -> Locator:
    return page.locator("select[name=actor]").nth(place)


def test_disputed_events_can_be_listed(page: Page) -> None:
    page.goto("timeline/")
    everything = len(shown(page))
    page.locator("select[name=status]").select_option(label="Disputed")
    lines = page.locator("[data-timeline] .rail > li:visible")
    expect(page).to_have_url(re.compile(r"/timeline/\?status=disputed$"))
    assert 0 < len(shown(page)) < everything
    expect(lines.filter(has_text="Disputed")).to_have_count(lines.count())
    page.locator("input[name=words]").fill("zugzwang")
    expect(page.locator("[data-filter] output")).to_contain_text(
        f"0 of {everything} events · Try fewer words"
    )


def test_a_choice_of_events_stays_in_the_address(page: Page) -> None:
    page.goto("timeline/")
    everything = len(shown(page))
    actor(page, 0).select_option(label="Victor Ford")
    page.get_by_label("From", exact=True).fill("2010")
    page.get_by_label("To", exact=True).fill("2012")
    without_words = shown(page)
    page.locator("input[name=words]").fill("Bridge")
    chosen = shown(page)
    assert 0 < len(chosen) < len(without_words) < everything
    assert "Ford and Li Lake meet at the bridge" in chosen
    contents = page.locator(".md-nav__list li:visible").all_inner_texts()
    years = [
        each.rstrip("#")
        for each in page.locator("[data-timeline] h2:visible").all_inner_texts()
    ]
    assert [each for each in contents if each.isdigit()] == years
    expect(page.locator("[data-filter] output")).to_have_text(
        f"{len(chosen)} of {everything} events"
    )
    expect(page).to_have_url(
        re.compile(r"\?actor=victor-ford&words=Bridge&from=2010&to=2012$")
    )

    again = page.context.new_page()
    again.goto(page.url)
    assert shown(again) == chosen
    expect(actor(again, 0)).to_have_value("victor-ford")

    again.get_by_role("button", name="Clear filters").click()
    expect(again.locator("[data-filter] output")).to_have_text(f"{everything} events")
    assert len(shown(again)) == everything
    expect(again).to_have_url(re.compile(r"/timeline/$"))


def test_several_actors_took_part_all_or_any(page: Page) -> None:
    page.goto("timeline/")
    everything = shown(page)
    found = {}
    for name in ("Victor Ford", "Lowland"):
        actor(page, 0).select_option(label=name)
        found[name] = shown(page)
    actor(page, 1).select_option(label="Victor Ford")
    expect(actor(page, 1)).to_be_focused()
    of_both = [each for each in found["Lowland"] if each in found["Victor Ford"]]
    expect(page.locator(TITLES)).to_have_text(of_both)
    expect(page).to_have_url(re.compile(r"\?actor=lowland&actor=victor-ford$"))
    page.get_by_label("With").select_option(label="any of these actors")
    of_any = [
        each for each in everything if each in found["Victor Ford"] + found["Lowland"]
    ]
    expect(page.locator(TITLES)).to_have_text(of_any)

    again = page.context.new_page()
    again.goto(page.url)
    expect(again.locator(TITLES)).to_have_text(of_any)
    actor(again, 0).select_option(label="All")
    expect(again.locator(TITLES)).to_have_text(found["Victor Ford"])
    expect(again.get_by_label("With")).to_be_hidden()


def test_the_chart_leads_to_years_and_follows_the_filter(page: Page) -> None:
    page.goto("timeline/")
    page.locator("figure.histogram a", has_text="2016").click()
    expect(page).to_have_url(re.compile(r"/timeline/#year--2016$"))
    expect(page.get_by_role("heading", name=re.compile("^2016"))).to_be_in_viewport()
    page.goto("timeline/?from=2009&to=2011")
    outside = page.locator("figure.histogram a.histogram-out")
    years = outside.evaluate_all("all => all.map(each => Number(each.dataset.year))")
    assert years
    assert not {2009, 2010, 2011} & set(years)
    page.goto("timeline/?")
    actor(page, 0).select_option(label="Victor Ford")
    in_years = page.locator("figure.histogram a").evaluate_all(
        "all => all.map(each => Number(each.textContent.match(/: (\\d+)/)[1]))"
    )
    assert sum(in_years) == len(shown(page))


def test_what_is_shown_is_saved_as_a_calendar(page: Page) -> None:
    page.goto("timeline/?actor=victor-ford&from=2010&to=2012")
    titles = shown(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these as calendar").click()
    content = download.value.path().read_bytes()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    saved: Any = Calendar.from_ical(content)
    assert "\r\nNAME:Victor Ford\\, 2010–2012 · Briefs\r\n" in content.decode()
    assert [
        str(event["summary"]).partition(" (sometime")[0] for event in saved.events
    ] == titles
    (raid,) = (
        event for event in saved.events if str(event["url"]).endswith("#mill-raid")
    )
    assert raid["status"] == "TENTATIVE"
    assert (str(raid["dtstart"].dt), str(raid["dtend"].dt)) == (
        "2010-10-28",
        "2010-10-29",
    )
    assert "nine upland boats" in raid["description"]
    # what the site publishes agrees on the days
    published: Any = Calendar.from_ical(
        page.request.get("/calendars/actors/victor-ford.ics").body()
    )
    days = {
        str(event["url"]).partition("/briefs/")[2]: event["dtstart"].dt
        for event in published.events
    }
    for event in saved.events:
        assert event["dtstart"].dt == days[str(event["url"]).partition("/briefs/")[2]]


def test_what_is_shown_is_saved_as_a_table(page: Page) -> None:
    page.goto("timeline/?actor=victor-ford&from=2010&to=2012")
    titles = shown(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these as CSV").click()
    content = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["Title"] for row in rows] == titles
    (raid,) = (row for row in rows if row["Address"].endswith("#mill-raid"))
    assert (raid["From"], raid["To"]) == ("2010-10-28", "2010-10-28")
    assert "nine upland boats" in raid["Text"]


def test_a_panel_of_tellings_is_hidden_with_its_event(page: Page) -> None:
    page.goto("timeline/?actor=max-miller")
    assert shown(page)
    page.locator("[data-timeline]").evaluate(
        "rail => rail.querySelectorAll('details').forEach(each => each.open = true)"
    )
    for panel in page.locator("[data-timeline] details:visible").all():
        expect(panel.locator("xpath=..").locator("> p").first).to_be_visible()
