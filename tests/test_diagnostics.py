"""Every kind of error is reported at its position, and nothing else is."""

import datetime
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from briefing_site import pipeline
from briefing_site.checks import main_line
from briefing_site.checks.rules import CODES
from briefing_site.diagnostics import Diagnostic, Message, Severity, in_order
from briefing_site.format import limits
from briefing_site.library import linker
from briefing_site.pages import provided
from briefing_site.reading import RawFile, codes, settings
from briefing_site.reading.yaml import composer
from briefing_site.site import Site
from tests.blocks import sections
from tests.following import parted
from tests.marking import unmarked
from tests.project import CASES, check, site_briefs, texts

FILES = sorted((CASES / "diagnostics").glob("*.md"))

TODAY = datetime.date(2026, 11, 26)

TRADE_ROUTES = {"briefs/topics.yml": "trade-routes: {title: Trade, summary: Trade.}\n"}
VALID = "title: A title\nsummary: A summary.\ndate: 2020-05-01\nsources:\n  paper: {title: A paper}\n"

BYTES: dict[str, tuple[bytes, str]] = {
    "latin-1": (b"title: A\nsummary: Caf\xe9 here", "2:13 error[bad-encoding]"),
    "utf-16": ("title: A".encode("utf-16"), "1:1 error[bad-encoding]"),
    "control": (b"title: \x00A", "1:8 error[bad-character]"),
    "line separator": ("title: A\u2028B".encode(), "1:9 error[bad-character]"),
    "no character": (
        "title: A\ufdd0\nsummary: A\U0001fffe\U0010ffff".encode(),
        "1:9 error[bad-character]\n2:11 error[bad-character]\n2:12 error[bad-character]",
    ),
    "no character, escaped": (
        b'title: "A \\U0001FFFE"' + VALID[14:].encode(),
        "1:11 error[bad-character]",
    ),
    "blank": (
        VALID.replace("A summary.", "\u200b\u3164").encode(),
        "2:1 error[empty-value]",
    ),
    "bidirectional": (
        "title: A\nsummary: \u202eB".encode(),
        "2:10 error[bad-character]",
    ),
    "escaped": (
        b'title: "A \\x07 bell"' + VALID[14:].encode(),
        "1:11 error[bad-character]",
    ),
    "zip": (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\xff", "1:11 error[bad-encoding]"),
    "old Word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20),
        "1:1 error[bad-encoding]",
    ),
    "data": (bytes(range(9)) * 9, "1:1 error[bad-encoding]"),
    "white space": (b" \n\t\n", "1:1 error[empty-value]"),
    "large": (b"x" * (limits.FILE.size + 1), "1:1 error[too-large]"),
    "behind the end": (
        b"? {a\n",
        "2:1 error[syntax]",
    ),
    "not one brief": (
        VALID.encode() + b"---\n- another\n",
        "6:1 error[unsupported-yaml]",
    ),
    "syntax": (
        b"a: b: c\n" * (composer.MAX_FIXES + 1),
        "\n".join(f"{n}:5 error[syntax]" for n in range(1, 21)),
    ),
    "many": (
        VALID.encode() + b"".join(b"key-%d: x\n" % number for number in range(101)),
        "\n".join(f"{number}:1 error[unknown-key]" for number in range(6, 106))
        + "\n106:1 warning[more-mistakes]",
    ),
}


def shown(diagnostic: Diagnostic) -> str:
    start = diagnostic.span.start
    return f"{diagnostic.path}:{start.line}:{start.column} {diagnostic.severity}[{diagnostic.code.slug}]"


def found(parts: dict[str, str]) -> list[Diagnostic]:
    parts = dict(parts)
    own = texts({name: parts.pop(name) for name in ("mkdocs.yml",) if name in parts})
    in_settings = [each for raw in own for each in settings.read(raw).diagnostics]
    return [*in_settings, *pipeline.check(texts(parts), today=TODAY).diagnostics]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case(file: Path) -> None:
    """The case lists all diagnostics, in any order."""
    parts = sections(file)
    expected = sorted(parted(line)[0] for line in parts.pop("expected").splitlines())
    diagnostics = found(parts)
    # sources that a case is not about need not be used
    about = {line.rpartition("[")[2].removesuffix("]") for line in expected} | {
        code.slug for code in CODES.values() if code.severity is Severity.ERROR
    }
    assert (
        sorted(shown(each) for each in diagnostics if each.code.slug in about)
        == expected
    )
    assert all(
        each.message and each.help for each in diagnostics
    )  # its readers do not program
    assert unmarked(diagnostics, file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", BYTES)
def test_bytes(name: str) -> None:
    """Errors in bytes, which a text file can't contain."""
    content, expected = BYTES[name]
    diagnostics = pipeline.check([RawFile("briefs/a.yml", content)]).diagnostics
    assert [
        shown(each) for each in diagnostics if each.code.slug != "unused-source"
    ] == [f"briefs/a.yml:{line}" for line in expected.split("\n")]
    assert all(each.help for each in diagnostics)
    assert unmarked(diagnostics, content.decode(errors="ignore")) == []


OF_VERIFY = {"unconfirmed", "authors-copy"}
"""What only `briefs verify --since` reports; `cases/sessions/claims.md` has its cases."""
OF_HISTORY = {
    each.code.slug for each in vars(main_line).values() if isinstance(each, Message)
}
"""What only `briefs check --history` reports; `cases/sessions/history.md` has its cases."""


OF_FAILURES = {codes.PROGRAM_ERROR.code.slug}
"""What no file should lead to; `test_failures.py` has its cases."""


def test_every_code_has_a_case() -> None:
    cases = "".join(sections(file)["expected"] for file in FILES) + "".join(
        each for _, each in BYTES.values()
    )
    assert [
        code.slug
        for code in CODES.values()
        if f"[{code.slug}]" not in cases
        and code.slug not in OF_VERIFY | OF_HISTORY | OF_FAILURES
    ] == []


def test_order_is_that_of_files_and_lines() -> None:
    """Reports do not depend on the order in which files are read."""
    parts = sections(CASES / "diagnostics" / "unknown-event.md")
    del parts["expected"]
    parts["briefs/0.yml"] = "title:\n"
    forward = pipeline.check(texts(parts)).diagnostics
    backward = pipeline.check(reversed(texts(parts))).diagnostics
    assert forward == backward == in_order(reversed(forward))


def test_diagnostics_that_differ_in_their_help_alone_have_an_order() -> None:
    """Nothing else tells them apart, and sets have another order in each run."""
    (diagnostic, *_) = pipeline.check(
        [RawFile("briefs/a.yml", b"title:\n")]
    ).diagnostics
    helps = [f"write {number}" for number in range(10, 30)]
    diagnostics = [replace(diagnostic, help=help_) for help_ in helps]
    assert [each.help for each in in_order(reversed(diagnostics))] == helps


def test_yaml_words_stay_text() -> None:
    text = (
        "title: no\nsummary: on\ndate: 2020-05-01\nopen_questions: [y, NO, 1e3, 0777, 12:30]\n"
        "sources: {yes: {title: off, published: 2010-12}}\nbackground: true [@yes]\n"
    )
    checked = pipeline.check(texts({"briefs/a.yml": text}))
    assert checked.diagnostics == ()
    record = checked.collection.briefs[0].record
    assert record is not None
    assert (record.title, record.summary) == ("no", "on")
    assert [question.source for question in record.open_questions] == [
        "y", "NO", "1e3", "0777", "12:30",
    ]  # fmt: skip
    assert record.sources["yes"].title == "off"


def test_a_text_that_is_too_long_leaves_no_source_unused() -> None:
    """What it cites is not known, so nothing is said of the sources."""
    text = f"title: A brief\nsummary: Short.\ndate: 2020-05-01\nbackground: {'word ' * 5000}[@paper].\n"
    found = pipeline.check(
        texts({"briefs/a.yml": f"{text}sources: {{paper: {{title: A paper}}}}\n"})
    ).diagnostics
    assert [each.code.slug for each in found] == ["too-long"]


def test_the_example_for_contributors_passes_but_for_what_it_tells_them_to_write() -> (
    None
):
    """Pasted and proposed as it is, it would be published."""
    listed = linker.link(pipeline.check(texts(TRADE_ROUTES)).collection)
    (made,) = provided.page(listed, Site(), "contribute/index.md")
    page = made.content.decode()
    pasted = textwrap.dedent(
        page[page.index("```yaml\n") + 8 :].partition("    ```\n")[0].lstrip("\n")
    )
    found = pipeline.check(
        texts({"briefs/bridge.yml": pasted, **TRADE_ROUTES})
    ).diagnostics
    assert {each.code.slug for each in found} == {"example-text"}
    draft = pasted.replace("topics:", "status: draft\ntopics:")
    assert (
        pipeline.check(texts({"briefs/bridge.yml": draft, **TRADE_ROUTES})).diagnostics
        == ()
    )


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        ("dmitry-medvedev", "add '- {id: dmitry-medvedev, role: ...}' under 'actors'"),
        (
            "dmitry-rogozin",
            "add '- {id: dmitry-rogozin, name: ..., kind: ..., role: ...}' under 'actors'",
        ),
    ],
)
def test_how_to_list_an_unknown_actor(actor: str, words: str) -> None:
    profile = "name: Dmitry Medvedev\nkind: person\naliases: [Dmitri Medvedev, President  Medvedev]\n"
    event = f"timeline:\n  - {{date: 2020, title: One, actors: [{actor}], sources: [paper]}}\n"
    files = {"briefs/a.yml": VALID + event}
    files["briefs/actors/dmitry-medvedev.yml"] = profile
    found = pipeline.check(texts(files)).diagnostics
    (help_,) = (each.help for each in found if each.code.slug == "unknown-actor")
    assert help_.startswith(words)


@pytest.mark.parametrize("name", ["council-revival", "mill-raid"])
def test_a_brief_that_was_renamed_without_its_former_name_is_found(name: str) -> None:
    """Doing what the help says leaves nothing but references that `--fix` changes."""
    files = site_briefs()
    renamed = files.pop(f"briefs/{name}.yml")
    files["briefs/new-name.yml"] = renamed
    unknown = [
        each for each in check(files).diagnostics if each.code.slug == "unknown-brief"
    ]
    assert len({each.path for each in unknown}) > 1
    assert all(f"'formerly: [{name}]'" in each.help for each in unknown)
    files["briefs/new-name.yml"] = renamed.replace(
        "\ntopics:", f"\nformerly: [{name}]\ntopics:", 1
    )
    left = check(files).diagnostics
    assert left
    assert [shown(each) for each in left if not each.edits] == []


def test_sources_of_one_page_are_not_called_copies() -> None:
    """Neither is marked as a copy of the other."""
    files = sections(CASES / "diagnostics" / "confidence.md")
    del files["expected"]
    messages = [diagnostic.message for diagnostic in check(files).diagnostics]
    assert [
        message.partition(", but ")[2].partition(";")[0] for message in messages
    ] == [
        "its 3 sources go back to one publication",
        "it rests on one source",
        "it names no source",
        "its 2 sources go back to one publication",
    ]
