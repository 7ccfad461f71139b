"""The texts in files of a new site that can look nothing up: they are replaced by those of its language.

A translation stands where its text stands, so it can't contain what ends a text there: no quotation mark of
the keyboard, no backslash and no `$` in programs, and neither a colon with a space nor a `#` in YAML.
"""

import re
from collections.abc import Mapping

from generator.site.language import Language, marked

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
    ),
    ".ci/comment.py": (
        marked("What changes for readers"),
        marked(
            "This was written by the code of this pull request: if it changes the code, check it yourself."
        ),
        marked("The rest is too long to show here."),
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
_NAMES = (
    marked("Briefs"),
    marked("Build"),
    marked("Build the site"),
    marked("Build the site with drafts, without briefs that have errors"),
    marked("Check"),
    marked("Check out the default branch"),
    marked("Check out the merge commit and its parents"),
    marked("Check out the repository"),
    marked("Check out with the full history, which pages show"),
    marked("Check the briefs"),
    marked("Check the sources"),
    marked("Comment"),
    marked("Commit"),
    marked("Commit the records"),
    marked("Compare"),
    marked("Compare the quotes and records that changed with their sources"),
    marked("Compare the quotes with their sources"),
    marked("Compare with the base branch"),
    marked("Deploy"),
    marked("Limit the number of files"),
    marked("Open a pull request"),
    marked("Propose"),
    marked("Publish"),
    marked("Quotes"),
    marked("Set up"),
    marked("Sources"),
    marked("Upload the briefs with archived copies"),
    marked("Upload the changes for the comment"),
    marked("Upload the preview of the site"),
    marked("Upload the records"),
    marked("Upload the site"),
    marked("Verify"),
)
"""Names of workflows, their jobs and their steps. Those of files that they exchange stay as they are."""
_NAME = re.compile(rf"(?<=name: )(?:{'|'.join(_NAMES)})$|(?<=workflows: \[)\w+", re.MULTILINE)


def translated(path: str, text: str, language: Language) -> str:
    for each in TEXTS.get(path, ()):
        text = text.replace(each, language.gettext(each))
    if path.startswith(".github/workflows/"):
        text = _NAME.sub(lambda name: language.gettext(name[0]), text)
    return text
