"""The list of all key judgements, as a page, as data and as a feed."""

import csv
import io
import json
import re

from generator.site.site import Site
from tests.project import Files, linked

SITE = Site(address="https://briefs.example/")
RIVER = """\
title: A river
summary: It flows.
date: 2024-05-14
as_of: 2024-05-01
topics: [water]
review_by: 2025-01-01
key_judgements:
  - {text: It may dry up, confidence: low, likelihood: unlikely}
  - {text: "It flows [@paper]", confidence: high, likelihood: likely, sources: [paper, other], basis: Seen.}
sources: {paper: {title: A paper}, other: {title: Another}}
"""
BRIDGE = """\
title: A bridge
summary: It is open.
date: 2024-06-01
review_by: 2024-12-01
key_judgements:
  - {text: It is needed, confidence: high, sources: [paper, other]}
  - {text: It holds, confidence: high, likelihood: almost certain, sources: [paper, other]}
sources: {paper: {title: A paper}, other: {title: Another}}
"""
FILES = {
    "briefs/topics.yml": "water: {title: Water, summary: About water.}\n",
    "briefs/river.yml": RIVER,
    "briefs/bridge.yml": BRIDGE,
}


def made(**changed: str) -> Files:
    return Files(linked(FILES | {f"briefs/{name}.yml": text for name, text in changed.items()}), SITE)


def test_the_most_certain_come_first_and_reviews_by_their_day() -> None:
    page = re.sub("<[^>]*>", "", made()["judgements.md"].decode()).replace("\\", "")
    high, _, rest = page.partition("## Low confidence")
    low, _, review = rest.partition("## Review {")
    assert [high.index(words) for words in ("It is needed", "It holds", "It flows")] == sorted(
        high.index(words) for words in ("It is needed", "It holds", "It flows")
    )
    line = next(line for line in high.splitlines() if "It flows" in line)
    assert line.endswith(
        "[A river](briefs/river.md#judgement--2) · As of 1 May 2024 · 2 sources · Review due by 1 January 2025 "
        "Overdue · [Water](topics/water.md)"
    )
    assert "Unlikely It may dry up" in low
    assert review.index("[A bridge](briefs/bridge.md#key-judgements)") < review.index("[A river]")


def test_a_brief_has_the_places_that_the_list_leads_to() -> None:
    files = made()
    assert 'id="judgement--2"' in files["briefs/river.md"].decode()
    assert "(../judgements.md)" in files["briefs/river.md"].decode()
    assert "(judgements.md)" in files["index.md"].decode()


def test_they_are_data() -> None:
    files = made()
    found = json.loads(files["api/v1/judgements.json"])["judgements"]
    assert [(each["brief"], each["number"]) for each in found] == [
        ("bridge", 1), ("bridge", 2), ("river", 2), ("river", 1),
    ]  # fmt: skip
    assert found[2]["text"] == "It flows [1]"
    assert found[2]["url"] == "https://briefs.example/briefs/river/#judgement--2"
    rows = [*csv.DictReader(io.StringIO(files["api/v1/judgements.csv"].decode("utf-8-sig")))]
    assert [row["brief"] for row in rows] == [each["brief"] for each in found]
    known = ("confidence", "likelihood", "as_of", "review_by", "topics", "sources", "basis")
    assert [rows[2][key] for key in known] == [
        "high", "likely", "2024-05-01", "2025-01-01", "water", "A paper; Another", "Seen.",
    ]  # fmt: skip


def test_a_judgement_with_another_confidence_is_news() -> None:
    def entries(files: Files) -> dict[str, str]:
        feed = json.loads(files["feeds/judgements.json"])
        return {each["id"]: each["title"] for each in feed["items"]}

    before = entries(made())
    after = entries(made(river=RIVER.replace("confidence: low", "confidence: moderate")))
    assert len(before) == len(after) == 4
    assert [after[id_] for id_ in after.keys() - before.keys()] == [
        "Moderate confidence · Unlikely: It may dry up"
    ]
