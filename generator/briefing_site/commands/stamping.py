"""Timestamps that commands ask for, of what they have written."""

from briefing_site import pipeline
from briefing_site.checks import timestamps
from briefing_site.checks.timestamps import TimestampError
from briefing_site.commands.changes import FileChange, replace_files
from briefing_site.commands.terminal import CommandError, say
from briefing_site.languages.exceptions import reason
from briefing_site.pipeline import Project
from briefing_site.reading import RawFile
from briefing_site.sources import timestamping
from briefing_site.sources.web.client import Client


def stamp(project: Project, client: Client, file: RawFile) -> list[FileChange]:
    """The change that adds a timestamp of the file; none if the settings name no authority.

    Raises `CommandError` if the authority gives none.
    """
    authority = project.site().settings.timestamp_authority
    if authority is None:
        return []
    try:
        content = timestamps.stamped_content(file)
        answer, confirmation = timestamping.request(
            client, authority, project.root, content
        )
    except TimestampError as error:
        raise CommandError(
            "{authority} did not confirm '{path}': {reason}",
            path=file.path,
            authority=authority,
            reason=reason(error),
        ) from error
    path = timestamps.path_of_stamp(file.path)
    say(
        "{path}: {authority} confirms that it existed on {day}; commit {stamp}, too",
        path=file.path,
        authority=confirmation.authority,
        day=confirmation.day.text,
        stamp=path,
    )
    target = project.root / path
    old = target.read_bytes() if target.exists() else b""
    return [(RawFile(path, old), RawFile(path, answer))]


def stamp_all(project: Project, client: Client) -> None:
    """Add a timestamp of each version that has none, and of the records of quotes if they have changed.

    That of a version is never replaced, as another one would be of a later day. Raises `CommandError` as
    `stamp` does, and then writes none.
    """
    changes: list[FileChange] = []
    for file in pipeline.load(project):
        if not timestamps.can_be_stamped(file):
            continue
        stamp_file = project.root / timestamps.path_of_stamp(file.path)
        is_version = file.path != timestamps.VERIFICATION
        if is_version and stamp_file.exists():
            continue
        try:
            timestamps.confirm_file(project.root, file)
        except TimestampError:
            changes += stamp(project, client, file)
    replace_files(project.root, changes)
