"""The texts in files of a new site that can look nothing up: they are replaced by those of its language.

A translation stands where its text stands, so it can't contain what ends a text there: no quotation mark of
the keyboard, no backslash and no `$` in programs, and neither a colon with a space nor a `#` in YAML.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from briefing_site.languages.language import Language
from briefing_site.languages.phrase import marked

TEXTS: Mapping[str, tuple[str, ...]] = {
    ".ci/archived": (
        marked("Add archived copies of sources"),
        marked("No archived copies were found."),
        marked("The last pull request with archived copies is still open."),
        marked(
            "Each is the copy in the Wayback Machine that is nearest to the day of publication. "
            "Open some of them before you merge."
        ),
        marked(
            "Close and reopen this pull request to run its check: "
            "GitHub does not start one for what a workflow opens."
        ),
    ),
    ".ci/archived.py": (marked("has other changes than archived copies"),),
    ".ci/comment": (
        marked("The check has no output to comment with."),
        marked("This commit is not the head of an open pull request."),
        marked("The other pull requests can't be listed."),
        marked("Preview of the site"),
        marked("unpack it and open index.html."),
    ),
    ".ci/comment.py": (
        marked("What changes for readers"),
        marked(
            "This was written by the code of this pull request: if it changes the code, check it yourself."
        ),
        marked("This is too long for a comment; run `make diff` to see all of it."),
        marked("The changes can’t be read"),
        marked("is also changed by"),
        *(marked("Before"), marked("After")),
        marked("is a symbolic link and is not shown"),
    ),
    ".ci/record": (marked("The records have not changed."),),
    ".ci/record.py": (
        marked("Record which quotes were found in their sources"),
        marked("is not a file of at most {LARGEST:,} bytes"),
    ),
    ".devcontainer/devcontainer.json": (marked("Preview (make serve)"),),
    ".gitlab-ci.yml": (
        marked("Add archived copies of sources"),
        marked("Record which quotes were found in their sources"),
        marked("What changed"),
    ),
    ".pre-commit-config.yaml": (marked("check the briefs"),),
}
"""By the path of the file."""
_WORKFLOWS = ".github/workflows/"
_NAME = re.compile(r"(?<=name: )[A-Z].*|(?<=workflows: \[)\w+")
"""Of workflows, their jobs and their steps. Those of files that they exchange stay as they are."""


def extract(file: BinaryIO, *marks: Any, **options: Any) -> Iterator[Any]:  # noqa: ANN401 -- as `texts` takes them
    """The texts of this module and the names, for the catalogues: `make messages` calls this."""
    from briefing_site.languages import extraction  # noqa: PLC0415 -- no command needs it

    yield from extraction.texts(file, *marks, **options)
    for workflow in (Path(__file__).parent / "files" / _WORKFLOWS).iterdir():
        names = _NAME.findall(workflow.read_text(encoding="utf-8"))
        yield from ((1, None, name, []) for name in names)


def translated(path: str, text: str, language: Language) -> str:
    """The text of a file of the site in its language."""
    for phrase in TEXTS.get(path, ()):
        text = text.replace(phrase, language.gettext(phrase))
    if path.startswith(_WORKFLOWS):
        text = _NAME.sub(lambda name: language.gettext(name[0]), text)
    return text
