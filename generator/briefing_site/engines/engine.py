"""The engines, by the name that `--engine` takes."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import click

from briefing_site.diagnostics import log
from briefing_site.engines import AFTER_GENERATOR, QUIET
from briefing_site.engines.address import Address
from briefing_site.pipeline import Project
from briefing_site.reading import settings

_FRAMES = re.compile(
    r"^Traceback \(most recent call last\):\n(?:[ \t].*\n|\^+\n|\n)*", re.MULTILINE
)
"""A traceback of Python but for its last line, which says what happened."""
_PLACE = re.compile(r'^ +File "(.+)", line (\d+)', re.MULTILINE)
"""One of its lines."""


@dataclass(frozen=True)
class Engine:
    """A program that builds `site/` from `docs/`."""

    name: str
    """Also that of its Python module, and of ours that runs it, which is loaded only then."""
    requirement: str
    """What to install, as `pip` takes it."""

    @property
    def is_installed(self) -> bool:
        return find_spec(self.name) is not None

    def build(self, project: Project) -> int:
        """Build `site/`, where any warning is an error; return the exit code."""
        return int(self._module.build(project))

    def serve(self, project: Project, address: Address) -> int:
        """Serve a live preview at an address until it is interrupted, and return the exit code."""
        return int(self._module.serve(project, address))

    @property
    def _module(self) -> Any:  # noqa: ANN401 -- each has `build` and `serve`
        return import_module(f"briefing_site.engines.{self.name}")


ENGINES = {
    "mkdocs": Engine("mkdocs", "mkdocs>=1.6,<2"),
    "properdocs": Engine("properdocs", "properdocs>=1.6.7,<2"),
    "zensical": Engine("zensical", "zensical>=0.0.73,<0.2"),
}


def python_module(name: str, *arguments: str) -> list[str]:
    """The command that runs an installed module.

    `-P` keeps Python from running a file of this name in the folder that it is started in.
    """
    return [sys.executable, "-P", "-m", name, *arguments]


def run(command: Sequence[str], project: Project) -> int:
    """Run the program of an engine, and return its exit code. Its output is shown only if it fails."""
    result = subprocess.run(  # noqa: S603
        python_module(*command),
        cwd=project.root,
        env={**os.environ, **AFTER_GENERATOR},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if result.returncode:
        output = without_frames(result.stdout + result.stderr, project)
        click.echo(log.harmless(output), err=True)
    return result.returncode


def without_frames(output: str, project: Project) -> str:
    """What an engine says, with the place in a file of the publisher in place of each traceback."""

    def place(frames: re.Match[str]) -> str:
        return place_of_publisher(frames[0], project)

    return _FRAMES.sub(place, output)


def place_of_publisher(trace: str, project: Project) -> str:
    """Where a traceback last is in a hook or a template of the publisher, as `hook.py:2: `; or nothing."""
    document = settings.load(project.root).document
    names = [hook.text for _, hook in document.scalars(("hooks", "*"))]
    names.append(document.value(("theme", "custom_dir")))
    root = project.root.absolute()
    place = ""
    for name, line in _PLACE.findall(trace):
        file = root / name
        for own in filter(None, names):
            if file.is_relative_to(root / own):
                place = f"{file.relative_to(root).as_posix()}:{line}: "
    return place


def serve(program: str, project: Project, address: Address) -> int:
    """Serve a live preview with MkDocs or ProperDocs until it is interrupted; return the exit code.

    Our plugin runs the generator whenever a brief changes.
    """
    options = ["--dev-addr", str(address), "--config-file", "mkdocs.yml"]
    command = python_module(program, "serve", "--watch-theme", *options)
    environment = {**os.environ, **QUIET}
    with subprocess.Popen(command, cwd=project.root, env=environment) as process:  # noqa: S603
        try:
            return process.wait()
        except KeyboardInterrupt:
            return 0  # it ends as well, and deletes the site of the preview
