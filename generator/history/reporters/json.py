"""For other programs: every change in full. Within a version of the shape, keys are only added."""

from dataclasses import asdict
from typing import Any

from generator.diagnostics import log
from generator.history.records import Change, Changes
from generator.languages.phrase import within
from generator.site.language import DEFAULT, Language

VERSION = 1


def report(changes: Changes, language: Language = DEFAULT) -> str:
    """A JSON document, even if nothing changed; only help texts are in the language."""
    document = {
        "version": VERSION,
        "briefs": [_brief(each) for each in changes.briefs],
        "profiles": [_entry(each) for each in changes.profiles],
        "topics": [_entry(each) for each in changes.topics],
        "verification": [_record(each) for each in changes.records],
        "versions": [_entry(each) for each in changes.versions],
        "broken": [asdict(each) | {"help": within(each.help, language)} for each in changes.broken],
        "unreadable": changes.unreadable,
        "unreadable_before": changes.unreadable_before,
    }
    return log.as_json(document)


def _brief(change: Change) -> dict[str, Any]:
    return {
        "action": change.action,
        "slug": change.entry.id,
        "title": change.entry.name,
        "fields": _fields(change),
        "entries": [_entry(each) for each in change.entries],
        "old_slug": change.old_id,
    }


def _entry(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "action": change.action,
        "id": change.entry.id,
        "name": change.entry.name,
        "fields": _fields(change),
        "old_id": change.old_id,
    }


def _record(change: Change) -> dict[str, Any]:
    """The record of a quote as it is now, or was last, and what changed."""
    values = {key: value for key, value in change.entry.fields.items() if value}
    return {"action": change.action, "quote": change.entry.id, "record": values, "fields": _fields(change)}


def _fields(change: Change) -> list[dict[str, str]]:
    return [{"field": each.key, "before": each.before, "after": each.after} for each in change.fields]
