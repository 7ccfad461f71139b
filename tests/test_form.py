"""The form in a real browser, used as people use it: what it writes is what they meant, and passes the check."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser, Locator, Page, Route, expect

from briefing_site.library import linker
from briefing_site.pages.components.markdown import with_apostrophes
from briefing_site.site import Site as SiteSettings
from tests.browser import box
from tests.conftest import Site, Tab, served, watched
from tests.past import loaded
from tests.project import Files, check, in_form, site_briefs
from tests.taking import engine
from tests.test_every_kind_of_page import barriers, narrow_barriers

REPOSITORY = "https://git.example/owner/briefs"
STARTED = re.compile(r"^(To do|Ready)")


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[Site]:
    """Its form is without the program, which takes seconds to load."""
    known = json.loads((built / "contribute/form.json").read_text(encoding="utf-8"))
    with served(
        built, {"contribute/form.json": json.dumps(known | {"program": False}).encode()}
    ) as site:
        yield site


@pytest.fixture(scope="module")
def tab(browser: Browser, site: Site) -> Iterator[Tab]:
    """A tab that may also ask the repository, and in which a test has time pass."""
    with watched(browser, site, REPOSITORY, "blob:", reduced_motion="reduce") as tab:
        tab.page.clock.install()
        yield tab


@pytest.fixture
def form(page: Page) -> "Form":
    return Form(page).open()


def tell(route: Route, **others: object) -> None:
    """Answer what the site tells the form, but for something else."""
    route.fulfill(
        body=json.dumps(route.fetch().json() | others)
    )  # which escapes halves of characters


class Form:
    """The page, in the words of those who use it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, slug: str = "") -> "Form":
        """For a new brief, or to change one."""
        self.page.goto(f"contribute/write/{'?brief=' if slug else ''}{slug}")
        expect(self.to_do).to_be_visible()
        return self

    @property
    def to_do(self) -> Any:  # noqa: ANN401 -- a locator
        return self.page.get_by_role("heading", name=STARTED)

    def expect_nothing_to_do(self) -> None:
        """Neither an error nor a warning is shown."""
        expect(self.to_do).to_have_text("Ready to propose")
        expect(self.page.locator(".to-do li")).to_have_count(0)

    def text(self) -> str:
        self.page.clock.run_for(300)  # for the typing to rest
        return self.page.locator(".write-panel pre code").text_content() or ""

    def name(self) -> str:
        return (
            self.page.locator(".write-panel h2 code").text_content() or ""
        ).removeprefix("briefs/")

    def unfold(self, name: str) -> Locator:
        """The entry of the name, such as “Event 1”, which is folded."""
        entry = self.page.locator(
            "details.entry", has=self.page.locator("summary", has_text=f"{name} ")
        ).first
        entry.locator("summary").first.click()
        return entry

    def fill(self, **values: str) -> None:
        """Fields of the brief itself, by key."""
        for label, value in values.items():
            self._put(
                self.page.locator("form"), label.replace("_", " ").capitalize(), value
            )

    def add(self, noun: str, values: dict[str, str | list[str]]) -> None:
        """An entry with the values by label; a list is what is ticked in a group."""
        first = (
            self.page.get_by_role("group", name="Source 1").get_by_role("textbox").first
        )
        if (
            noun == "source" and first.is_visible() and not first.input_value()
        ):  # one is required
            first.focus()
        else:
            self.page.get_by_role(
                "button", name=re.compile(f"^Add an? {noun}$")
            ).click()
        entry = self.page.locator("details.entry", has=self.page.locator(":focus"))
        entry_id = self.page.evaluate(
            "document.activeElement.closest('details.entry').querySelector('legend').id"
        )
        entry = self.page.locator(
            "details.entry", has=self.page.locator(f"#{entry_id}")
        )
        entry.get_by_text("More", exact=True).click()
        for label, value in values.items():
            if isinstance(value, str):
                self._put(entry, label, value)
            else:
                group = entry.get_by_role("group", name=label, exact=True)
                for each in value:
                    group.get_by_label(each, exact=True).check()

    def _put(self, within: Any, label: str, value: str) -> None:  # noqa: ANN401
        named = re.compile(rf"^{label}( required)?$")
        choice = within.get_by_role("radiogroup", name=named)
        if choice.count():
            choice.get_by_label(value, exact=True).check()
        else:
            field = within.get_by_label(named).first
            field.fill(value)
            field.blur()


NEWCOMER: list[tuple[str, dict[str, str | list[str]]]] = [
    ("source", {"Title": "- “Мост” открыт: «наконец-то» #1", "Publisher": "no", "Published": "2024-05-15", "Language": "ru"}),
    ("actor", {"Name": "Ada Stone", "Role": "null"}),
    ("actor", {"Name": "上海市: O'Neill \"the\" {first}", "Kind": "person", "Role": "@home, [sometimes] & elsewhere"}),
    ("event", {"Date": "2024", "Title": "no", "Text": "First line\n\n  * a list: with #hash\n  * 'quotes' and \"quotes\"", "Actors": ["Ada Stone"], "Sources": ["- “Мост” открыт: «наконец-то» #1"]}),
    ("event", {"Date": "2024-05-14~", "Title": "~ % ! | > nothing is safe", "Status": "disputed", "Note": "1 < 2 \\& 3", "Sources": ["- “Мост” открыт: «наконец-то» #1"]}),
    ("quote", {"Text": "\"We: walk\" … # said 'she'", "Speaker": "上海市: O'Neill \"the\" {first}", "Date": "2024-05-14", "Context": "---", "Source": "- “Мост” открыт: «наконец-то» #1"}),
]  # fmt: skip


def words_of(text: str) -> str:
    """What is to be found on a page: the words, without Markdown's list marks and line breaks."""
    words = re.sub(r"^\s*\* ", "", text.replace("\\&", "&"), flags=re.MULTILINE)
    return with_apostrophes(" ".join(words.split()))


def test_what_a_newcomer_writes_passes_the_check_and_is_on_the_page(form: Form) -> None:
    form.fill(
        title="Two neighbours: a bridge #1",
        summary="  - After ten years:\nno one knows.",
        date="2024-05-20",
    )
    form.page.get_by_role("group", name="Topics").get_by_label("Energy").check()
    for noun, values in NEWCOMER:
        form.add(noun, values)
    form.fill(background="It was closed: why")
    form.page.get_by_role("button", name="Cite a source in background").click()
    form.page.get_by_role("dialog").get_by_role(
        "button", name=str(NEWCOMER[0][1]["Title"])
    ).click()
    form.page.get_by_role("button", name="Add to open questions").click()
    form.page.keyboard.type("Who pays: «они» or us?")
    text, name = form.text(), form.name()
    form.expect_nothing_to_do()
    assert name == "two-neighbours-a-bridge-1.yml"

    checked = check(
        {
            f"briefs/{name}": text,
            "briefs/topics.yml": site_briefs()["briefs/topics.yml"],
            "briefs/actors/ada-stone.yml": "name: Ada Stone\nkind: person\n",
        }
    )
    assert not checked.errors
    made = Files(linker.link(checked.collection), SiteSettings())
    _, _, page = (
        made[f"briefs/{name.removesuffix('.yml')}.md"].decode().split("---\n", 2)
    )
    body: html.HtmlElement = html.fromstring(engine().convert(page))
    shown = " ".join(body.text_content().split())
    labels = {"Title", "Publisher", "Name", "Role", "Text", "Note", "Context"}
    for _, values in NEWCOMER:
        for label in labels & values.keys():
            for line in str(values[label]).split("\n"):
                assert words_of(line) in shown, line
    for words in (
        "Two neighbours: a bridge #1",
        "- After ten years: no one knows.",
        "It was closed: why",
        "Who pays: «они» or us?",
    ):
        assert words in shown


def test_a_whole_brief_takes_few_clicks(form: Form) -> None:
    """By mouse alone, with a click for each field, each choice and each button: keys only write."""
    page = form.page
    page.evaluate(
        "clicks = 0; addEventListener('pointerdown', () => (clicks += 1), true)"
    )

    def write(label: str, text: str, within: str = ".write-form") -> None:
        page.locator(within).get_by_label(
            re.compile(rf"^{label}( required)?$")
        ).last.click()
        page.keyboard.insert_text(text)

    def choose(group: str, choice: str) -> None:
        entries = page.locator("details.entry")
        role: Any = "radiogroup" if group == "Speaker" else "group"
        entries.get_by_role(role, name=group, exact=True).last.get_by_label(
            choice, exact=True
        ).click()

    def add(noun: str, text: str, start: str = "") -> None:
        page.get_by_role(
            "button", name=f"Add {noun}{start and ': '}{start}", exact=True
        ).click()
        page.keyboard.insert_text(text)

    for label, text in (
        ("Title", "A bridge is closed"),
        ("Summary", "It has cracks."),
        ("Date", "2024-01-01"),
    ):
        write(label, text, "section:nth-of-type(1)")
    page.get_by_label("Energy").click()
    for number in range(3):
        if number:
            add("a source", f"Report {number} https://news.example/{number}")
        else:
            write("Title", "Report 0 https://news.example/0", "details.entry")
        write("Publisher", f"Gazette {number}")
        write("Published", "2024-01-01")
    for number in range(3):
        add("an actor", f"Somebody {number}", "person")
        write("Role", f"Role {number}", "details.entry")
    form.text()  # by then it offers what there is to choose from
    for number in range(4):
        add(
            "an event",
            f"2023-0{number + 1}-01 The event number {number}",
            f"Report {number % 3}",
        )
        if number < 3:
            write("Text", "What happened there.", "details.entry")
        for actor in range(1 + number % 2):
            choose("Actors", f"Somebody {actor}")
    for number in range(2):
        add("a quote", f"We knew it {number}.", f"Report {number}")
        choose("Speaker", f"Somebody {number}")
        write("Date", "2023-01-01", "details.entry")
    write("Background", "It was built in 1974")
    page.get_by_role("button", name="Cite a source in background").click()
    page.get_by_role("dialog").get_by_role("button", name="Report 1").click()
    add("a figure", "Lorries in a day")
    write("Unit", "lorries a day")
    write("Label", "2021")
    write("Values 1", "1400")
    choose("Sources", "Report 2")
    add("a row", "2022", "Report 2")
    write("Values 1", "900")
    add("a forecast", "It opens again.", "Report 2")
    for label, text in (("Probability", "35"), ("Made on", "2024-01-01"), ("Resolves by", "2029-01-01"), ("Criteria", "It carries lorries.")):  # fmt: skip
        write(label, text)
    page.get_by_role("button", name="Copy", exact=True).click()
    checked = check(
        {
            "briefs/a-bridge.yml": form.text(),
            "briefs/topics.yml": site_briefs()["briefs/topics.yml"],
        }
    )
    assert [each.code.slug for each in checked.diagnostics] == []
    brief = next(each.record for each in checked.collection.briefs if each.record)
    assert brief
    assert [len(each) for each in (brief.sources, brief.actors, brief.timeline, brief.quotes, brief.figures[0].rows, brief.forecasts)] == [3, 3, 4, 2, 2, 1]  # fmt: skip
    assert page.evaluate("clicks") <= 54


@pytest.mark.parametrize("slug", ["council-revival", "ferry-line"])
def test_a_brief_that_is_loaded_comes_back(page: Page, slug: str) -> None:
    """To the last comment and line break; what is changed is the file written anew.

    The program keeps all other lines: see `test_program.py`.
    """
    original = site_briefs()[f"briefs/{slug}.yml"]
    form = Form(page).open(slug)
    form.expect_nothing_to_do()
    assert form.text() == original
    entries = form.page.locator("details.entry")
    expect(entries.locator("input, textarea")).to_have_count(
        0
    )  # until they are unfolded
    entries.evaluate_all("entries => entries.forEach((entry) => (entry.open = true))")
    expect(entries.first.get_by_label("Title").first).to_be_visible()
    form.fill(title="Another title")
    assert loaded(form.text()) == loaded(original) | {"title": "Another title"}


def test_the_address_of_what_is_retitled_stays(page: Page, site: Site) -> None:
    """An event without an id keeps the one that it had from its old title."""
    published = in_form(
        "council-revival", lambda path: (site.folder / path).read_bytes()
    )
    event = published["timeline"][0]
    event["$id"] = event.pop("id")
    del published["$text"]  # so that all of it is written anew
    page.route(
        "**/contribute/briefs/*",
        lambda route: route.fulfill(json={"council-revival": published}),
    )
    form = Form(page).open("council-revival")
    assert f"id: {event['$id']}" not in form.text()
    form.unfold("Event 1").get_by_label(re.compile("^Title")).fill("Another title")
    assert f"  - id: {event['$id']}\n" in form.text()


def test_the_old_address_of_what_gets_another_id_is_kept(page: Page) -> None:
    form = Form(page).open("council-revival")
    entry = form.unfold("Event 1")
    entry.get_by_text("More", exact=True).click()
    field = entry.get_by_label(re.compile("^Id"))
    old = field.input_value()
    field.fill("another-id")
    field.blur()
    assert "  - id: another-id\n" in form.text()
    assert f"    formerly: [{old}]\n" in form.text()
    field.fill(old)
    field.blur()
    assert "formerly" not in form.text()
    form.expect_nothing_to_do()


def test_what_refers_to_an_id_follows_it(form: Form) -> None:
    form.add("source", {"Title": "A paper"})
    form.fill(background="As told [@a-paper].")
    form.add("event", {"Date": "2020", "Title": "One", "Sources": ["A paper"]})
    source = form.page.locator(
        "details.entry", has=form.page.locator("summary", has_text="Source 1")
    )
    source.get_by_label(re.compile("^Id")).fill("gazette")
    text = form.text()
    assert "[@gazette]" in text
    assert "sources: [gazette]" in text
    assert "a-paper" not in text


def test_with_the_keyboard_alone(form: Form) -> None:
    """Entries are added, moved and removed, and the cursor is where one goes on."""
    page = form.page
    page.get_by_role("button", name="Add an event").focus()
    page.keyboard.press("Enter")
    for title in ("One", "Two", "Three"):
        event = page.locator("details.entry").last
        expect(event.get_by_label(re.compile("^Date"))).to_be_focused()
        page.keyboard.type("2020")
        page.keyboard.press("Enter")
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        expect(event.get_by_label(re.compile("^Text"))).to_be_focused()
        page.keyboard.press(
            "ControlOrMeta+Enter"
        )  # to another entry, which is not written if it stays empty
    status = page.locator("#write").get_by_role("status")
    up = page.get_by_role("button", name="Move up: event 3")
    up.focus()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Event 3 is now number 2 of 4.")
    expect(page.get_by_role("button", name="Move up: event 2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(
        page.get_by_role("button", name="Move down: event 1")
    ).to_be_focused()  # it is the first now
    assert re.findall("title: (.*)", form.text()) == ["Three", "One", "Two"]
    remove = page.get_by_role("button", name="Remove: event 1")
    remove.focus()
    page.keyboard.press("Enter")
    expect(status).to_have_text("Event 1 removed.")
    expect(page.locator("summary", has_text="Event 1").first).to_be_focused()
    assert re.findall("title: (.*)", form.text()) == ["One", "Two"]
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    assert re.findall("title: (.*)", form.text()) == ["Three", "One", "Two"]


def test_what_is_missing_is_shown_without_the_program(form: Form) -> None:
    """When one leaves a field; and all at once when one wants to propose the brief."""
    page = form.page
    expect(
        page.get_by_text("Everything else is checked once you propose the brief")
    ).to_be_visible()
    title = page.get_by_label("Title", exact=False).first
    expect(title).not_to_have_attribute("aria-invalid", "true")
    form.add("event", {"Date": "2024"})
    event = page.locator("summary", has_text="Event 1").first
    event.click()  # folded
    page.get_by_role("button", name="Open pull request").click()
    expect(form.to_do).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    expect(title).to_have_accessible_description(re.compile("Title is required$"))
    expect(event).to_contain_text("1 to fix")
    page.get_by_role("link", name="Event 1: Title is required").click()
    expect(
        page.get_by_role("group", name="Event 1").get_by_label(re.compile("^Title"))
    ).to_be_focused()


def test_a_browser_that_does_not_run_the_program_says_so(page: Page) -> None:
    page.route(
        "**/contribute/form/worker.js",
        lambda route: route.fulfill(
            body="throw new Error('too old')", content_type="text/javascript"
        ),
    )
    page.route("**/contribute/form.json", lambda route: tell(route, program=True))
    form = Form(page).open()
    short_brief(form)
    expect(
        page.get_by_text("Everything else is checked once you propose the brief")
    ).to_be_visible()
    form.expect_nothing_to_do()


def test_a_draft_is_kept_and_can_be_left(form: Form) -> None:
    page = form.page
    form.fill(title="Not done yet")
    form.add("source", {"Title": "A paper"})
    before = form.text()
    form.open()
    assert form.text() == before
    expect(page.locator("#write").get_by_role("status")).to_contain_text(
        "Your draft has been restored"
    )
    page.get_by_role("button", name="Reset").click()
    expect(
        page.get_by_role("group", name="Source 1").get_by_label("Title")
    ).to_have_value("")
    page.get_by_role("button", name="Undo").click()
    assert form.text() == before
    page.get_by_role("button", name="Reset").click()
    expect(page.locator("#write").get_by_role("status")).to_have_text(
        "The form is empty."
    )
    form.open()
    expect(page.get_by_label("Title", exact=False).first).to_have_value("")


def test_an_actor_of_other_briefs_is_not_described_again(form: Form) -> None:
    """It is recognised by its name, and its kind is shown; another name is that of another actor."""
    form.add("actor", {"Name": "ada stone", "Role": "President"})
    assert form.text() == "actors:\n  - id: ada-stone\n    role: President\n"
    kind = form.page.get_by_role("radiogroup", name="Kind").get_by_label("person")
    expect(kind).to_be_disabled()
    expect(kind).to_be_checked()
    name = form.page.locator("details.entry").get_by_label(re.compile("^Name"))
    name.fill("Vladimir Example")
    form.text()
    expect(kind).to_be_enabled()
    expect(kind).not_to_be_checked()
    form.page.get_by_label(re.compile("^Id")).last.fill("ada-stone")
    form.text()
    expect(name).to_be_disabled()
    expect(name).to_have_value("Ada Stone")


def test_a_new_brief_takes_no_name_of_another(form: Form) -> None:
    name = form.page.get_by_label("Short name")
    form.fill(title="Council revival")
    form.text()
    expect(name).to_have_value("council-revival-2")
    name.fill("council-revival")
    name.blur()
    expect(name).to_have_accessible_description(
        re.compile("There is already a brief with this short name")
    )
    name.fill("")
    form.fill(title="上海")
    name.blur()
    expect(name).to_have_accessible_description(re.compile("Short name is required$"))


def test_what_others_changed_since_is_taken_over(page: Page, site: Site) -> None:
    """When a draft is opened again, and just before it is proposed; where both changed the same, it says so."""
    published = in_form(
        "council-revival", lambda path: (site.folder / path).read_bytes()
    )
    first, *rest = published["timeline"]
    others = published | {"timeline": [{**first, "title": "Their event"}, *rest]}
    page.route(
        "**/contribute/briefs/*",
        lambda route: route.fulfill(
            json={"council-revival": others, "ferry-line": published}
        ),
    )

    def publish(summary: str, title: str) -> None:
        others.update(summary=summary, title=title)
        text = re.sub(
            r"^summary: .*\n(?: .*\n)*",
            f"summary: {summary}\n",
            published["$text"],
            flags=re.MULTILINE,
        )
        others["$text"] = re.sub(
            r"^title: .*", f"title: {title}", text, flags=re.MULTILINE
        )

    publish("Nobody was here.", "Theirs")
    form = Form(page).open("council-revival")
    form.fill(title="My own title")
    assert "My own title" in form.text()
    publish("Somebody else was here.", "Theirs")
    form.open("council-revival")
    status = page.locator("#write").get_by_role("status")
    expect(status).to_contain_text("what others changed is in your draft now")
    assert "title: My own title" in form.text()
    assert "summary: Somebody else was here." in form.text()
    clashes = page.get_by_role("listitem").filter(has_text="Title: Theirs again")
    expect(clashes).to_be_hidden()

    publish("Somebody else was here twice.", "Theirs again")
    page.get_by_role("button", name="Open pull request").click()
    expect(clashes).to_be_visible()
    assert "title: My own title" in form.text()
    assert "summary: Somebody else was here twice." in form.text()
    page.get_by_role("button", name="Open pull request").click()
    expect(page.get_by_role("heading", name="Next steps")).to_be_focused()
    assert "title: My own title" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="Reset").click()
    expect(clashes).to_be_hidden()
    assert "title: Theirs again" in form.text()


def short_brief(form: Form, background: str = "So it says [@a-paper].") -> None:
    form.fill(
        title="A bridge",
        summary="It is open: at last.",
        date="2024-05-20",
        background=background,
    )
    form.add("source", {"Title": "A paper"})


def test_a_short_brief_is_filled_in_at_the_repository(form: Form) -> None:
    """Where a topic can be proposed, too; and it can be copied and saved first."""
    topic = form.page.get_by_role("link", name="Propose a new topic")
    expect(topic).to_have_attribute("href", f"{REPOSITORY}/edit/main/briefs/topics.yml")
    short_brief(form)
    text = form.text()
    form.page.get_by_role("button", name="Copy", exact=True).click()
    with form.page.expect_download() as saved:
        form.page.get_by_role("button", name="Download", exact=True).click()
    assert saved.value.path().read_text(encoding="utf-8") == text
    assert form.page.evaluate("navigator.clipboard.readText()") == text
    form.page.context.route(
        f"{REPOSITORY}/**", lambda route: route.fulfill(body="the editor")
    )
    with form.page.context.expect_page() as opened:
        form.page.get_by_role("button", name="Open pull request").click()
    address = opened.value.url
    assert address.startswith(
        f"{REPOSITORY}/new/main/briefs?filename=a-bridge.yml&value=title%3A%20A%20bridge%0A"
    )
    parameters = opened.value.evaluate(
        "Object.fromEntries(new URL(location).searchParams)"
    )
    assert parameters == {"filename": "a-bridge.yml", "value": text}
    expect(form.page.get_by_role("heading", name="Next steps")).to_be_focused()
    form.page.context.unroute_all()


def test_of_a_brief_that_exists_the_whole_file_is_handed_over(form: Form) -> None:
    """Without the program, which tells what differs."""
    page = form.page
    form.open("council-revival")
    page.get_by_role("button", name="Open pull request").click()
    expect(page.locator("#write").get_by_role("status")).to_have_text(
        "Nothing has been changed yet."
    )
    form.fill(title="Another title")
    text = form.text()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Open pull request").click()
    assert saved.value.path().read_text(encoding="utf-8") == text
    assert page.evaluate("navigator.clipboard.readText()") == text
    steps = page.locator(".steps")
    expect(steps).to_contain_text("replace all of its text")
    expect(steps.locator("a").first).to_have_attribute(
        "href", f"{REPOSITORY}/edit/main/briefs/council-revival.yml"
    )


KNOWN = {
    "create": f"{REPOSITORY}/new/main/briefs",
    "edit": f"{REPOSITORY}/edit/main/briefs/",
    "kind": "github",
}
GITLAB = {
    "create": f"{REPOSITORY}/-/new/main/briefs",
    "edit": f"{REPOSITORY}/-/edit/main/briefs/",
    "kind": "gitlab",
}
UNKNOWN = {"create": "", "edit": "", "kind": "github"}


@pytest.mark.parametrize(
    ("repository", "words", "address", "step"),
    [
        (KNOWN, 2000, r"new/main/briefs\?filename=a-bridge\.yml$", "has been copied, and saved as a-bridge.yml in your downloads"),
        (GITLAB, 1, r"-/new/main/briefs\?file_name=a-bridge\.yml&content=title%3A", "Create merge request"),
        (UNKNOWN, 1, "", "In the folder “briefs” of the repository, add the file"),
    ],
    ids=["long", "gitlab", "unknown"],
)  # fmt: skip
def test_what_is_not_filled_in_at_the_repository_is_copied_and_saved(
    page: Page, repository: dict[str, str], words: int, address: str, step: str
) -> None:
    page.route(
        "**/contribute/form.json", lambda route: tell(route, repository=repository)
    )
    form = Form(page).open()
    short_brief(form, background="桥 " * words + "[@a-paper]")
    text = form.text()
    with page.expect_download() as saved:
        page.get_by_role(
            "button", name=re.compile("^(Open (pull|merge) request|Propose changes)$")
        ).click()
    assert saved.value.suggested_filename == "a-bridge.yml"
    assert saved.value.path().read_text(encoding="utf-8") == text
    expect(page.locator(".steps")).to_contain_text(step)
    assert page.evaluate("navigator.clipboard.readText()") == text
    links = page.locator(".steps a")
    if address:
        expect(links.first).to_have_attribute(
            "href", re.compile(f"^{REPOSITORY}/{address}")
        )
    else:
        expect(links).to_have_count(0)


def test_a_notice_covers_only_the_header_of_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    Form(page).open()
    page.get_by_role("button", name="Add an event").click()
    page.get_by_role("button", name="Remove: event 1").click()
    notice = page.locator(".announcement")
    expect(notice.get_by_role("button", name="Undo")).to_be_visible()
    place = box(notice)
    assert (place["y"], place["x"], place["width"]) == (0, 0, 390)
    assert place["height"] <= box(page.locator(".md-header"))["height"] + 1
    notice.get_by_role("button", name="Undo").click()
    expect(notice).to_contain_text("Undone.")


def test_axe_finds_nothing_in_a_form_that_is_full_of_mistakes(page: Page) -> None:
    """With most kinds of entries open, everything missing, and the next steps shown; also on a phone."""
    page.set_viewport_size({"width": 1440, "height": 900})
    Form(page).open()
    for noun in ("a source", "an actor", "an event", "a quote", "a key judgement"):
        page.get_by_role("button", name=f"Add {noun}", exact=True).click()
    for more in page.get_by_text("More", exact=True).all():
        more.click()
    for label in ("Date", "Web address", "Id"):
        page.locator("details.entry").get_by_label(re.compile(f"^{label}")).first.fill(
            "no, this is wrong"
        )
    page.get_by_role("button", name="Open pull request").click()
    expect(page.locator(".messages .error").first).to_be_visible()
    page.evaluate(
        "scrollTo(0, 0)"
    )  # elsewhere, the header always covers a part of something
    found = barriers(page, "#write", "light") + narrow_barriers(page, 360)
    page.set_viewport_size({"width": 1440, "height": 900})
    Form(page).open("council-revival").fill(title="Another title")
    page.get_by_role("button", name="Open pull request").click()
    expect(page.get_by_role("heading", name="Next steps")).to_be_focused()
    page.evaluate("scrollTo(0, 0)")
    assert found + barriers(page, ".write-panel") == []


def test_a_brief_leads_to_the_form_that_changes_it(form: Form) -> None:
    """And the form says what a change of a quote means."""
    page = form.page
    told = page.get_by_text("A quote whose words change has to be verified again")
    expect(told).to_be_hidden()
    page.goto("briefs/council-revival/")
    page.get_by_role("link", name="Edit in the form").click()
    expect(form.to_do).to_be_visible()
    assert form.name() == "council-revival.yml"
    expect(told).to_be_visible()


def test_what_happened_is_not_said_for_ever(page: Page) -> None:
    Form(page).open()
    said = page.locator("#write").get_by_text("The form is empty.")
    page.get_by_role("button", name="Reset").click()
    expect(said).to_be_visible()
    page.mouse.move(0, 0)
    page.locator("#write h2").first.click()
    page.clock.run_for(60_000)
    expect(said).to_be_hidden()
    page.get_by_role("button", name="Reset").click()
    page.get_by_role("button", name="Close").click()
    expect(said).to_be_hidden()


def test_the_header_covers_no_button_beside_a_long_form(page: Page) -> None:
    form = Form(page).open()
    form.add("event", {"Date": "2020", "Title": "One"})
    assert page.evaluate("scrollY") > 1000
    at = "each => document.elementFromPoint(each.getBoundingClientRect().x + 9, each.getBoundingClientRect().y + 9)"
    for name in ("Open pull request", "Copy", "Download"):
        button = page.get_by_role("button", name=name, exact=True)
        assert button.evaluate(f"each => ({at})(each) === each"), name
