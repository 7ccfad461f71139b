"""Nothing in a brief runs, asks another host or reads a file: it is refused, or shown as text."""

import json
import os
import re
import resource
from collections import Counter
from functools import cache, partial
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from playwright.sync_api import Browser, Dialog

from briefing_site.format import identifiers, limits
from briefing_site.format.fields import PROSE
from briefing_site.format.prose_parser import parse as parse_prose
from briefing_site.site import Site
from tests import hostile, readers
from tests.conftest import build, served, shared, watched
from tests.project import ROOT, Files, exported, linked, make, run
from tests.test_faults import limited

UNSEEN = {"url", "archived", "aliases"}
"""Fields of text that a page holds without showing them as they are."""

VERSION = "2050-01-01"

OWN_PAGE = re.compile(r"(?:briefs/brief|actors/[a-z]+|topics/topic)-([0-9]+)/$")
"""The address of a page of one brief, and its number."""

AUDIT = """async addresses => Promise.all(addresses.map(async address => {
    const wrong = [];
    const FILE = /^data:(text\\/csv|application\\/x-bibtex|application\\/x-research-info-systems|application\\/vnd\\.citationstyles\\.csl\\+json)[;,][^<>"'\\s]*$/;
    const base = new URL(address, location.href);
    const page = base.href === location.href ? document
        : new DOMParser().parseFromString(await (await fetch(base)).text(), "text/html");
    for (const each of page.querySelectorAll("*")) {
        for (const { name, value } of each.attributes) {
            if (/^on|^style$/i.test(name)) wrong.push(each.outerHTML);
            if (["href", "src", "action", "xlink:href"].includes(name)) {
                if (value.startsWith("webcal://briefs.example/calendars/")) continue; // those of the site
                if (each.matches("a[download]") && FILE.test(value)) continue; // one that is kept, and never shown
                const { protocol, host } = new URL(value, base);
                if (!["http:", "https:"].includes(protocol)) wrong.push(each.outerHTML);
                if (host !== location.host && !each.matches("a:not([target]), link[rel=canonical]")) wrong.push(each.outerHTML);
            }
        }
    }
    const refused = "iframe, object, embed, base, style, script:not([src], [type='application/ld+json'])";
    wrong.push(...[...page.querySelectorAll(refused)].map(({ outerHTML }) => outerHTML));
    if (window.ran) wrong.push("a script ran");
    return [wrong, page.body.textContent];
}))"""
"""What is wrong on each page, and its words: as it is in the window, or else as the browser parses it."""


Fields = dict[str, list[hostile.Field]]
Attacks = list[dict[hostile.Field, str]]


@pytest.fixture(scope="module")
def accepted(tmp_path_factory: pytest.TempPathFactory) -> Fields:
    """The fields that take each text; the check refuses it in all others."""

    def make(file: Path) -> None:
        file.write_text(
            json.dumps(
                {name: hostile.taken(text) for name, text in hostile.PAYLOADS.items()}
            )
        )

    found = json.loads(shared(tmp_path_factory, "accepted", make).read_text())
    return {
        name: [(kind, tuple(path)) for kind, path in taken]
        for name, taken in found.items()
    }


@pytest.fixture(scope="module")
def attacks(accepted: Fields) -> Attacks:
    """The texts in the fields of each brief: four in turn, wherever they are taken. Each text is in one brief."""
    briefs: Attacks = []
    names = list(accepted)
    for number in range(len(names) // 4):
        turns: dict[hostile.Field, list[str]] = {}
        for name in names[number :: len(names) // 4]:
            for field in accepted[name]:
                turns.setdefault(field, []).append(hostile.PAYLOADS[name])
        briefs.append(
            {
                field: each[at % len(each)]
                for at, (field, each) in enumerate(turns.items())
            }
        )
    return briefs


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory, attacks: Attacks) -> Path:
    made = hostile.merged(
        hostile.project(number, changes) for number, changes in enumerate(attacks)
    )
    made[f"briefs/versions/brief-0/{VERSION}.json"] = hostile.version(
        "brief-0", VERSION
    )
    project = shared(
        tmp_path_factory,
        "attacked",
        lambda project: build(project, made, typeset=False, warns=True),
    )
    return project / "site"


def test_there_are_many_cases_and_both_outcomes(accepted: Fields) -> None:
    assert not hostile.refused([], "")
    taken = sum(len(fields) for fields in accepted.values())
    refused = len(hostile.PAYLOADS) * len(hostile.FIELDS) - taken
    assert (taken > 2400, refused > 1000) == (True, True)


def test_nothing_runs_and_everything_is_shown(
    browser: Browser, attacked: Path, attacks: Attacks
) -> None:
    """On every page, and without the policy that would stop most of it even where it got through.

    Scripts run on those that show many texts, and on those of some of the briefs.
    """
    expected = _expected(attacks)
    with (
        served(attacked) as site,
        watched(browser, site, bypass_csp=True) as (page, wrong),
    ):

        def tell(dialog: Dialog) -> None:
            wrong.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", tell)
        pages = _pages(attacked)
        for address in (
            each
            for each in pages
            if not (own := OWN_PAGE.match(each)) or int(own[1]) % 10 == 0
        ):
            page.goto(address)
            ((found, _),) = page.evaluate(AUDIT, [site.address + address])
            wrong += [f"{address}: {each}" for each in found]
        parsed = page.evaluate(AUDIT, [site.address + address for address in pages])
        for address, (found, text) in zip(pages, parsed, strict=True):
            wrong += [f"{address}: {each}" for each in found]
            shown = " ".join(text.split())
            for words, times in expected.pop(address, Counter()).items():
                if shown.count(words) < times:
                    wrong.append(f"{address}: {words[:80]!r} is not shown as it is")
    assert wrong == []
    assert expected == {}


def test_plain_texts_show_everything_and_mark_up_nothing(
    attacked: Path, attacks: Attacks
) -> None:
    wrong: list[str] = []
    for address, expected in _expected(attacks).items():
        if address.startswith("actors/"):  # which have no plain text
            continue
        content = (attacked / address / "index.md.txt").read_text(encoding="utf-8")
        tokens = [
            each
            for block in MarkdownIt().parse(content)
            for each in (block, *(block.children or ()))
        ]
        assert not [
            each for each in tokens if each.type in {"html_block", "html_inline"}
        ], address
        is_version = "/versions/" in address
        shown = " ".join("".join(_shown(each) for each in tokens).split())
        for words, times in expected.items():
            # the text of a version is finished Markdown, and so not shown as it is
            if shown.count(words) < times and not is_version:
                wrong.append(f"{address}: {words[:80]!r} is not shown as it is")
        for target in (
            str(each.attrs["href"]) for each in tokens if each.type == "link_open"
        ):
            assert target.startswith(
                ("https:", "http:", "webcal://briefs.example/calendars/", "../")
            ), (
                address,
                target,
            )
        refused = {"image", "fence"}
        if not is_version:
            refused |= {"code_block", "hr"}
        assert not [each for each in tokens if each.type in refused], address
    assert wrong == []


def test_papers_and_cards_are_made_of_each_text(accepted: Fields) -> None:
    """Each stands in a field of its own: in the first of two briefs, or in the second."""
    projects = []
    texts = [text for text, fields in accepted.items() if fields]
    for number, names in enumerate((texts[::2], texts[1::2])):
        changes: dict[hostile.Field, str] = {}
        for step, name in enumerate(names):
            free = [field for field in accepted[name] if field not in changes]
            changes[free[7 * step % len(free)]] = hostile.PAYLOADS[name]
        projects.append(hostile.project(number, changes))
    made = exported(hostile.merged(projects), Site(), papers=True)
    papers = [content for path, content in made.items() if path.endswith(".pdf")]
    assert len(papers) == 2
    for paper in papers:
        assert "root:x:0:0" not in readers.paper(paper)
    assert len([path for path in made if path.endswith(".png")]) == 7


def _shown(token: Token) -> str:
    if token.type in {"text", "code_inline"}:
        return token.content
    return " " if token.type in {"softbreak", "hardbreak"} or token.block else ""


def _pages(site: Path) -> list[str]:
    """The addresses of all pages but those that are written by hand, and look the same on every site."""
    pages = [
        file.relative_to(site).as_posix().removesuffix("index.html")
        for file in site.rglob("*.html")
    ]
    return sorted(
        page for page in pages if not page.startswith(("contribute/", "performance/"))
    )


def _expected(attacks: Attacks) -> dict[str, Counter[str]]:
    """What is to be read on each page, and how often at least."""
    pages = {
        "brief": "briefs/brief-{}/",
        "profile": "actors/one-{}/",
        "topic": "topics/topic-{}/",
        "term": "glossary/",
    }
    expected: dict[str, Counter[str]] = {}
    for number, brief in enumerate(attacks):
        for (kind, path), text in brief.items():
            if not UNSEEN & set(path):
                words = _words(text) if hostile.kind_of((kind, path)) is PROSE else text
                page = expected.setdefault(pages[kind].format(number), Counter())
                page[" ".join(words.split())] += 1
    frozen = Counter({" ".join(text.split()): 2 for text in hostile.of_versions()})
    expected[f"briefs/brief-0/versions/{VERSION}/"] = frozen
    return expected


@cache
def _words(prose: str) -> str:
    return parse_prose(prose).words


def test_no_file_and_no_variable_of_the_machine_gets_out(attacked: Path) -> None:
    secrets = (b"root:x:0:0", os.environ["HOME"].encode() + b"/", b"__builtins__")
    for file in attacked.parent.joinpath("docs").rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not [secret for secret in secrets if secret in content], file


FIRST = "title: A brief\nsummary: What happened.\ndate: 2020-05-01\nsources: {paper: {title: A paper}}\n"


def fill(text: str) -> str:
    """The text as often as a file can hold it, beside a few keys."""
    return text * ((limits.FILE.size - 8_000) // len(text))


FILES = {
    "aliases that multiply": "a: &a [x, x, x, x, x, x, x, x, x]\n"
    + "".join(
        f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghij")
    ),
    "merges that multiply": "a: &a {x: y}\n"
    + "".join(
        f"{b}: &{b} {{<<: [{', '.join([f'*{a}'] * 9)}]}}\n"
        for a, b in pairwise("abcdefghij")
    ),
    "aliases of a long text": f"{FIRST}background: &a '{fill('word ')}'\nopen_questions: [{'*a, ' * 900}]\n",
    "an alias of what it stands in": "a: &a [*a, *a]\nb: &b {<<: *b}\n",
    "brackets without end": "a: " + fill("["),
    "braces without end": fill("{a: "),
    "deep blocks": "".join(f"{' ' * depth}- \n" for depth in range(480)),
    "dashes": fill("- "),
    "questions": fill("? "),
    "a long line": "title: " + fill("x"),
    "more than is read": "title: " + "x" * 5_000_000,
    "many keys": "".join(f"key{number}: x\n" for number in range(9_000)),
    "many documents": fill("---\na: b\n"),
    "many comments": fill("#\n"),
    "an object of Python": "title: !!python/object/apply:os.system ['echo ran']\n",
    "a tag of MkDocs": "title: !ENV HOME\n",
    "a tag with an address": "title: !<tag:evil.example,2020:x> x\n",
    "directives": "%YAML 9.9\n%TAG ! tag:evil.example,2020:\n---\ntitle: !x y\n",
    "numbers": "date: "
    + "9" * 60_000
    + "\ntitle: 0x"
    + "f" * 60_000
    + "\nsummary: 1e999999999\n",
    "numbers of sixty": "date: " + fill("1:") + "1\n",
    "an expression that backtracks": f"{FIRST}background: '{'a' * 30_000}!'\nid: '{'a-' * 30_000}!'\n",
    "a date that backtracks": f"{FIRST}timeline: [{{date: '{fill('2010-')}'}}]\n",
    "an address that backtracks": f"{FIRST}sources: {{a: {{title: b, url: 'https://{fill('a.')}!'}}}}\n",
    "prose that backtracks": f"{FIRST}background: |\n  " + fill("[a](b") + "\n",
    "citations": f"{FIRST}background: '{fill('[@paper]')}'\n",
    "quotations": f"{FIRST}background: '{fill('>')} a'\n",
    "nested lists": f"{FIRST}background: '{fill('- ')} a'\n",
    "emphasis": f"{FIRST}background: '{fill('*a **b ')}'\n",
    "tags": f"{FIRST}background: '{fill('<b>')}'\n",
    "unknown citations": f"{FIRST}background: '{fill('[@x]')}'\n",
    "unknown actors": f"{FIRST}timeline: [{{date: 2020, title: x, actors: [{fill('x, ')}]}}]\n",
    "unknown topics": f"{FIRST}topics: [{', '.join(f'x{number}' for number in range(15_000))}]\n",
    "events": f"{FIRST}timeline: [{fill('{date: 2020, title: x}, ')}]\n",
    "the same event": f"{FIRST}timeline: [{fill('{date: 2020, title: x, id: x}, ')}]\n",
    "duplicate keys": fill("x: y\n"),
    "bad values": f"{FIRST}timeline: [{fill('{date: x}, ')}]\n",
    "lists for texts": f"{FIRST}open_questions: [{fill('[], ')}]\n",
    "no text": fill("\0"),
    "nothing": "",
}


IN_A_MINUTE = partial(limited, resource.RLIMIT_CPU, 60)


@pytest.mark.parametrize("name", FILES)
def test_no_file_hangs_the_check_or_exhausts_the_memory(
    tmp_path: Path, name: str
) -> None:
    """Each file is refused in words or taken, within 300 MB and a minute of the processor, which is much more than it takes."""
    assert (len(FILES[name]) > limits.FILE.size) == (name == "more than is read")
    result = run(
        make(tmp_path, {"briefs/a.yml": FILES[name]}), "check", program=IN_A_MINUTE
    )
    assert result.returncode in {0, 1}, result.stderr
    assert "Traceback" not in result.stderr
    assert "\nran" not in result.stdout
    assert len(result.stdout) + len(result.stderr) < 50_000
    assert result.kilobytes < 300 * 1024


def brief_of(actors: int, relations: str) -> tuple[str, str]:
    """The picture and the table of a brief with so many actors and the relations."""
    brief = (
        FIRST.replace("sources:", "background: 'Text [@paper].'\nsources:")
        + "actors:\n"
    )
    brief += "".join(
        f"  - {{id: a{n}, name: A{n}, kind: person, role: Neighbour}}\n"
        for n in range(actors)
    )
    library = linked({"briefs/a.yml": f"{brief}relations:\n{relations}"})
    page = Files(library, Site())["briefs/a.md"].decode()
    picture, _, table = page.partition("</figure>")
    return picture, table


@pytest.mark.parametrize("step", [1, 2], ids=["in a chain", "in pairs"])
def test_a_picture_holds_so_many_actors_and_the_table_all(step: int) -> None:
    """Finding places for a thousand would take minutes."""
    numbers = range(0, 119, step)
    relations = "".join(
        f"  - {{from: a{n}, to: a{n + 1}, label: next to}}\n" for n in numbers
    )
    picture, table = brief_of(120, relations)
    assert picture.count("</text></a>") == (51 if step == 1 else 100)
    assert table.count(": next to ") == len(numbers)


def test_a_picture_holds_so_many_relations_and_the_table_all() -> None:
    """Of many between the same two actors, only one comes before those to others."""
    relations = "".join(
        f"  - {{from: a0, to: a1, label: knows {n}}}\n" for n in range(900)
    )
    relations += "".join(
        f"  - {{from: a0, to: a{n}, label: next to}}\n" for n in range(1, 40)
    )
    picture, table = brief_of(40, relations)
    assert picture.count("</text></a>") == 40
    assert picture.count('marker-end="') == 50
    assert "The diagram has 40 of 40 actors and 50 of 939 relations." in picture
    assert table.count(": next to ") == 39
    assert table.count(": knows ") == 900


def test_no_entry_has_an_id_of_what_stands_around_it() -> None:
    """The frame of pages, diagrams and notices have ids that no event, quote or source can have."""
    package = ROOT / "generator/briefing_site"
    frame = [*package.glob("theme/**/*.html")]
    parts = [*package.glob("pages/templates/parts/*.jinja")]
    ids: list[str] = []
    for template in frame + parts:
        ids += re.findall(r'\bid="([^"{]+)"', template.read_text(encoding="utf-8"))
    assert "__arrow" in ids
    assert [id_ for id_ in ids if re.match(identifiers.PATTERN, id_)] == []
