"""Errors of YAML are at the same places with libyaml and with PyYAML's own parser, which reads in browsers."""

import json

import pytest
import yaml

from briefing_site import pipeline
from briefing_site.reading import RawFile
from briefing_site.reading.yaml import parser
from tests import mistakes
from tests.blocks import sections
from tests.project import texts
from tests.test_diagnostics import BYTES, TODAY
from tests.test_diagnostics import FILES as DIAGNOSTICS
from tests.test_form_modules import alone

Files = dict[str, bytes]

DIFFERENT = {
    # PyYAML's own parser ends a text in brackets at a question mark
    "mistake: hyphen-key": ("5:17 syntax", "5:1 unknown-key"),
}
"""Cases of which a browser reports something else first: what it reports."""


def cases() -> dict[str, Files]:
    """Those of the check, which a browser has to answer alike."""
    found: dict[str, Files] = {}
    for file in DIAGNOSTICS:
        parts = sections(file)
        for name in ("expected", "mkdocs.yml"):
            parts.pop(name, None)
        found[file.stem] = contents(parts)
    for file in mistakes.FILES:
        broken = mistakes.read(file).broken
        found[f"mistake: {file.stem}"] = contents({**mistakes.TOPICS, **broken})
    for name, (content, _) in BYTES.items():
        found[f"bytes: {name}"] = {"briefs/a.yml": content}
    return found


def contents(files: dict[str, str]) -> Files:
    return {raw.path: raw.content for raw in texts(files)}


def places(answer: list[dict[str, object]]) -> list[str]:
    """The places and the codes that a report has."""
    return sorted("{path}:{line}:{column} {code}".format(**each) for each in answer)


def test_the_check_of_a_browser_reports_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where there is no libyaml; `test_program.py` asks a browser for some of these."""
    with_libyaml = {}
    for name, files in cases().items():
        raws = [RawFile(*each) for each in files.items()]
        with_libyaml[name] = sorted(
            f"{each.path}:{each.span.start.line}:{each.span.start.column} {each.code.slug}"
            for each in pipeline.check(raws, today=TODAY).diagnostics
        )
    assert len(with_libyaml) > 300
    monkeypatch.setattr(parser, "LOADER", yaml.SafeLoader)
    session = alone()
    for name, files in cases().items():
        found = places(json.loads(session.check(files, TODAY.isoformat())))
        if name in DIFFERENT:
            expected = [f"briefs/bridge.yml:{each}" for each in DIFFERENT[name]]
            assert found == sorted(expected)
        else:
            assert found == with_libyaml[name], name


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: one\ntwo\nb: three", 1),  # the one without a colon, not the one below it
        ("a: b\nc: 'one\nd: e", 1),  # where the quotation mark is
        ("a: b\nc: d: e", 1),
        ("]", 0),
    ],
)
def test_the_line_of_an_error(
    loader: type[yaml.SafeLoader], text: str, line: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parser, "LOADER", loader)
    assert parser.first_error_line(text) == line
