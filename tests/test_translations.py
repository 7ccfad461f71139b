"""Sites in other languages than English: that of readers is in the catalogues, and nothing else is left over."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po
from lxml import html
from playwright.sync_api import Browser, Page, expect

from briefing_site.cli import main
from briefing_site.format import dates
from briefing_site.languages import language
from briefing_site.site import Language, wording
from tests.browser import box, in_script
from tests.conftest import served, shared, visited
from tests.marking import outside
from tests.project import ROOT, case, make, run, site_of

PROJECT = case("greek")
ENGLISH_PAGES = tuple(
    f"{page}/index.html" for page in ("about", "contribute", "contribute/write", "data")
)
"""Pages about the site, whose texts are in templates of their own for each language."""
EVERYWHERE = re.compile(
    r"\b(APA|Chicago|MLA|BibTeX|RIS|CSL-JSON|PDF|JSON|CSV|Atom|ORCID|Wikidata Q42|CC BY 4\.0|SQLite|JavaScript|Brier|Optional)\b"
    r"|((briefs/)?[^\s⟦⟧]+\.yml)|(https?|webcal)://\S+|mailto:\S+"
)
"""Names, which are the same in every language."""
SHOWN = ("title", "aria-label", "placeholder", "alt")


def translated(message: Message, values: str) -> str | tuple[str, ...]:
    ids = [message.id] if isinstance(message.id, str) else message.id
    made = tuple(
        f"⟦{re.sub(values, lambda found: f'⟧{found[0]}⟦', each)}⟧" for each in ids
    )
    return made[0] if isinstance(message.id, str) else made


def write_marked(languages: Path, values: str = "(?!)") -> None:
    """A catalogue for Hebrew, in which brackets enclose every text of the program but for the values in it."""
    with (ROOT / "generator/briefing_site/languages/de/messages.po").open("rb") as file:
        known = read_po(file)
    made = Catalog(locale="he")
    for message in known:
        if message.id:
            made.add(
                message.id,
                translated(message, values),
                locations=message.locations,
                context=message.context,
            )
    (languages / "he").mkdir(parents=True)
    with (languages / "he/messages.po").open("wb") as file:
        write_po(file, made)


@pytest.fixture(scope="module")
def marked_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in a language in which brackets enclose every text of the program, and whatever else has words is in Greek."""

    def build(folder: Path) -> None:
        write_marked(folder / "languages")
        built = run(
            make(folder, PROJECT),
            "build",
            program=partial(speaking, folder / "languages"),
        )
        assert built.returncode == 0, built.stdout + built.stderr

    return shared(tmp_path_factory, "marked", build) / "site"


def speaking(languages: Path) -> None:
    """The program with the catalogues in this folder."""
    language.FOLDER = languages
    main()


def texts(element: html.HtmlElement) -> Iterator[str]:
    """The texts of an element that people read, in their order, each piece with what it is in."""
    if not isinstance(element.tag, str) or element.tag in {"script", "style", "code"}:
        yield element.tail or ""
        return
    yield element.text or ""
    for child in element:
        yield from texts(child)
    yield element.tail or ""


def unmarked(text: str) -> list[str]:
    """The Latin words that are in no brackets, but for names."""
    return outside(EVERYWHERE.sub(" ", text))


def test_nothing_on_pages_is_left_in_english(marked_site: Path) -> None:
    left = []
    for file in sorted(marked_site.rglob("*.html")):
        path, page = (
            file.relative_to(marked_site).as_posix(),
            html.parse(file).getroot(),
        )
        for part in page.xpath("//main") if path in ENGLISH_PAGES else []:
            part.getparent().remove(part)
        left += [
            f"{path}: {each}" for each in unmarked("".join(texts(page.find("body"))))
        ]
        for element in page.iter(html.etree.Element):
            left += [
                f"{path} {name}: {each}"
                for name in SHOWN
                for each in unmarked(element.get(name) or "")
            ]
        left += [
            f"{path}: {each}" for each in unmarked(page.findtext("head/title") or "")
        ]
    assert left == []


@pytest.mark.parametrize(
    "path",
    ["index.md.txt", "briefs/bridge/index.md.txt", "timeline/index.md.txt", "llms.txt"],
)
def test_nothing_in_plain_text_is_left_in_english(marked_site: Path, path: str) -> None:
    text = re.sub(
        r"<\S+>|\]\([^)]*\)", "", (marked_site / path).read_text(encoding="utf-8")
    )
    assert unmarked(text) == []


def test_no_template_has_english_that_is_not_looked_up() -> None:
    """Not even where a condition is met by none of the sites above."""
    code = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
    markup = re.compile(r"\]\(\S*\)|<[^<>]*>| data-\w*|\{ .*? \}")
    for file in (ROOT / "generator/briefing_site/pages/templates").rglob("*.md.jinja"):
        text = markup.sub("", code.sub("", file.read_text(encoding="utf-8")))
        words = set(re.findall(r"[^\W\d_]{3,}", text))
        assert words <= {"DOI", "doi", "Optional"} or file.parent.name in (
            "provided",
            "contribute",
        ), file


def test_nothing_in_calendars_and_feeds_is_left_in_english(marked_site: Path) -> None:
    calendar = (
        (marked_site / "calendars/all.ics")
        .read_text(encoding="utf-8")
        .replace("\n ", "")
    )
    said = re.findall(r"^(?:SUMMARY|DESCRIPTION|NAME)[:;](.*)$", calendar, re.MULTILINE)
    assert unmarked("\n".join(said).replace("\\n", "\n")) == []
    feed: Any = html.fromstring((marked_site / "feeds/all.atom").read_bytes())
    assert (
        unmarked(
            " ".join(
                feed.xpath(
                    "//title/text() | //summary/text() | //*[local-name()='p']//text()"
                )
            )
        )
        == []
    )
    assert 'xml:lang="he"' in (marked_site / "feeds/all.atom").read_text(
        encoding="utf-8"
    )


IDS = re.compile(r"(?:old|paper|source-\d)+")
OPEN_ALL = """
() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  const adders = "#write fieldset.group > button";
  for (let depth = 0; depth < 3; depth += 1) for (const each of document.querySelectorAll(adders)) each.click();
  for (const each of document.querySelectorAll(".entry input[type=text]:enabled")) {
    each.value ||= "1"; // an entry without a word counts for nothing
    each.dispatchEvent(new Event("input", { bubbles: true }));
  }
  document.querySelector(".write-panel button.main").click();
}
"""


def test_nothing_in_the_form_is_left_in_english(
    browser: Browser, marked_site: Path
) -> None:
    left: list[str] = []
    with served(marked_site) as site, visited(browser, site) as page:
        for query in ("", "?brief=bridge"):
            page.goto(f"contribute/write/{query}")
            page.locator(".write-panel").wait_for()
            page.evaluate(OPEN_ALL)
            expect(page.locator(".to-do li").first).to_be_visible()
            parts: Any = html.fromstring(page.content())
            (form,) = parts.xpath("//*[@id='write']")
            for codes in form.xpath(".//*[@id='write--languages']"):
                codes.drop_tree()
            left += unmarked(IDS.sub("", "".join(texts(form))))
            for element in form.iter(html.etree.Element):
                for name in (*SHOWN, "label"):
                    left += [
                        f"{name}: {each}"
                        for each in unmarked(IDS.sub("", element.get(name) or ""))
                    ]
    assert sorted(set(left)) == []


def test_a_site_from_right_to_left(browser: Browser, marked_site: Path) -> None:
    with served(marked_site) as site, visited(browser, site) as page:
        page.set_viewport_size({"width": 360, "height": 740})
        for path in (
            "",
            "briefs/bridge/",
            "timeline/",
            "search/",
            "sources/",
            "forecasts/",
            "actors/maria/",
        ):
            page.goto(path)
            assert page.locator("body").get_attribute("dir") == "rtl"
            assert (
                page.evaluate(
                    "getComputedStyle(document.querySelector('article')).direction"
                )
                == "rtl"
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def catalogues() -> list[str]:
    return list(language.translated())


@pytest.mark.parametrize("code", catalogues())
def test_catalogues_are_complete(code: str) -> None:
    with (ROOT / f"generator/briefing_site/languages/{code}/messages.po").open(
        "rb"
    ) as file:
        catalogue = read_po(file, locale=code.replace("-", "_"))
    for message in catalogue:
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        strings = (
            [message.string]
            if isinstance(message.string, str)
            else list(message.string or ())
        )
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        assert all(strings), message.id
        if not isinstance(message.id, str):
            assert len(strings) == catalogue.num_plurals
        expected = [
            placeholders(each) for each in ids
        ]  # one thing may be named without its number
        assert all(placeholders(each) in expected for each in strings), message.id
        assert placeholders(strings[-1]) == expected[-1], message.id
        assert all(each[:1].isspace() == ids[0][:1].isspace() for each in strings), (
            message.id
        )


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s|\{\w+(?::,)?\}", text))


def test_what_is_not_translated_is_marked_as_english(tmp_path: Path) -> None:
    """And isolated, as Arabic begins at the right; dates in it are those of the site, and attributes have no marks."""
    project = make(
        tmp_path,
        PROJECT
        | {"mkdocs.yml": PROJECT["mkdocs.yml"].replace("language: he", "language: ar")},
    )
    assert run(project, "build", "--no-search").returncode == 0
    page = html.parse(project / "site/briefs/bridge/index.html").getroot()
    assert (page.get("lang"), page.body.get("dir")) == ("ar", "rtl")
    marked = [
        each.text_content() for each in page.xpath("//span[@lang='en'][@dir='ltr']")
    ]
    assert {"Key judgements", "Licence:"} <= {*marked}
    assert any(re.search("[A-Za-z].*مايو 2024", each) for each in marked)
    whole = html.parse(project / "site/contribute/index.html").getroot()
    assert whole.xpath("//main//div[@lang='en'][@dir='ltr']/h1")
    for path in (project / "site").rglob("*.html"):
        assert not re.search("[\u2066\u2069]", path.read_text(encoding="utf-8"))


def test_catalogues_open_in_other_programs() -> None:
    """Poedit and Weblate require complete headers; gettext finds what they would call an error."""
    for code in catalogues():
        file = ROOT / f"generator/briefing_site/languages/{code}/messages.po"
        head = file.read_text(encoding="utf-8").partition("\n\n")[0]
        assert not re.search("EMAIL@ADDRESS|YEAR|FULL NAME", head)
        assert f'"Language: {code}\\n"' in head
        assert re.search(r'"Plural-Forms: nplurals=\d; plural=.+;\\n"', head)
        if shutil.which("msgfmt"):
            subprocess.run(
                ["msgfmt", "--check", "--output-file=/dev/null", str(file)], check=True
            )


def test_catalogues_have_every_text_of_the_program(tmp_path: Path) -> None:
    """`make messages` was run."""
    target = tmp_path / "messages.pot"
    command = ["pybabel", "-q", "extract"]
    command += [
        "--mapping",
        str(ROOT / "pyproject.toml"),
        "--output",
        str(target),
        str(ROOT / "generator/briefing_site"),
    ]
    keywords = [
        "marked",
        "marked_plural:1,2",
        "counted:1,2",
        "say",
        "spoken_text",
        "CommandError",
    ]
    keywords += ["told", "explained"]
    command += [f"--keyword={each}" for each in keywords]
    CommandLineInterface().run(command)  # type: ignore[no-untyped-call]
    with target.open("rb") as file:
        program = {(message.context, message.id) for message in read_po(file)}
    for code in catalogues():
        with (ROOT / f"generator/briefing_site/languages/{code}/messages.po").open(
            "rb"
        ) as file:
            assert {
                (message.context, message.id) for message in read_po(file)
            } == program


def test_a_command_without_help_has_no_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The empty text is the header of a catalogue: gettext reserves it."""
    command = b"import click\n@click.command()\ndef silent() -> None:\n    ...\n"
    method = "briefing_site.languages.extraction:texts"
    assert list(extract(method, io.BytesIO(command))) == []
    assert capsys.readouterr().err == ""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return (
        shared(
            tmp_path_factory, "german", lambda folder: site_of(folder, case("german"))
        )
        / "site"
    )


@pytest.fixture
def german_page(browser: Browser, german: Path) -> Iterator[Page]:
    with served(german) as site, visited(browser, site) as page:
        yield page


def test_a_german_site(german_page: Page) -> None:
    page = german_page
    page.goto("")
    assert page.locator("html").get_attribute("lang") == "de"
    expect(page.locator(".md-tabs")).to_contain_text("Chronik")
    scheme = page.get_by_role("button", name="Farbschema: automatisch")
    expect(scheme).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert 24 <= box(scheme)["width"] < 40  # which leaves room for the name of the site
    page.goto("briefs/bruecke/")
    expect(page.locator("article .event time")).to_have_text("9. Dezember 2010")
    expect(page.locator("article blockquote").first).to_have_text("„Jetzt gehen wir“")
    expect(page.locator(".entry-menu summary").first).to_have_text("Teilen")
    page.locator(".entry-menu summary").first.click()
    expect(page.get_by_role("button", name="Mit Beleg kopieren")).to_be_visible()


def roots(page: Page, words: str) -> set[str]:
    return {
        *in_script(
            page, "assets/search/words.js", "given.map(script.root)", words.split()
        )
    }


def test_a_german_search_and_form(german_page: Page) -> None:
    """Other forms of a word and others of its meaning are found, and dots may be written as an e."""
    page = german_page
    for query, found in (
        ("Abkommen", "Unterzeichnung des Abkommens"),
        ("Haus Truppen", "Die Brücke über den Grenzfluss"),
        ("Mueller", "Anna Müller"),
    ):
        page.goto(f"search/?q={query}")
        expect(
            page.locator(".search-results li a").filter(has_text=found).first
        ).to_be_visible()
        number = re.compile("^1 Ergebnis$|^[2-9] Ergebnisse$")
        expect(page.locator(".search-results [role=status]")).to_have_text(number)
    for forms in (
        "haus hause hauser hausern hauses",
        "abkommen abkommens",
        "grenze grenzen",
        "land lander landern",
    ):
        assert len(roots(page, forms)) == 1, forms
    for others in ("wahl wald", "staat stadt", "nato note"):
        assert len(roots(page, others)) == 2, others
    # the form names its fields where they are missing
    page.goto("contribute/write/")
    page.get_by_role("button", name="Ereignis hinzufügen").click()
    page.keyboard.type("2010")
    page.get_by_role("button", name="Änderungen vorschlagen").click()
    expect(page.locator(".to-do")).to_contain_text("Titel ist erforderlich")
    expect(page.locator(".to-do")).to_contain_text("Ereignis 1: Titel ist erforderlich")


def test_english_is_not_looked_up_and_a_variant_has_the_texts_of_its_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        language, "read_po", lambda *_: pytest.fail("a catalogue was read")
    )
    for code in ("en", "en-US"):
        assert Language(code).gettext("Topics") == "Topics"
    assert Language("ar").gettext("Topics") == "Topics"
    monkeypatch.undo()
    assert (
        Language("de-AT").gettext("Topics")
        == Language("de").gettext("Topics")
        == "Themen"
    )


@pytest.mark.parametrize(
    ("code", "date", "words"),
    [
        ("en", "2010-06-10/2010-06-11", "10–11 June 2010"),
        ("en-US", "2010-06-10/2010-06-11", "June 10 – June 11, 2010"),
        ("de", "2010-06-10/2010-06-11", "10.–11. Juni 2010"),
        ("de", "2010-06-30/2010-07-01", "30. Juni – 1. Juli 2010"),
        ("de", "2010-06/2010-07", "Juni–Juli 2010"),
        ("de", "199X", "1990er-Jahre"),
        ("de", "2001~", "etwa 2001"),
        ("de", "2010-21", "Frühjahr 2010"),
        ("de", "2010-12-09/..", "seit 9. Dezember 2010"),
        ("zh-Hans", "2010-06-10/2010-06-11", "2010年6月10日 – 2010年6月11日"),
        ("zh-Hans", "2010-06/2010-07", "2010年6月 – 2010年7月"),
    ],
)
def test_dates_are_written_as_in_the_language(code: str, date: str, words: str) -> None:
    assert wording.date(dates.parse(date), Language(code)) == words


def test_numbers_are_written_as_in_the_language() -> None:
    assert wording.number(1250.5, Language("de")) == "1.250,5"
    assert wording.count(1250, "event", language=Language("de")) == "1.250 Ereignisse"
    assert wording.count(1, "event", language=Language("de")) == "1 Ereignis"


def test_german_days_read_well_in_plain_text(german: Path) -> None:
    """Nor does a day at the beginning of a line begin a list."""
    text = (german / "briefs/bruecke/index.md.txt").read_text(encoding="utf-8")
    assert "\n- #### 9.\u00a0Dezember 2010: Unterzeichnung des Abkommens\n" in text
    assert not re.search(r"^9\. ", text, re.MULTILINE)
