"""What the files of a site say of the briefs of a case; `README.md` explains `cases/shown`."""

import pytest

from briefing_site.site import Site
from tests.blocks import Block, projects
from tests.project import CASES, exported

SITE = Site("A site", address="https://briefs.example/")
FILES_OF: dict[str, dict[str, str]] = {}
"""The files that the cases of a file share, by its name."""
SHOWN: dict[str, tuple[dict[str, str], list[Block]]] = {}
for name, shared_files, cases in projects(CASES / "shown"):
    FILES_OF[name] = shared_files
    for case in cases:
        SHOWN[f"{name}: {case.title}"] = (shared_files, case.blocks)


@pytest.mark.parametrize("name", sorted(SHOWN), ids=str)
def test_shown(name: str) -> None:
    shared_files, blocks = SHOWN[name]
    files = changed(shared_files, blocks)
    outputs = exported(files, SITE)
    for block in blocks:
        kind, _, path = block.name.partition("in ")
        if path:
            text = " ".join(outputs.text(path).split())
            lines = [" ".join(line.split()) for line in block.text.splitlines()]
            if kind:
                assert [line for line in lines if line in text] == [], path
                continue
            rest = text
            for line in lines:
                before, found, rest = rest.partition(line)
                assert found, f"{path} does not have: {line}\nafter: {before}"


def changed(files: dict[str, str], blocks: list[Block]) -> dict[str, str]:
    """The files of a case, in which each text of a block `replace` becomes that of the block `with`."""
    files = dict(files)
    old = ""
    for block in blocks:
        kind, _, path = block.name.partition(" ")
        if kind == "replace":
            old = block.text.removesuffix("\n")
            assert old in files[path], old
        elif kind == "with":
            files[path] = files[path].replace(old, block.text.removesuffix("\n"))
    return files
