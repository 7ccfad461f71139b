"""Watches what the preview is made from."""

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

from watchdog import events
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

from briefing_site.pipeline import Project

_CHANGES: list[type[FileSystemEvent]] = [
    *(
        events.FileCreatedEvent,
        events.FileDeletedEvent,
        events.FileModifiedEvent,
        events.FileMovedEvent,
    )
]
"""Reading a file is an event, too."""
_THEME = Path(str(files("briefing_site.theme")))


def started(project: Project, changed: Callable[[Path], object]) -> BaseObserver:
    """An observer that calls `changed` for each file that changes; it runs in a thread of its own."""
    try:
        return _started(Observer(), project, changed)
    except OSError:  # pragma: no cover – the system watches no more folders
        return _started(PollingObserver(), project, changed)


def _started(
    observer: BaseObserver, project: Project, changed: Callable[[Path], object]
) -> BaseObserver:
    handler = _Handler(changed)
    # a file that an editor replaces would be lost, if it were watched itself
    only_settings = _Handler(lambda path: path.name == "mkdocs.yml" and changed(path))
    observer.schedule(only_settings, str(project.root), event_filter=_CHANGES)
    for folder in filter(Path.is_dir, (project.briefs, project.docs, _THEME)):
        observer.schedule(handler, str(folder), recursive=True, event_filter=_CHANGES)
    observer.start()
    return observer


class _Handler(FileSystemEventHandler):
    def __init__(self, changed: Callable[[Path], object]) -> None:
        self._changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        for path in filter(None, (event.src_path, event.dest_path)):
            self._changed(Path(str(path)))
