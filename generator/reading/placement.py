"""Where files stand in the folder of briefs, and what they are called."""

import difflib
import re
import shlex

from generator.languages.phrase import marked
from generator.reading import versions

VERSIONS = "versions"
"""The folder of the versions of briefs, which has one for each brief."""
LEFT_BEHIND = re.compile(
    r"\..*|.*~|#.*#|.*\.(?:bak|orig|rej|swp|tmp)|Thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL
)
"""Hidden files, and what editors and systems leave behind; they are read only to say that git tracks them."""
OF_GIT = re.compile(r"\.git.+", re.IGNORECASE)
"""Files that change what git does; `.git` itself is in no commit."""


def misplaced_reason(parts: list[str], name: str, extension: str) -> tuple[str, str] | None:
    """What is wrong with a file's folder or name, and what to do; `None` if both are right."""
    if any(map(LEFT_BEHIND.fullmatch, parts)):
        is_of_git = OF_GIT.fullmatch(parts[-1])
        message = (
            marked("'{name}' changes what git does with the briefs", name=parts[-1])
            if is_of_git
            else marked("'{name}' is not a brief, but git tracks it", name=parts[-1])
        )
        command = f"git rm -f {shlex.quote('/'.join(('briefs', *parts)))}"
        return message, marked("delete it: {command}", command=command)
    if parts[0] == VERSIONS and len(parts) > 1:
        if len(parts) == 3 and extension == ".json" and versions.is_name(parts[1], name):
            return None
        return marked("this is not the name of a version"), marked(
            "delete it; `briefs freeze` writes versions"
        )
    if len(parts) > 2 or (len(parts) == 2 and parts[0] != "actors"):
        near = difflib.get_close_matches(parts[0], ["actors"], n=1)
        target = f"briefs/actors/{parts[-1]}" if near else f"briefs/{parts[-1]}"
        message = marked("files in the folder '{folder}' are not read", folder="/".join(parts[:-1]))
        return message, marked("move it to '{path}'", path=target)
    if extension != ".yml":
        stem = re.sub(r"\.ya?ml$", "", name, flags=re.IGNORECASE)
        is_brief = stem != name or extension.lower() in {".yaml", ".yml", ".txt", ""}
        help_ = (
            marked("rename it to '{name}'", name=f"{stem or extension}.yml")
            if is_brief
            else marked("move it out of the folder 'briefs'")
        )
        return marked("'{name}' is not read: the names of briefs end in .yml", name=parts[-1]), help_
    return None
