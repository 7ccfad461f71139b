"""A site of one's own: begun with the installed program, it is built and passes its checks without any change."""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from functools import cache
from hashlib import sha256
from importlib import metadata
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

import tests.project
from briefing_site.cli import main
from briefing_site.commands import upgrade as upgrade_command
from briefing_site.engines.links import dead_links
from briefing_site.format import schema
from briefing_site.starter import distribution, texts
from briefing_site.starter import project as starter
from briefing_site.starter import upgrade as upgrades
from briefing_site.starter.distribution import DISTRIBUTION, Program
from briefing_site.starter.upgrade import RECORD, WrittenFiles
from tests import nu_checker
from tests.conftest import Site, served, shared, watched
from tests.pages import PAGES
from tests.project import ROOT, check, make, put, run, snapshot, without_papers
from tests.repository import git
from tests.runner import Host
from tests.screenshots import WIDTHS
from tests.test_every_kind_of_page import barriers

NAME = "Rivers & dams: “who” may #build"
OPTIONS = (
    "--name", NAME, "--description", "Dams, and who pays.", "--licence", "CC-BY-SA-4.0",
)  # fmt: skip


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with that of this repository."""
    return shared(tmp_path_factory, "installed", install) / "venv" / "bin"


def install(folder: Path) -> None:
    """Make an environment with a wheel, in which what it depends on is that of the tests."""
    folder.mkdir()
    build = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "--target",
        "wheel",
        "--directory",
        str(folder),
    ]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(folder / "venv")],
        check=True,
    )
    (packages,) = (folder / "venv").glob("lib/python*/site-packages")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
    ]
    subprocess.run([*pip, str(packages), str(wheel)], check=True)
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    script = folder / "venv" / "bin" / "briefs"
    script.write_text(
        '#!/bin/sh\nexec "${0%/*}/python" -c "from briefing_site.cli import main; main()" "$@"\n'
    )
    script.chmod(0o755)


def call(
    program: Path, folder: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """A program in the environment, without what this repository or a host of repositories adds."""
    environment = {
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "NO_MKDOCS_2_WARNING": "1",
    }
    return tests.project.call(folder, str(program), *arguments, environment=environment)


@cache
def starter_files(language: str) -> dict[str, str]:
    answers = starter.Answers(
        "A", "B", "00000000-0000-0000-0000-000000000000", language=language
    )
    return starter.project(answers, Program(), "2000-01-01")


@pytest.fixture(scope="session")
def begun(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun")
    result = call(installed / "briefs", folder, "init", "rivers", *OPTIONS)
    assert result.returncode == 0, result.stderr
    return folder / "rivers"


@pytest.fixture(scope="session")
def drafted(
    installed: Path, begun: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    def make(folder: Path) -> None:
        shutil.copytree(begun, folder, ignore=shutil.ignore_patterns("site", ".git"))
        result = call(installed / "briefs", folder, "build", "--drafts")
        assert result.returncode == 0, result.stdout + result.stderr

    return shared(tmp_path_factory, "drafted", make)


def test_the_commands_of_its_readme_build_the_site(
    installed: Path, begun: Path, drafted: Path
) -> None:
    targets = re.findall(
        r"^    make (\w+) ", (begun / "README.md").read_text(), re.MULTILINE
    )
    assert targets == ["serve", "check", "site", "test"]
    result = call(installed / "briefs", begun, "check")
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    home = (drafted / "site/index.html").read_text()
    assert "{ ." not in home
    assert [*dead_links(drafted / "site")] == []


OWN_PAGES = ("", "briefs/first-brief/", "about/")
"""Those with its name, colour and first texts; others differ from those of any site in nothing else."""


def test_pages_are_correct_html(drafted: Path, site: Site, tmp_path: Path) -> None:
    """Those of a new site and those of every kind, which Java reads at once; it finds what is wrong beside them."""
    java = nu_checker.java()
    if java is None:
        pytest.skip("no Java on this machine; `make java` installs it")
    addresses = [site.folder / path.partition("?")[0] for path in PAGES.values()]
    addresses += [drafted / "site" / path for path in OWN_PAGES]
    wrong = tmp_path / "wrong.html"
    wrong.write_text(
        '<!doctype html><html lang="en"><title>A</title><input type="checkbox" autocomplete="off"></html>'
    )
    pages = [
        path if path.suffix == ".html" else path / "index.html" for path in addresses
    ]
    (error,) = nu_checker.errors(java, [*pages, wrong])
    assert re.search("wrong.html.*autocomplete", error)


WHOLE = """
(name) => name.scrollHeight <= name.clientHeight
  && name.getBoundingClientRect().bottom <= document.querySelector(".md-header__inner").getBoundingClientRect().bottom
"""
"""Whether the name of the site is in its header, all of it."""


def test_its_pages_can_be_used_by_everybody(drafted: Path, browser: Browser) -> None:
    with (
        served(drafted / "site") as site,
        watched(browser, site, reduced_motion="reduce") as (page, _),
    ):
        page.set_viewport_size({"width": WIDTHS[-1], "height": 900})
        for path in OWN_PAGES:
            page.goto(path)
            assert barriers(page, "body", "dark") == [], path
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        assert page.locator(".site-name span").evaluate(WHOLE)


def test_it_uses_nothing_of_this_repository(installed: Path, begun: Path) -> None:
    program = (
        "import briefing_site, sys; print(briefing_site.__file__); print(sys.path)"
    )
    shown = call(installed / "python", begun, "-c", program).stdout
    assert str(installed.parent) in shown.splitlines()[0]
    assert "generator/" not in (begun / "mkdocs.yml").read_text()


def test_every_engine_builds_it(installed: Path, begun: Path, drafted: Path) -> None:
    """ProperDocs reads the settings as MkDocs does."""
    result = call(
        installed / "briefs", begun, "build", "--engine", "zensical", "--drafts"
    )
    assert result.returncode == 0, result.stdout + result.stderr
    for site in (drafted / "site", begun / "site"):
        assert (
            "assets/briefs.css" in (site / "briefs/first-brief/index.html").read_text()
        )
        assert not [*site.glob("*.py"), *site.glob(".git*")]


def test_mkdocs_alone_builds_it(installed: Path, begun: Path, tmp_path: Path) -> None:
    """Nor does it list generated pages if the site has a navigation of its own."""
    begun = shutil.copytree(
        begun, tmp_path / "begun", ignore=shutil.ignore_patterns(".generated")
    )
    git(begun, "init", "-q")
    git(begun, "clean", "-fdXq")  # as it was begun
    with (begun / "mkdocs.yml").open("a") as settings:
        settings.write("nav: [index.md]\n")
    result = call(installed / "python", begun, "-m", "mkdocs", "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert "not included in the" not in result.stderr
    assert (begun / "site/about/index.html").is_file()


def test_git_takes_what_is_written_by_hand_alone(drafted: Path) -> None:
    git(drafted, "init", "-q")
    files = {*git(drafted, "ls-files", "--others", "--exclude-standard").splitlines()}
    (wheel,) = (path for path in files if path.startswith("vendor/"))
    assert files - {wheel} == set(starter_files("en"))


def test_an_editor_finds_the_schemas_before_the_first_build(begun: Path) -> None:
    settings = yaml.safe_load((begun / ".vscode/settings.json").read_text())
    assert len(settings["yaml.schemas"]) == len(schema.MODELS)
    for path in settings["yaml.schemas"]:
        assert (begun / path).is_file()
    for brief in ("first-brief.yml", "topics.yml"):
        (path,) = re.findall(
            r"^# yaml-language-server: \$schema=(\S+)",
            (begun / "briefs" / brief).read_text(),
        )
        assert (begun / "briefs" / path).is_file()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `briefs init` writes, which makes a wheel each time; not to be changed."""
    folder = tmp_path_factory.mktemp("first")
    assert run(folder, "init", *OPTIONS).returncode == 0
    return folder


@pytest.fixture
def own_site(first: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(first, tmp_path / "site"))


def test_the_answers_are_in_the_settings(begun: Path) -> None:
    settings = yaml.safe_load((begun / "mkdocs.yml").read_text().replace("!ENV", ""))
    assert (settings["site_name"], settings["site_description"]) == (
        NAME,
        "Dams, and who pays.",
    )
    assert settings["extra"]["briefs"]["licence"]["id"] == "CC-BY-SA-4.0"
    assert "CC-BY-SA-4.0" in (begun / "LICENSE").read_text()


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_not_set_is_behind_a_hash(tmp_path: Path, language: str) -> None:
    """Without it, it is a setting, and none is there twice."""
    settings = starter_files(language)["mkdocs.yml"]
    everything = re.sub("^( *)# (?=[a-z_]+:|  )", r"\1", settings, flags=re.MULTILINE)
    make(
        tmp_path,
        {
            "mkdocs.yml": everything,
            "docs/assets/logo.svg": "<svg/>",
            "docs/assets/own.css": "",
        },
    )
    assert (
        run(tmp_path, "check").stdout
        == f"0 {'briefs checked: 0 errors' if language == 'en' else 'Dossiers geprüft: 0 Fehler'}\n"
    )
    keys = yaml.safe_load(everything.replace("!ENV", ""))
    assert {"nav", "extra_css", "repo_url"} <= keys.keys()
    assert {
        "headline",
        "accent",
        "logo",
        "actor_kinds",
        "editors",
        "root_commit",
    } <= keys["extra"]["briefs"].keys()


def test_a_site_in_german_begins_in_german(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "--name", "Flüsse", "--language", "de").returncode == 0
    settings = yaml.safe_load((tmp_path / "mkdocs.yml").read_text().replace("!ENV", ""))
    assert settings["theme"] == {"name": "briefs", "language": "de"}
    assert settings["site_description"].startswith("Dossiers mit ")
    assert (
        yaml.safe_load((tmp_path / "briefs/first-brief.yml").read_text())["title"]
        == "Was geschehen ist"
    )
    assert "Beispielthema" in (tmp_path / "briefs/topics.yml").read_text()
    assert "help: ## Alle Befehle nennen" in (tmp_path / "Makefile").read_text()
    assert "Was sich für Leser ändert" in (tmp_path / ".ci/comment.py").read_text()
    english, german = starter_files("en"), starter_files("de")
    assert english.keys() == german.keys()
    read = [
        path
        for path in german
        if path.startswith(
            ("README", "briefs/", "mkdocs", ".github/ISSUE", ".github/pull")
        )
    ]
    assert len(read) == 8
    for path in read:  # but for keys and values
        same = {*english[path].splitlines()} & {*german[path].splitlines()}
        words = {
            line: re.findall("[a-z]{2,}", line)
            for line in same
            if not re.search("schema=|https:|mailto:", line)
        }
        assert [line for line, found in words.items() if len(found) > 4] == []
    ended = run(tmp_path, "check")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "1 Dossier geprüft: 0 Fehler\n"
    answers = (
        "--title",
        "Ein Damm",
        "--summary",
        "Ein Damm hält.",
        "--source",
        "Eine Zeitung",
    )
    ended = run(tmp_path, "new", *answers, "--date", "gestern")
    assert "--date: „gestern“ ist kein gültiges Datum: " in ended.stderr
    assert (
        "briefs/ein-damm.yml wurde als Entwurf angelegt."
        in run(tmp_path, "new", *answers).stdout
    )
    assert "## Der Titel des Dossiers.\n" in (
        tmp_path / "briefs/ein-damm.yml"
    ).read_text(encoding="utf-8")


def test_workflows_of_a_german_site_are_named_in_german() -> None:
    """Whatever else they say is the same, so that they do the same."""
    english, german = starter_files("en"), starter_files("de")
    workflows = [path for path in english if path.startswith(".github/workflows/")]
    names = {yaml.safe_load(german[path])["name"] for path in workflows}
    for path in workflows:
        changed = [
            (before, after)
            for before, after in zip(
                english[path].splitlines(), german[path].splitlines(), strict=True
            )
            if before != after
        ]
        assert all(
            re.match(" *(- )?name: [A-Z]|    workflows: ", before)
            for before, _ in changed
        )
        assert re.findall("name: [A-Z].*", english[path]) == [
            before.strip(" -") for before, _ in changed if "name: " in before
        ]
        assert {*re.findall(r"workflows: \[(.*)\]", german[path])} <= names


def test_every_text_that_programs_of_a_site_say_is_in_german(tmp_path: Path) -> None:
    english, german = starter_files("en"), starter_files("de")
    for path, said in texts.TEXTS.items():
        for text in said:
            assert text in english[path]
            assert text not in german[path]
    for path in (".ci/archived", ".ci/comment", ".ci/record"):
        (tmp_path / "script").write_text(german[path], encoding="utf-8")
        subprocess.run(["bash", "-n", str(tmp_path / "script")], check=True)
    for path in (".ci/archived.py", ".ci/comment.py", ".ci/record.py"):
        compile(german[path], path, "exec")
    assert (
        yaml.safe_load(english[".gitlab-ci.yml"]).keys()
        == yaml.safe_load(german[".gitlab-ci.yml"]).keys()
    )


def test_a_first_brief_is_not_published_before_all_its_texts_are_replaced(
    own_site: Path,
) -> None:
    briefs = {
        path.name: path.read_text() for path in (own_site / "briefs").glob("*.yml")
    }
    published = briefs["first-brief.yml"].replace("status: draft", "status: published")
    files = {
        "briefs/first-brief.yml": published,
        "briefs/topics.yml": briefs["topics.yml"],
    }
    found = check(files).diagnostics
    assert {each.code.slug for each in found} == {"example-text"}
    lines = [files[each.path].splitlines()[each.span.start.line - 1] for each in found]
    reported = [line.split(":")[0].strip() for line in lines]
    assert reported == ["title", "summary", "background", "title", "title", "summary"]


def test_what_is_installed_is_pinned(own_site: Path) -> None:
    """The program, which no index has, is in the site; `make lock` pins newer versions of all that it requires."""
    (wheel,) = (own_site / "vendor").iterdir()
    required = (own_site / "requirements.in").read_text().splitlines()
    core = f"pydantic-core=={version('pydantic-core')}"
    assert [line for line in required if not line.startswith("#")] == [
        f"./vendor/{wheel.name}[fonts,import]",
        core,
    ]
    assert f"{core} " in (own_site / "requirements/browser.lock").read_text()
    pinned = (own_site / "requirements.txt").read_text()
    hashed = f"    --hash=sha256:{sha256(wheel.read_bytes()).hexdigest()}\n"
    assert f"./vendor/{wheel.name} \\\n{hashed}" in pinned
    packages = re.findall(r"^\S.*", pinned, re.MULTILINE)
    assert all(
        re.fullmatch(r"#.*|\./vendor/\S+ \\|[\w-]+==\S+( ; .*)? \\", line)
        for line in packages
    )
    assert {"hatchling", "editables"}.isdisjoint(
        line.partition("==")[0] for line in packages
    )


def test_what_make_does_works_without_it(first: Path, tmp_path: Path) -> None:
    """In files with the line ends of Windows, as pre-commit and people there call it."""
    site = Path(shutil.copytree(first, tmp_path / "a site"))
    settings = site / "mkdocs.yml"
    settings.write_text(without_papers(settings.read_text()))
    for file in site.rglob("*"):
        if file.is_file() and file.suffix != ".whl":
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    git(site, "init", "-q")
    git(site, "add", "-A")
    assert b"\r" not in subprocess.check_output(
        ["git", "show", ":.ci/record"], cwd=site
    )
    host = Host(site, tmp_path)
    environment = host.environment("site") | {"PATH": str(host.folder / "bin")}
    (hook,) = yaml.safe_load((site / ".pre-commit-config.yaml").read_text())["repos"][
        0
    ]["hooks"]
    python, program, *hooked = hook["entry"].split()
    assert python == hook["language"] == "python"

    def briefs(*arguments: str) -> str:
        ended = tests.project.call(
            site, "python3", program, *arguments, environment=environment
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    assert briefs("setup") == ""
    installed = host.notes.read_text().splitlines()
    assert (
        installed[0]
        == "pip install --quiet --no-compile --requirement requirements.txt"
    )
    assert installed[1].startswith(
        "pip download --quiet --no-deps --require-hashes --only-binary :all: "
    )
    assert briefs(*hooked) == "1 brief checked: 0 errors\n"
    assert "0 dead links" in briefs("test")
    assert (site / "site/index.html").is_file()
    briefs("lock")
    pip, uv = host.notes.read_text().splitlines()[
        2:
    ]  # to install all of it once is enough
    assert (pip, uv.split()[:3]) == ("pip install --quiet uv", ["uv", "pip", "compile"])
    assert "--generate-hashes" in uv
    assert uv.endswith("requirements.in --output-file requirements.txt")
    (site / "requirements.txt").write_text("# other versions")
    briefs("setup")
    assert host.notes.read_text().splitlines()[4:] == installed


def wrote_before(site: Path, files: dict[str, str | None]) -> None:
    """Let an older version have written these files, or `None`, in place of those of today."""
    record = json.loads((site / RECORD).read_text())
    for path, text in files.items():
        if text is None:
            (site / path).unlink()
            del record["files"][path]
        else:
            (site / path).write_text(text)
            record["files"][path] = text
    (site / RECORD).write_text(json.dumps({**record, "version": "0.0.1"}))


def without_first_line(folder: Path, path: str) -> str:
    return (folder / path).read_text().partition("\n")[2]


@pytest.mark.parametrize("by_git", [False, True])
def test_an_upgrade_is_a_patch(first: Path, own_site: Path, *, by_git: bool) -> None:
    """It says what a newer version writes differently, and leaves alone what belongs to the site."""
    site = own_site
    ended = run(site, "upgrade")
    assert (ended.returncode, ended.stdout, ended.stderr) == (
        0,
        "",
        "Nothing would be different.\n",
    )
    wrote_before(
        site, {"requirements.in": "briefing-site==0.0.1", ".ci/record": None}
    )  # no end of the line
    (site / "README.md").write_text("Mine")
    before = snapshot(site)
    shown = run(site, "upgrade")
    assert (
        "Nothing was written. `make upgrade` without DRY_RUN (or `briefs upgrade --write`) changes this."
        in shown.stderr
    )
    assert snapshot(site) == before
    if by_git:
        subprocess.run(
            ["git", "apply", "-"],
            cwd=site,
            input=shown.stdout,
            encoding="utf-8",
            check=True,
        )
        assert run(site, "upgrade", "--write").stderr == "Nothing would be different.\n"
    else:
        assert run(site, "upgrade", "--write").stdout == shown.stdout
    assert snapshot(site) == snapshot(first) | {"README.md": b"Mine"}
    assert os.access(site / ".ci/record", os.X_OK)


PUBLISHED = Program(
    "2.0",
    "briefing-site[fonts,import]==2.0",
    "briefing-site==2.0 \\\n    --hash=sha256:00\n    # via -r requirements.in\n",
)


def from_an_index() -> None:
    """The program as it is once an index has it."""
    vars(upgrade_command)["program"] = lambda: PUBLISHED
    main()


def test_an_upgrade_replaces_the_program(own_site: Path) -> None:
    """That of a site begun from a clone, by a newer wheel, and by the name once the newer one is published."""
    (wheel,) = (own_site / "vendor").iterdir()
    pinned = (own_site / "requirements.txt").read_text()
    old = re.sub("-0[0-9a-f]+-", "-0earlier-", wheel.name)
    wheel.rename(wheel.with_name(old))
    paths = ("requirements.in", "requirements.txt")
    wrote_before(
        own_site,
        {
            path: (own_site / path).read_text().replace(wheel.name, old)
            for path in paths
        },
    )
    for path, own in zip(
        paths, ("mine", "mine==1 \\\n    --hash=sha256:11"), strict=True
    ):
        with (own_site / path).open("a") as file:
            file.write(f"{own}\n")
    assert run(own_site, "upgrade", "--write").returncode == 0
    assert [each.name for each in (own_site / "vendor").iterdir()] == [wheel.name]
    required = (own_site / "requirements.in").read_text()
    assert f"./vendor/{wheel.name}[fonts,import]\n" in required
    assert required.endswith("mine\n")
    program = wheel.read_bytes()
    wheel.write_bytes(b"another program")
    replaced = run(own_site, "upgrade", "--write")
    assert "is replaced: it is not the program that is running" in replaced.stderr
    assert wheel.read_bytes() == program
    assert (
        own_site / "requirements.txt"
    ).read_text() == f"{pinned}mine==1 \\\n    --hash=sha256:11\n"
    assert run(own_site, "upgrade", "--write", program=from_an_index).returncode == 0
    assert [*(own_site / "vendor").iterdir()] == []
    assert f"\n{PUBLISHED.required}\n" in (own_site / "requirements.in").read_text()
    after = (own_site / "requirements.txt").read_text()
    assert PUBLISHED.pinned in after
    assert (after.endswith("--hash=sha256:11\n"), "vendor" in after) == (True, False)


def test_an_upgrade_keeps_what_the_publisher_changed(
    first: Path, own_site: Path
) -> None:
    """Changed here and there, it is merged; changed at the same place, it is left, and said; deleted, it stays so."""
    paths = ("Makefile", ".gitlab-ci.yml", ".editorconfig", ".ci/comment")
    old = {
        path: f"# an older line\n{without_first_line(first, path)}" for path in paths
    }
    site = own_site
    wrote_before(site, {**old})
    (site / "Makefile").write_text(
        f"{old['Makefile']}\nmine: ## My own target\n\techo mine\n"
    )
    (site / ".gitlab-ci.yml").write_text(
        old[".gitlab-ci.yml"].replace("an older line", "my line")
    )
    (site / ".editorconfig").write_bytes(
        old[".editorconfig"].replace("\n", "\r\n").encode()
    )
    (site / ".ci/comment").unlink()
    (site / ".vscode/settings.json").write_text("{}")  # the program has not changed it
    ended = run(site, "upgrade", "--write")
    assert ended.returncode == 0
    expected = (
        f"{(first / 'Makefile').read_text()}\nmine: ## My own target\n\techo mine\n"
    )
    assert (site / "Makefile").read_text() == expected
    assert (site / ".gitlab-ci.yml").read_text().startswith("# my line\n")
    assert ".gitlab-ci.yml: you and the program changed the same lines" in ended.stderr
    assert (
        f"-# an older line\n+{(first / '.gitlab-ci.yml').read_text().splitlines()[0]}\n"
        in ended.stderr
    )
    crlf = (first / ".editorconfig").read_text().replace("\n", "\r\n")
    assert (site / ".editorconfig").read_bytes() == crlf.encode()
    assert not (site / ".ci/comment").exists()
    assert (site / ".vscode/settings.json").read_text() == "{}"
    assert (
        run(site, "upgrade", "--write").stderr == "Nothing would be different.\n"
    )  # it was said
    assert json.loads((site / RECORD).read_text())["version"] == version(DISTRIBUTION)


def test_an_upgrade_follows_another() -> None:
    """What was merged before is merged again, with what the version before wrote."""
    versions = [
        WrittenFiles(
            "1", {"a": "one\n2\n3\n4\n5\nsix\n", "b": "b\n", "c": "c\n", "gone": "x\n"}
        ),
        WrittenFiles("2", {"a": "ONE\n2\n3\n4\n5\nsix\n", "b": "B\n", "c": "C\n"}),
        WrittenFiles(
            "3",
            {"a": "ONE!\n2\n3\n4\n5\nSIX\n", "b": "B!\n", "c": "C!\n", "new": "n\n"},
        ),
    ]
    files: dict[str, str | None] = {
        **versions[0].files, "a": "one\n2\n3\nmine\n5\nsix\n", "c": None, "gone": "mine\n"
    }  # fmt: skip
    for before, each in itertools.pairwise(versions):
        now = {path: files.get(path) for path in {**files, **each.files}}
        found = list(upgrades.upgrade(before, now, each))
        assert [change.path for change in found if change.reason] == ["gone"] * (
            each is versions[1]
        )
        files |= {change.path: change.after for change in found if not change.reason}
    merged = {
        "a": "ONE!\n2\n3\nmine\n5\nSIX\n",
        "b": "B!\n",
        "c": None,
        "gone": "mine\n",
        "new": "n\n",
    }
    assert files == merged
    skipped = upgrades.upgrade(
        versions[0], {**versions[0].files, "c": None, "new": None}, versions[2]
    )
    assert {each.path: each.after for each in skipped if not each.reason} == {
        "a": versions[2].files["a"], "b": "B!\n", "new": "n\n"
    }  # fmt: skip


def test_a_program_without_a_list_of_its_files_is_not_packed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As those of Linux distributions may be: its wheel would lack what pip requires."""
    folder = tmp_path / "briefing_site-1.0.dist-info"
    put(
        tmp_path,
        {
            f"{folder.name}/METADATA": "Metadata-Version: 2.1\nName: briefing-site\nVersion: 1.0\n",
            f"{folder.name}/direct_url.json": "{}",
        },
    )
    monkeypatch.setattr(
        metadata, "distribution", lambda _: metadata.PathDistribution(folder)
    )
    with pytest.raises(OSError, match="list of files of the installed briefing-site"):
        distribution.program()


def test_git_of_windows_writes_links_as_texts(tmp_path: Path) -> None:
    """A wheel built there has what they lead to."""
    (tmp_path / "a/b").mkdir(parents=True)
    for path, text in {
        "file": "made of\nlines\n",
        "a/link": "../file",
        "a/b/chain": "../../a/link",
        "a/no": "../no",
    }.items():
        (tmp_path / path).write_text(text)
    found = {
        path: distribution.content(tmp_path / "a" / path) for path in ("b/chain", "no")
    }
    assert found == {"b/chain": b"made of\nlines\n", "no": b"../no"}


def test_nothing_moves_or_hides_text_on_the_terminal(tmp_path: Path) -> None:
    """Neither the name of the folder nor an answer."""
    for folder, options in (
        ("river\x1b[2J", ()),
        ("rivers", ("--name", "Rivers\x1b[2J")),
        ("rivers", ("--description", "Rivers\u202e")),
    ):
        result = run(tmp_path, "init", folder, *options)
        assert result.returncode == 2
        assert "has a character that can't be shown" in result.stderr
        assert "\x1b" not in result.stdout + result.stderr
        assert not [*tmp_path.iterdir()]
