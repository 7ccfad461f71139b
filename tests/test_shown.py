r"""What the files of a site say of the briefs of a case, in `cases/shown`.

A file begins with the files of a project, each below its path:

    === A title of several words is a case
    ~ briefs/a.yml: what stands in a file => what it says instead; `\n` breaks a line
    @ briefs/a.md
    what this file of the site has, in this order, however the lines are broken
    !! what it has not
"""

from typing import Any

import pytest

from briefing_site.site import Site
from tests.project import exported, projects

SITE = Site("A site", address="https://briefs.example/")


FILES_OF = {name: files for name, files, _ in projects("shown")}
SHOWN = {
    f"{name}: {title}": (files, text)
    for name, files, cases in projects("shown")
    for title, text in cases.items()
}


@pytest.mark.parametrize("name", sorted(SHOWN), ids=str)
def test_shown(name: str) -> None:
    given, text = SHOWN[name]
    files = dict(given)
    made: Any = None
    path = rest = whole = ""
    for line in text.splitlines():
        kind, words = line[:2], line[2:]
        if kind == "~ ":
            edited, _, edit = words.partition(": ")
            old, new = (each.replace("\\n", "\n") for each in edit.split(" => "))
            assert old in files[edited], line
            files[edited] = files[edited].replace(old, new)
        elif kind == "@ ":
            made = made or exported(files, SITE)
            path = words
            rest = whole = " ".join(made.text(path).split())
        elif kind == "!!":
            assert " ".join(words.split()) not in whole, (
                f"{path}: {line}\n{made.text(path)}"
            )
        elif line and line[0] != "#":
            before, found, rest = rest.partition(" ".join(line.split()))
            assert found, f"{path} does not have: {line}\nafter: {before}"
