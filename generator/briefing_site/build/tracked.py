"""What only builds write must not come from git, where a contributor could have forged it."""

from pathlib import Path

from briefing_site.history import git
from briefing_site.history.git import RevisionError
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked
from briefing_site.reading import symlinks

BUILT = (".cache", ".preview", "docs/.generated")
"""What builds keep for the next one, relative to the project."""


class CacheError(OSError):
    """Git tracks files that a build would believe to be its own; the message says what to do."""


def refuse(root: Path, docs: Path) -> None:
    """Raise `CacheError` if git tracks what only builds write, or can't say whether it does.

    Raises `LinkError` if a folder in which builds write is a link.
    """
    symlinks.refuse(root, docs, "site", *BUILT)  # git does not look behind them
    if not any((root / place).exists() for place in BUILT):
        return
    try:
        paths = git.tracked(root, BUILT)
    except RevisionError as error:
        raise CacheError(reason(error)) from error
    for place in BUILT:
        if not any(path.casefold().startswith(place) for path in paths):
            continue
        raise CacheError(
            marked(
                "git tracks files in '{place}', which only builds may write: they could mislead this one; "
                "remove them: git rm -r --cached {place}",
                place=place,
            )
        )
