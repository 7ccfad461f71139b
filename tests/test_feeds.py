"""Feeds, read back by a feed reader and held against the rules of JSON Feed."""

import json
import re
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import feedparser
import pytest
from lxml import html

from briefing_site.site import Site
from tests.project import Files, awkward_briefs, exported

SITE = Site("A <site> & more", "What it is about", "https://briefs.example/sub/")
ATOM = "{http://www.w3.org/2005/Atom}"
SUBJECTS = (
    "all",
    "new",
    "topics/signs",
    "topics/empty",
    "actors/upland",
    "briefs/other",
    "briefs/signs",
)
HEADLINE = '=HYPERLINK("https://example.org") </script><script>alert(1)</script> ]]> &amp; {{ x }}'


@pytest.fixture(scope="module")
def files() -> Files:
    return exported(awkward_briefs(), SITE)


def read(content: bytes) -> feedparser.FeedParserDict:
    feed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    return feed


def test_there_is_one_of_each_subject_in_both_formats(files: Files) -> None:
    """But not of an actor in one brief, whose feed would have one entry."""
    found = {
        path
        for path in files
        if path.startswith("feeds/") and not path.endswith(".xml")
    }
    assert found == {
        f"feeds/{each}.{ending}"
        for each in (*SUBJECTS, "judgements")
        for ending in ("atom", "json")
    }


def test_each_thing_that_happened_is_an_entry(files: Files) -> None:
    """The newest first: an update with two corrections, and before that what was published."""
    entries = [
        (entry.title.partition(":")[0], entry.published, entry.updated)
        for entry in read(files["feeds/topics/signs.atom"]).entries
    ]
    day = "2020-06-02T00:00:00Z"
    assert entries[0] == ("Corrected", day, day)
    assert entries[1][1:] == ("2020-05-01T00:00:00Z", "2020-05-01T00:00:00Z")
    assert [entry.title for entry in read(files["feeds/all.atom"]).entries][2:] == [
        "Another brief, ordinary"
    ]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_atom_has_what_the_standard_asks_for(files: Files, subject: str) -> None:
    """RFC 4287, sections 4.1.1 and 4.1.2."""
    root = ET.fromstring(files[f"feeds/{subject}.atom"])  # noqa: S314 -- written by the program under test
    time = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (only,) = element.findall(f"{ATOM}{name}")
            assert only.text
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        assert time.fullmatch(element.findtext(f"{ATOM}updated", ""))
        pages = [
            link.get("href", "")
            for link in element.findall(f"{ATOM}link")
            if link.get("rel") == "alternate"
        ]
        assert pages[0].startswith(SITE.address)
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    (itself,) = (
        link.get("href")
        for link in root.findall(f"{ATOM}link")
        if link.get("rel") == "self"
    )
    assert itself == f"{SITE.address}feeds/{subject}.atom"
    assert (
        root.findtext("{http://www.w3.org/1999/xhtml}code") == itself
    )  # for people, to copy


@pytest.mark.parametrize("subject", SUBJECTS)
def test_json_feed_has_what_the_specification_asks_for(
    files: Files, subject: str
) -> None:
    """https://www.jsonfeed.org/version/1.1/: what is required, and the type of what is optional."""
    feed = json.loads(files[f"feeds/{subject}.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{SITE.address}feeds/{subject}.json"
    assert feed["home_page_url"].startswith(SITE.address)
    assert isinstance(feed["title"], str)
    addresses = {"home_page_url", "feed_url"}
    assert (
        feed.keys()
        <= {"version", "title", "description", "language", "authors", "items"}
        | addresses
    )
    assert all(author.keys() & {"name", "url", "avatar"} for author in feed["authors"])
    for item in feed["items"]:
        assert item.keys() <= {
            "id",
            "url",
            "title",
            "content_html",
            "summary",
            "date_published",
            "tags",
            "authors",
        }
        assert {"id", "content_html"} <= item.keys()
        assert all(
            isinstance(value, str) and value
            for key, value in item.items()
            if key not in {"tags", "authors"}
        )
        assert all(author["name"] for author in item.get("authors", []))
        assert all(isinstance(tag, str) for tag in item["tags"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", item["date_published"])
    ids = [item["id"] for item in feed["items"]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_formats_tell_the_same(files: Files, subject: str) -> None:
    atom, feed = (
        read(files[f"feeds/{subject}.atom"]),
        json.loads(files[f"feeds/{subject}.json"]),
    )
    assert [
        (entry.id, entry.title, entry.link, entry.content[0].value)
        for entry in atom.entries
    ] == [
        (item["id"], item["title"], item["url"], item["content_html"])
        for item in feed["items"]
    ]


def test_words_arrive_unharmed_and_harmless(files: Files) -> None:
    """As text where text is meant; in the HTML as words, and never as an element or a script."""
    topic = read(files["feeds/topics/signs.atom"])
    assert (
        topic.feed.title == '=1+1, "signs"; </script> \\n 上海 שלום · A <site> & more'
    )
    feed = read(files["feeds/all.atom"])
    newest = feed.entries[0]
    assert newest.title == f"Corrected: {HEADLINE}"
    assert newest.tags[0].label == '=1+1, "signs"; </script> \\n 上海 שלום'
    page = html.fragment_fromstring(newest.content[0].value, create_parent="div")
    shown = " ".join(page.text_content().split())
    for words in (
        "-2+3 \"quotes\", 'single'; comma, back\\slash \\n </style> 上海 «кавычки» שלום עולם مرحبا 👩🏽‍🚀",
        "=2 & </b>",
        '=1 very </script> a, "b" (https://example.org/?a=1&b=<2>) [1]',
    ):
        assert words in shown, words
    allowed = re.compile(
        "div|p|table|thead|tbody|t[rhd]|strong|em|code|a|br|h[234]|[uo]l|li|blockquote"
    )
    for element in page.iter():
        assert allowed.fullmatch(element.tag)
        assert set(element.attrib) <= {"href", "start"}
    assert page.xpath("//a/@href") == [f"{SITE.address}briefs/signs/#corrections"]


def test_a_correction_says_what_was_corrected() -> None:
    """And no other entry does; a note on a source is no correction of the brief."""
    brief = (
        "title: A\nsummary: B.\ndate: 2020-01-01\nsources: {paper: {title: C}}\ncorrections:\n"
        "  - {date: 2020-03-01, text: 'It is *long* [@paper].'}\n"
        "  - {date: 2020-02-01, text: It is wide.}\n"
        "  - {date: 2020-03-01, text: The paper is wrong., source: paper}\n"
    )
    feed = read(exported({"briefs/a.yml": brief}, SITE)["feeds/all.atom"])
    shown = [
        [
            words
            for words in ("It is long [1].", "It is wide.", "The paper is wrong.")
            if words in entry.content[0].value
        ]
        for entry in feed.entries
    ]
    assert shown == [["It is long [1]."], ["It is wide."], []]


def test_only_the_feed_of_the_site_has_judgements(files: Files) -> None:
    """Feeds of topics and actors have the summary: a brief is in many of them."""
    for subject, has_judgements in (
        ("all", True),
        ("topics/signs", False),
        ("actors/upland", False),
    ):
        newest = read(files[f"feeds/{subject}.atom"]).entries[0]
        shown = "<h2>Key judgements</h2>" in newest.content[0].value
        assert shown is has_judgements, subject


def test_a_feed_is_not_endless() -> None:
    brief = (
        "title: Number {0}\nsummary: S\ndate: 2020-01-01\nsources: {{a: {{title: A}}}}\nbackground: "
        f"{'Water and salt. ' * 1200} [@a]\n"
    )
    many = exported(
        {f"briefs/b-{number:03}.yml": brief.format(number) for number in range(200)},
        SITE,
    )
    feed = json.loads(many["feeds/all.json"])
    assert 10 < len(feed["items"]) < 60
    assert feed["items"][0]["title"] == "Number 0"
    related = {each.rel: each.href for each in read(many["feeds/all.atom"]).feed.links}[
        "related"
    ]
    assert related == f"{SITE.address}new/"  # has the rest


def changed(before: str, after: str) -> dict[str, str]:
    return {
        path: text.replace(before, after) for path, text in awkward_briefs().items()
    }


def test_ids_outlive_a_move_and_a_change_of_words(files: Files) -> None:
    """They do not depend on where the site is, or on what the entries say."""
    site = Site("Another name", "", "https://elsewhere.example/")
    moved = exported(changed("And once more.", "And once more, in other words."), site)
    for subject in SUBJECTS:
        before, after = (read(each[f"feeds/{subject}.atom"]) for each in (files, moved))
        assert before.feed.id == after.feed.id
        assert [entry.id for entry in before.entries] == [
            entry.id for entry in after.entries
        ]


def test_an_update_is_a_new_entry_and_leaves_the_others_alone(files: Files) -> None:
    updated = exported(changed("updated: 2020-06-02", "updated: 2020-07-03"), SITE)
    before, after = (
        {entry.id for entry in read(each["feeds/all.atom"]).entries}
        for each in (files, updated)
    )
    assert (len(before - after), len(after - before)) == (0, 1)


def test_links_hold_where_the_address_is_not_known() -> None:
    """They are relative to the root of the site, which is the base of the Atom document."""
    files = exported(awkward_briefs(), Site())
    for subject in SUBJECTS:
        path = f"feeds/{subject}.atom"
        root = ET.fromstring(files[path])  # noqa: S314
        base = urljoin(
            f"https://anywhere.example/{path}",
            root.get("{http://www.w3.org/XML/1998/namespace}base", ""),
        )
        assert base == "https://anywhere.example/"
        for entry in root.iter(f"{ATOM}entry"):
            link = entry.find(f"{ATOM}link")
            assert link is not None
            assert re.fullmatch(
                r"briefs/(signs|other)/(#corrections)?", link.get("href", "")
            )
