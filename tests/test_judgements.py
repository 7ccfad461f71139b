"""The list of all key judgements, as a page, as data and as a feed."""

import csv
import io
import json

from briefing_site.site import Site
from tests.project import Files, linked
from tests.test_shown import FILES_OF

SITE = Site(address="https://briefs.example/")
FILES = FILES_OF["judgements"]


def made(**changed: str) -> Files:
    return Files(
        linked(FILES | {f"briefs/{name}.yml": text for name, text in changed.items()}),
        SITE,
    )


def test_they_are_data() -> None:
    files = made()
    found = json.loads(files["api/v1/judgements.json"])["judgements"]
    assert [(each["brief"], each["number"]) for each in found] == [
        ("bridge", 1), ("bridge", 2), ("river", 2), ("river", 1),
    ]  # fmt: skip
    assert found[2]["text"] == "It flows [1]"
    assert found[2]["url"] == "https://briefs.example/briefs/river/#judgement--2"
    rows = [
        *csv.DictReader(io.StringIO(files["api/v1/judgements.csv"].decode("utf-8-sig")))
    ]
    assert [row["brief"] for row in rows] == [each["brief"] for each in found]
    known = (
        "confidence",
        "likelihood",
        "as_of",
        "review_by",
        "topics",
        "source_titles",
        "basis",
    )
    assert [rows[2][key] for key in known] == [
        "high", "likely", "2024-05-01", "2025-01-01", "water", "A paper; Another", "Seen.",
    ]  # fmt: skip


def test_a_judgement_with_another_confidence_is_news() -> None:
    def entries(files: Files) -> dict[str, str]:
        feed = json.loads(files["feeds/judgements.json"])
        return {each["id"]: each["title"] for each in feed["items"]}

    before = entries(made())
    after = entries(
        made(
            river=FILES["briefs/river.yml"].replace(
                "confidence: low", "confidence: moderate"
            )
        )
    )
    assert len(before) == len(after) == 4
    assert [after[id_] for id_ in after.keys() - before.keys()] == [
        "Moderate confidence · Unlikely: It may dry up"
    ]
