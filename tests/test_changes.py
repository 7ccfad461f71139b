"""What changed between two versions is told in the terms of the subject, and what would break."""

import json
import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from briefing_site.history import collection
from briefing_site.history.collection import Changes
from briefing_site.history.permalinks import permanent
from briefing_site.history.reporters import REPORTERS
from briefing_site.reading import folder
from tests import sentinels
from tests.blocks import renewed, sections
from tests.marking import MARKED
from tests.project import CASES, site_briefs, texts
from tests.sentinels import Sentinel

FILES = sorted((CASES / "changes").glob("*.md"))

BRIEF = """title: A bridge reopens
summary: It reopened.
date: 2024-05-14
timeline:
  - {date: 2024-05, title: The bridge reopens, sources: [gazette], id: reopening}
sources:
  gazette: {title: Bridge reopens}
"""


def compare(before: dict[str, str], after: dict[str, str]) -> Changes:
    files = texts(after)
    new = collection.checked(files, folder.read(files)[0])
    return collection.compare(collection.tree(texts(before), similar=new), new)


def version(parts: dict[str, str], name: str) -> dict[str, str]:
    return {
        part.removeprefix(f"{name} "): text
        for part, text in parts.items()
        if part.startswith(f"{name} ")
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_case(file: Path, request: pytest.FixtureRequest) -> None:
    parts = sections(file)
    changes = compare(version(parts, "before"), version(parts, "after"))
    shown = REPORTERS["text"](changes)
    translated = REPORTERS["markdown"](changes, MARKED)
    assert not re.search(
        r"^(?:#+ [A-Za-z]|[A-Za-z0-9]|\| `[A-Z][a-z]+ “)", translated, re.MULTILINE
    )
    if request.config.getoption("--renew"):
        renewed(file, "expected", shown)
    else:
        assert shown == parts["expected"]


def test_a_forged_record_shows_in_every_format() -> None:
    parts = sections(CASES / "changes" / "record-forged.md")
    changes = compare(version(parts, "before"), version(parts, "after"))
    assert "2 quotes match only the brief author’s copy" in REPORTERS["markdown"](
        changes
    )
    sections_ = json.loads(REPORTERS["json"](changes))["sections"]
    (records,) = [
        each for each in sections_ if each["heading"] == "Verification records"
    ]
    assert records["rows"][0] == {
        "action": "changed",
        "what": "Verification record “dam#boats”, State",
        "before": "not-found",
        "after": "verified",
    }
    assert "dam#older" in records["rows"][-1]["what"]


FILES_OF, SENTINELS = sentinels.collection()
BEFORE = collection.tree(texts(FILES_OF))


def is_compared(sentinel: Sentinel) -> bool:
    path = {
        "brief": f"briefs/{sentinels.SLUG}.yml",
        "actor": f"briefs/actors/{sentinels.PROFILED}.yml",
        "topic": "briefs/topics.yml",
        "term": "briefs/glossary.yml",
        "place": "briefs/places.yml",
    }[sentinel.model]
    other = sentinels.replaced(FILES_OF[path], sentinel, "other")
    after = collection.tree(texts(FILES_OF | {path: other}), similar=BEFORE)
    shown = str(collection.compare(BEFORE, after).by_kind)
    return sentinel.forms[0] in shown and ("'other" in shown or " other" in shown)


def test_every_field_is_compared() -> None:
    assert [each.path for each in SENTINELS if not is_compared(each)] == []


def test_permalinks_are_the_addresses_of_the_site(built: Path) -> None:
    """What is held to be an address that readers cite is one, and none is forgotten."""
    addresses = permanent(
        collection.entries_by_kind(collection.tree(texts(site_briefs())))
    )
    there = {
        f"/{path.relative_to(built).parent.as_posix()}/"
        for kind in ("briefs", "actors", "topics")
        for path in (built / kind).glob("*/**/index.html")
        if path.parent.name != "history"  # which is where its brief is
    }
    assert addresses.keys() == there
    for page, (_, _, anchors) in addresses.items():
        html = (built / page.strip("/") / "index.html").read_text(encoding="utf-8")
        assert [anchor for anchor in anchors if f'id="{anchor}"' not in html] == []


HOSTILE = "@everyone <img src=x> ![x](http://a.example/x.png) [y](http://a.example) ``` `a` |  <!-- #1 \\ $x$ </details>"


def test_markdown_shows_text_of_contributors_as_text() -> None:
    """All of it stands in code: nobody is called, nothing is linked, loaded or hidden."""
    fields = {
        "title": HOSTILE,
        "summary": f"```\n{HOSTILE}",
        "background": "@everyone *see* #1 ``` $x$ [@gazette]",
    }
    before = "\n".join(f"{key}: '{key} before [@gazette]'" for key in fields)
    after = "\n".join(f"{key}: {json.dumps(value)}" for key, value in fields.items())
    common = "\ndate: 2024-05-14\nsources:\n  gazette: {title: Bridge reopens}\n"
    event = f"timeline: [{{date: 2024, title: {json.dumps(HOSTILE)}, sources: [gazette]}}]\n"
    changes = compare(
        {"briefs/a.yml": before + common}, {"briefs/a.yml": after + common + event}
    )
    assert changes.unreadable == ()
    shown = REPORTERS["markdown"](changes)
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(shown)
    inline = [child for token in tokens for child in token.children or ()]
    assert {each.type for each in inline} == {"text", "code_inline"}
    assert not any("everyone" in each.content for each in inline if each.type == "text")
    code = [each.content for each in inline if each.type == "code_inline"]
    assert len([each for each in code if "@everyone" in each]) >= 4


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_nothing_changes_unseen_beside_other_words(format_: str) -> None:
    """Neither the address of a link nor a citation."""
    texts_ = (
        "Read [this](https://good.example/) [@gazette].",
        "See [this](https://evil.example/) [@other].",
    )
    before, after = (
        {"briefs/b.yml": f"{BRIEF}  other: {{title: O}}\nbackground: {text}\n"}
        for text in texts_
    )
    report = " ".join(
        REPORTERS[format_](compare(before, after)).replace("!   ", "").split()
    )
    assert all(text in report for text in texts_)


def test_markdown_fits_into_a_comment() -> None:
    many = {f"briefs/brief-{number}.yml": BRIEF for number in range(1000)}
    shown = REPORTERS["markdown"](compare({}, many))
    assert len(shown) < 65_536
    assert "1,000 briefs added" in shown
    assert shown.endswith("run `make diff` to see all of it.\n")


def test_a_claim_with_a_doubt_is_listed() -> None:
    record = "{state: doubtful, date: 2020-05-01, from: url, quote: 00000000000000a1}"
    changes = compare(
        {"briefs/b.yml": BRIEF},
        {"briefs/b.yml": BRIEF, "briefs/verification.yml": f"b: {{q: {record}}}"},
    )
    assert "! 1 quote found with a doubt on the live page: b#q" in REPORTERS["text"](
        changes
    )


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_nothing_pushes_the_claims_out_of_a_comment(format_: str) -> None:
    """Neither permalinks that break, nor the records themselves."""
    events = "".join(
        f"  - {{date: 2024-05, title: Event {n}, id: event-{n}}}\n" for n in range(900)
    )
    before = BRIEF.replace("timeline:\n", f"timeline:\n{events}")
    record = "{state: verified, date: 2020-05-01, from: url, quote: 00000000000000a1}"
    records = "dam:\n" + "".join(f"  q{n}: {record}\n" for n in range(900))
    changes = compare(
        {"briefs/b.yml": before},
        {"briefs/b.yml": BRIEF, "briefs/verification.yml": records},
    )
    report = REPORTERS[format_](changes)
    assert len(report) > 60_000 or format_ == "markdown"
    assert "900 quotes checked word for word on the live page: dam#q0, " in " ".join(
        report[:1_000].split()
    )


def test_entries_with_other_ids_are_others_unless_as_many_are_left() -> None:
    event = "  - {{date: 2024, title: {0}, sources: [gazette], id: {0}}}\n"

    def with_events(*names: str) -> dict[str, str]:
        events = "".join(event.format(name) for name in names)
        return {
            "briefs/a.yml": BRIEF.replace("sources:\n  gaz", f"{events}sources:\n  gaz")
        }

    def actions(after: dict[str, str]) -> list[str]:
        (changed,) = compare(with_events("rain", "sun"), after).by_kind["brief"]
        return [change.action for change in changed.entries]

    assert actions(with_events("hail", "sun")) == ["changed"]
    assert actions(with_events("hail", "snow", "sun")) == ["added", "added", "removed"]


def test_briefs_compare_with_nothing() -> None:
    shown = REPORTERS["text"](compare({}, site_briefs()))
    for kind in (
        "Key judgement",
        "Actor",
        "Relation",
        "Event",
        "Quote",
        "Open question",
        "Source",
    ):
        assert f"\n+ {kind}: " in shown
