"""The guides, followed to the letter: each file in them is written, each command run, and both lead to the example."""

import os
import re
import shlex
import signal
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from briefing_site.cli import briefs
from tests.host import free_port
from tests.project import NOTHING, ROOT, call, case, copy_repository, without_papers
from tests.repository import git
from tests.runner import BASH, stand_ins
from tests.test_preview import Preview

GUIDES = [ROOT / "docs" / f"{name}.md" for name in ("first-site", "first-brief")]
DOCUMENTS = [
    *(
        ROOT / name
        for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
    ),
    *(ROOT / "generator/briefing_site/starter/files").glob("README*"),
    *(ROOT / "generator/briefing_site/pages/templates/provided").rglob("index*.jinja"),
    *GUIDES,
]
COMMANDS = {
    "make": {*re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)},
    "briefs": {*briefs.commands},
}
BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(r"(?:#|/\*|<!--) (in )?(\S+)(?: \*/| -->)?\n")
"""The first line of a block that is a file, or that is to be added to one."""


def blocks(guide: Path) -> Iterator[tuple[str, str]]:
    """The language and the text of each fenced block."""
    for block in BLOCK.finditer(guide.read_text(encoding="utf-8")):
        yield block[2], re.sub(f"^{block[1]}", "", block[3], flags=re.MULTILINE)


class Newcomer:
    """Who follows a guide: in a folder of their own, with a repository on a host, and with the program installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "program"
        self.folder.mkdir(parents=True)
        copy_repository(self.folder, "Makefile", "requirements", "pyproject.toml")
        self.remote = folder / "remote.git"
        git(folder, "init", "-q", "--bare", str(self.remote))
        self.environment = {
            "PATH": f"{stand_ins(folder)}:{os.environ['PATH']}",
            "HOME": str(folder),
            "NOTES": str(folder / "notes"),
            "CF_PAGES_URL": "https://preview.example",
            "GIT_CONFIG_COUNT": "3",
            "GIT_CONFIG_KEY_0": f"url.{self.remote}.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://github.com/OWNER/recalls.git",
            "GIT_CONFIG_KEY_1": "user.name",
            "GIT_CONFIG_VALUE_1": "A",
            "GIT_CONFIG_KEY_2": "user.email",
            "GIT_CONFIG_VALUE_2": "a@example.org",
        }

        self.commits: dict[str, str] = {}
        """The ids of commits, by those in the guide, which nobody else has."""

    def follow(self, guide: Path) -> None:
        for language, shown in blocks(guide):
            text = shown
            for example, own in self.commits.items():
                text = text.replace(example, own)
            if language == "console":
                for each in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
                    self.enter(*each.split("\n", 1))
                continue
            place = PLACE.match(text)
            assert place, text
            file = self.folder / place[2]
            new = text.removeprefix(place[0])
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(added(file.read_text(), new) if place[1] else new)

    def enter(self, command: str, expected: str) -> None:
        """Run a command, which has to print the expected lines, and to succeed unless these name an error."""
        if command.startswith("cd "):
            self.folder = (self.folder / shlex.split(command)[1]).resolve()
            settings = self.folder / "mkdocs.yml"
            settings.write_text(without_papers(settings.read_text()))
        elif "serve" in command:
            self.look_at(command)
        else:
            done = call(
                self.folder, *BASH, f"{command} 2>&1", environment=self.environment
            )
            assert (done.returncode != 0) == ("error[" in expected), (
                command,
                done.stdout,
            )
            shown = done.stdout.splitlines()
            if re.fullmatch("[0-9a-f]{40}\n", expected):
                self.commits[expected.strip()] = expected = shown[0]
            lines = iter(shown)
            for line in expected.splitlines():
                pattern = re.escape(line).replace("…", ".*")
                assert any(re.fullmatch(pattern, each) for each in lines), (
                    command,
                    line,
                    shown,
                )
            if command.startswith("SITE_URL="):
                address = (
                    command.partition(" ")[0].removeprefix("SITE_URL=").rstrip("/")
                )
                home = (self.folder / "site/index.html").read_text()
                assert (
                    f'rel="canonical" href="{self.environment.get(address[1:], address)}/"'
                    in home
                )

    def look_at(self, command: str) -> None:
        """Run a command that serves the site, until its home page was there."""
        port = str(free_port())
        there = (
            command.replace("8000", port)
            if "8000" in command
            else f"{command} PORT={port}"
        )
        command_line = [*BASH, there]
        with subprocess.Popen(
            command_line, cwd=self.folder, env=self.environment, process_group=0
        ) as server:
            try:
                preview = Preview(
                    self.folder, f"http://127.0.0.1:{port}/", NOTHING, server.pid
                )
                preview.wait_for("", "Recalls")
            finally:
                os.killpg(
                    server.pid, signal.SIGTERM
                )  # as `make` does not stop what its shell runs


def added(text: str, new: str) -> str:
    """A YAML text with another one: keys that it has already are replaced, or if they hold more keys, added to."""
    indent = min(len(line) - len(line.lstrip()) for line in new.splitlines() if line)
    key = re.compile(
        rf"^ {{{indent}}}([\w-]+): *(.*)\n((?: {{{indent + 1}}}.*\n|\n)*)", re.MULTILINE
    )
    for section in key.finditer(new):
        found = next(
            (each for each in key.finditer(text) if each[1] == section[1]), None
        )
        if found is None:
            text = text.rstrip("\n") + "\n" + section[0]
        elif re.match(r" *[\w-]+:", section[3]) and not section[2]:
            start, end = found.span(3)
            text = text[:start] + added(found[3], section[3]) + text[end:]
        else:
            text = text.replace(found[0], section[0])
    return text


def test_the_guides_lead_to_the_example(tmp_path: Path) -> None:
    """And a preview at Netlify has its own address."""
    newcomer = Newcomer(tmp_path)
    for guide in GUIDES:
        newcomer.follow(guide)
    for path, text in case("recall").items():
        if path == "mkdocs.yml":
            begun, example = (
                yaml.safe_load(each.replace("!ENV", ""))
                for each in ((newcomer.folder / path).read_text(), text)
            )
            assert (
                begun["extra"]["briefs"].items() >= example["extra"]["briefs"].items()
            )
            assert all(
                begun[key] == example[key]
                for key in ("nav", "extra_css", "site_description", "theme")
            )
        elif (
            path != "briefs/seat-inquiry.yml"
        ):  # the third brief, which is there to read
            read = yaml.safe_load if path.endswith(".yml") else str
            assert read((newcomer.folder / path).read_text()) == read(text), path
    assert git(newcomer.remote, "branch", "--format=%(refname:short)").split() == [
        "main",
        "seat-recall",
    ]
    settings = tomllib.loads((newcomer.folder / "netlify.toml").read_text())
    command = settings["context"]["deploy-preview"]["command"].replace(
        "$DEPLOY_PRIME_URL", "$CF_PAGES_URL"
    )
    assert f"$ {command}\n" in GUIDES[0].read_text()  # which `enter` looks at
    assert settings["build"]["publish"] == "site"


def test_the_readme_starts_a_site(tmp_path: Path) -> None:
    """Whatever its folder is called."""
    newcomer, readme = Newcomer(tmp_path), tmp_path / "README.md"
    readme.write_text(
        (ROOT / "README.md")
        .read_text()
        .replace("../my-briefs", '"../readers\' briefs"')
    )
    newcomer.environment["ANSWERS"] = "--name Rivers"  # to what `make start` asks
    newcomer.follow(readme)
    assert "Rivers" in (tmp_path / "readers' briefs/site/index.html").read_text()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.name)
def test_every_command_that_is_named_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for program, commands in COMMANDS.items():
        named = {
            *re.findall(rf"(?:`|^ {{4}}|\$ ){program} ([a-z]+)", text, re.MULTILINE)
        }
        assert named - commands == set()


@pytest.mark.parametrize("guide", GUIDES, ids=lambda each: each.stem)
def test_pictures_are_there_and_small(guide: Path) -> None:
    pictures = re.findall(r"!\[[^]]+\]\((\S+)\)", guide.read_text())
    assert pictures
    for each in pictures:
        assert 0 < (guide.parent / each).stat().st_size < 50_000
