"""How well the search answers queries that people judged: `-rP` shows those that it answers worse than best.

The queries are about the briefs of this repository, and are left out where there are others.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from generator.search.index import words
from generator.search.records import records
from tests.conftest import Site, served
from tests.project import CASES, ours, own_library, search_files, site_library

pytestmark = pytest.mark.browser

JUDGED: list[tuple[str, str, str, str, list[str]]] = [
    (part, language, kind, query, results)
    for part, languages in yaml.safe_load(
        (CASES / "search" / "queries.yml").read_text(encoding="utf-8")
    ).items()
    for language, kinds in languages.items()
    for kind, queries in kinds.items()
    for query, results in queries.items()
]
FLOORS = {
    "English": 0.94,
MEAN_RECIPROCAL_RANK = 0.91
