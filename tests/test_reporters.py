"""Every format of report shows each diagnostic at its position."""

import json
import re
from dataclasses import replace

import yaml
from jsonschema import Draft7Validator

from briefing_site import pipeline
from briefing_site.diagnostics import log
from briefing_site.diagnostics.reporters import REPORTERS
from briefing_site.history import collection
from briefing_site.history.reporters import REPORTERS as CHANGES_REPORTERS
from tests.project import CASES, texts

BRIEF = (
    "title: «Один»: два\nsummary: 上海 and more\ndate: 2020-05-01\nbackground: See <b>% this</b>\n"
    "sources:\n  paper: {title: A paper}\n"
)
COMMAND = "##[add-mask]x"
"""What GitHub's runner would take for a command, anywhere in a line of a log."""
DIAGNOSTICS = pipeline.check(
    texts({"briefs/a.yml": BRIEF, "briefs/b, c.yml": "title: A\n"})
).diagnostics


def test_text() -> None:
    """The caret is below the position, also after wide characters, and the count is right."""
    report = REPORTERS["text"](DIAGNOSTICS)
    assert report.startswith(
        "briefs/a.yml:1:14: error[syntax]: a value that contains a colon and a space, or starts with a sign, must be in quotation marks\n"
        "    1 | title: «Один»: два\n"
        "      |              ^^^^^\n"
        "        help: write: title: '«Один»: два'\n"
    )
    assert (
        "    4 | background: See <b>% this</b>\n      |                 ^^^\n" in report
    )
    assert report.endswith("\n7 errors, 1 warning\n")
    assert REPORTERS["text"](()) == ""


def test_many_are_counted_by_code() -> None:
    """Whoever sees thousands of lines looks at the end."""
    many = [
        replace(DIAGNOSTICS[0], path=f"briefs/{number}.yml") for number in range(50)
    ]
    report = REPORTERS["text"]([*many, *DIAGNOSTICS])
    assert re.search(
        r"\n\n   51 \| syntax\n(?: +\d+ \| [a-z-]+\n)+\n57 errors, 1 warning\n$", report
    ), report[-400:]
    assert "| syntax" not in REPORTERS["text"](many[:50])


def test_text_of_a_long_line() -> None:
    brief = f"title: A\nsummary: {'word ' * 80}<b>\ndate: 2020\nbackground: {'word ' * 80}<b>{' word' * 80}\n"
    report = REPORTERS["text"](
        pipeline.check(texts({"briefs/a.yml": brief})).diagnostics
    )
    assert max(len(line) for line in report.split("\n") if " | " in line) < 130
    line, caret = report.split("briefs/a.yml:4:413: ")[1].split("\n")[1:3]
    assert line[caret.index("^") :].startswith("<b>")


def test_values_in_messages_start_no_line_and_control_no_terminal() -> None:
    """YAML escapes can stand for a line break before a GitHub command, for a change of colours or of direction."""
    brief = 'title: A\n"\\n::error::x\\e[31m\\u202e": y\nstatus: "\\n::stop-commands::x\\e[31m"\n'
    diagnostics = pipeline.check(texts({"briefs/a.yml": brief})).diagnostics
    assert len([each for each in diagnostics if "::" in each.message]) == 2
    for report in REPORTERS.values():
        lines = report(diagnostics).split("\n")
        assert all(line.isprintable() for line in lines)
        assert not [line for line in lines if line.startswith(("::stop", "::error::"))]


def test_github() -> None:
    """One command per line, with the characters escaped that have a meaning in it."""
    lines = REPORTERS["github"](DIAGNOSTICS).splitlines()
    assert len(lines) == len(DIAGNOSTICS)
    assert lines[0].startswith(
        "::error file=briefs/a.yml,line=1,endLine=1,col=14,endColumn=19,title=syntax::a value"
    )
    assert any(
        line.startswith("::error file=briefs/b%2C c.yml,line=1") for line in lines
    )
    assert any(line.startswith("::warning ") for line in lines)


def test_json() -> None:
    document = json.loads(REPORTERS["json"](DIAGNOSTICS))
    assert document["version"] == 1
    assert [
        (each["line"], each["column"], each["code"]) for each in document["diagnostics"]
    ] == [(*each.span.start, each.code.slug) for each in DIAGNOSTICS]


def test_sarif() -> None:
    document = json.loads(REPORTERS["sarif"](DIAGNOSTICS))
    schema = yaml.safe_load((CASES / "sarif.yml").read_text(encoding="utf-8"))
    Draft7Validator(schema).validate(document)
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(
        {each.code.slug for each in DIAGNOSTICS}
    )
    for result, diagnostic in zip(run["results"], DIAGNOSTICS, strict=True):
        assert (
            rules[result["ruleIndex"]]["id"] == diagnostic.code.slug == result["ruleId"]
        )


def test_no_text_is_a_command_of_the_log() -> None:
    """Neither in a message nor in the line that it is about; annotations are commands themselves."""
    title = f"title: '{COMMAND}'\ndate: 2020-05-01\n"
    brief = {
        "briefs/a.yml": f"{title}summary: A\nstatus: '{COMMAND}'\nsources: {{a: {{title: B}}}}\n"
    }
    found = pipeline.check(texts(brief)).diagnostics
    changes = collection.compare(collection.tree([]), collection.tree(texts(brief)))
    told = {name: report(found) for name, report in REPORTERS.items()}
    told |= {
        f"changes as {name}": report(changes)
        for name, report in CHANGES_REPORTERS.items()
    }
    assert all(line.startswith("::") for line in told.pop("github").splitlines())
    for name, report in told.items():
        assert "[add-mask]x" in report, name
        assert COMMAND not in report, name
    assert COMMAND in json.loads(told["json"])["diagnostics"][0]["message"]
    assert json.loads(told["changes as json"])["sections"][0]["title"] == COMMAND


def test_json_controls_no_terminal() -> None:
    """It may hold what a host responded, and is the same for a program."""
    text = "a\x9b31m\u202e\x7f\U000e0041\ud83d"
    assert log.as_json([text]).replace("\n", "").isprintable()
    assert json.loads(log.as_json([text])) == [text]
