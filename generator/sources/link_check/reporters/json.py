"""JSON for other programs, with a version that changes with the structure."""

import json
from collections.abc import Sequence

from generator.sources.link_check.link_check import CheckedSource, Proposal

VERSION = 1


def report(checked: Sequence[CheckedSource], without_address: int) -> str:
    """A JSON document."""
    document = {
        "version": VERSION,
        "without_address": without_address,
        "sources": [_object(each) for each in checked],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _object(each: CheckedSource) -> dict[str, object]:
    return {
        "brief": each.source.slug,
        "source": each.source.id,
        "path": each.source.path,
        "line": each.source.place.line,
        "column": each.source.place.column,
        "url": each.source.address,
        "state": each.finding.state,
        "detail": each.finding.detail,
        "moved_to": each.finding.moved_to,
        "archived": each.source.archived,
        "archive_trouble": each.trouble,
        "proposal": _proposal(each.proposal) if each.proposal else None,
    }


def _proposal(proposal: Proposal) -> dict[str, object]:
    return {
        "path": proposal.path,
        "after_line": proposal.after,
        "text": proposal.text,
        "in_braces": proposal.in_braces,
    }
