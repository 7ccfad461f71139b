"""For other programs: every change in full, with a version that changes when its shape does."""

import json
from dataclasses import asdict

from generator.changes.records import Changes

VERSION = 1


def report(changes: Changes) -> str:
    """A JSON document, also where nothing changed."""
    return json.dumps({"version": VERSION, **asdict(changes)}, ensure_ascii=False, indent=2) + "\n"
