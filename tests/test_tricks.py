"""Texts that could mislead the comparison, in both directions: what is found though it is not there, and lost though it is."""

import json
from pathlib import Path
from typing import Any

import yaml

from briefing_site.reading.brief_files import VERIFICATION
from tests.project import CASES, make, run

QUOTE = "The river belongs to nobody"
FILES = {
    "falsely-found": "not-found",
    "falsely-lost": "verified",
    "doubtful": "doubtful",
}
TRICKS: list[dict[str, Any]] = [
    {"quote": QUOTE, "state": state} | case
    for name, state in FILES.items()
    for case in yaml.load(
        (CASES / "verification" / f"{name}.yml").read_bytes(), yaml.CSafeLoader
    )
]


def verified(folder: Path) -> None:
    """A project in which each case is a quote of its own, with a copy of its source, verified."""
    quotes, sources, copies = "", "", {}
    for number, trick in enumerate(TRICKS):
        kind = "html" if "html" in trick else "txt"
        copies[f"texts/dam/s{number}.{kind}"] = trick.get("html") or trick["text"]
        source = {"title": f"Source {number}"} | (
            {"url": trick["address"]} if "address" in trick else {}
        )
        sources += f"  s{number}: {json.dumps(source)}\n"
        quote = {
            "id": f"q{number}", "text": trick["quote"], "speaker": "ada", "date": "2020", "source": f"s{number}",
        }  # fmt: skip
        quotes += f"  - {json.dumps(quote, ensure_ascii=False)}\n"
    brief = "title: A dam\nsummary: Built.\ndate: 2020-05-01\nactors: [{id: ada, name: Ada, kind: person, role: R}]\n"
    make(
        folder,
        copies | {"briefs/dam.yml": f"{brief}quotes:\n{quotes}sources:\n{sources}"},
    )
    done = run(
        folder, "verify", "--texts", "texts", "--offline", "--date", "2026-11-25"
    )
    assert done.stderr == ""


def test_tricks(tmp_path: Path) -> None:
    verified(tmp_path)
    record = yaml.safe_load(
        (tmp_path / "briefs" / VERIFICATION).read_text(encoding="utf-8")
    )["dam"]
    found = [
        each | {"state": record[f"q{number}"]["state"]}
        for number, each in enumerate(TRICKS)
    ]
    wrong = [
        (one["state"], other)
        for one, other in zip(found, TRICKS, strict=True)
        if one != other
    ]
    assert wrong == []
