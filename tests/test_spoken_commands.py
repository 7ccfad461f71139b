"""Commands in a site in another language: whatever they say is in it, from their help to their last error."""

import re
from functools import partial
from pathlib import Path
from unittest import mock

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from briefing_site.checks import rules
from briefing_site.cli import briefs
from briefing_site.languages import language
from tests.project import Ended, make, run
from tests.test_translations import PROJECT, speaking, unmarked, write_marked

BROKEN = "title: Γέφυρα\nsummary: Άνοιξε.\ndate: 2024-05-14\nactors: [maria]\nsources: {a: {title: Α}}\n"
FILES = PROJECT | {
    "events.csv": "date,title,other,status\n2020-01-01,Γ,x,nope\n,Δ,,\n5/6/2020,Ε,,\n2020-01-02,,,\n",
    "references.json": '[{"id": "a", "title": "Άρθρο", "volume": "3"}, {"id": "b"}]',
    "wrong.json": "{",
    "table.csv": "when;what else\n",
}
NAMES = re.compile(
    r"\[[^\]\s]*\|[^\]\s]*\]"  # choices
    r"|--?[a-z][\w-]*|\b[A-Z]{2,}=\S*|https?:\S*|[\w.-]*/[\w./-]*|[\w-]+\.(?:yml|csv|json)"
    r"|\[?[\w:<>=%-]+\]|`[^`]*`|'[^']*'|\{.*\}"
    r"|\b(?:briefs|mkdocs|git|pip|make|json|bibtex|ris|events|draft|published|archived|docs|site|search)\b"
    r"|\b(?:date|title|text|actors|sources|status|note|id|other|what else|volume)\b"
    r"|\b(?:accessed|kind|name|role|confirmed|reported|disputed|planned|bridge|maria|more|nope)\b"
)
"""What is the same in every language: options, choices, paths, commands, and keys of the format."""


OF_CLICK = re.compile(
    r"^(?:Usage|Try) .*|^(?:Usage:|Options:|Commands:|Error: ).*?(?=⟦|$)|Show (?:this message|the version) and exit\.|\[default:[^\]]*\]|"
    r"\b(?:TEXT|INTEGER RANGE|INTEGER|FLOAT|FILE|DIRECTORY|PATH)\b",
    re.MULTILINE,
)
"""What click says in English in every language."""


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("languages")
    write_marked(folder, r"\{[^{}]*\}|%\(\w+\)s")
    with (
        (folder / "he/messages.po").open("rb") as file,
        (folder / "he/messages.mo").open("wb") as compiled,
    ):
        write_mo(compiled, read_po(file))
    return folder


def marked(languages: Path) -> None:
    """The program with this catalogue, which takes longer to compile than most commands take."""
    compiled = (languages / "he/messages.mo").read_bytes()
    with mock.patch.multiple(
        language, read_po=id, write_mo=lambda file, _: file.write(compiled)
    ):
        speaking(languages)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make(tmp_path, FILES)


def left(text: str) -> list[str]:
    """The English words that were not looked up."""
    return unmarked(NAMES.sub(" ", text))


def said(project: Path, languages: Path, *arguments: str) -> Ended:
    return run(project, *arguments, program=partial(marked, languages))


@pytest.mark.parametrize("command", sorted(briefs.commands))
def test_the_help_of_each_command(project: Path, languages: Path, command: str) -> None:
    first, *lines = said(project, languages, command, "--help").stdout.split("\n")
    assert first.startswith(f"Usage: briefs {command} ")
    assert left(OF_CLICK.sub("", "\n".join(lines))) == []


def test_the_help_of_the_program(project: Path, languages: Path) -> None:
    """The lines about its commands end before the bracket does."""
    shown = said(project, languages, "--help").stdout
    head, listed = shown.split("Commands:\n")
    assert left(OF_CLICK.sub("", head)) == []
    for line in listed.splitlines():
        assert re.match(r" +[a-z]+ +⟦", line)


WRONG = (
    ("serve", "--address", "nope"),
    ("check", "--yes"),
    ("freeze", "nope"),
    ("freeze", "bridge", "--date", "nope"),
    ("freeze", "bridge", "--date", "2999-01-01"),
    ("freeze", "bridge", "--date", "2020-01-01"),
    ("freeze", "bridge", "--doi", "10.5281/zenodo.1"),
    ("freeze", "bridge", "--doi", "1", "--date", "2024-01-01"),
    ("diff",),
    ("new",),
    ("new", "--title", "Γ", "--summary", "Γ.", "--source", "Π", "--date", "nope"),
    ("new", "--title", "Γ", "--summary", "Γ.", "--source", "Π", "--name", "A B"),
    ("import", "mkdocs.yml"),
    ("import", "wrong.json"),
    ("import", "table.csv"),
    ("import", "references.json", "--into", "nope"),
    ("import", "references.json", "--name", "bridge"),
    ("init",),
)


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_use(project: Path, languages: Path, arguments: tuple[str, ...]) -> None:
    ended = said(project, languages, *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "⟦" in ended.stderr
    own = OF_CLICK.sub("", ended.stderr)
    assert left(re.sub("Expecting property name.*|Protocol not known.*", "", own)) == []


def test_what_is_done(project: Path, languages: Path) -> None:
    for arguments in (
        ("check",),
        ("check", "--fix"),
        ("build", "--engine", "none", "--no-search"),
        ("verify", "--offline"),
        ("new", "--title", "Γ", "--summary", "Γ.", "--source", "Π", "--name", "new"),
        ("import", "events.csv"),
        ("upgrade",),
        ("import", "references.json", "--into", "new"),
        ("import", "references.json", "--into", "new"),
        ("freeze", "bridge"),
        ("freeze", "bridge"),
    ):
        ended = said(project, languages, *arguments)
        shown = re.sub(
            r"^(?:[-+@ ]|diff|new file).*\n",
            "",
            ended.stdout + ended.stderr,
            flags=re.MULTILINE,
        )
        assert "⟦" in shown, arguments
        assert left(OF_CLICK.sub("", shown)) == [], arguments


def test_errors_that_end_a_build(project: Path, languages: Path) -> None:
    (project / "briefs/broken.yml").write_text(BROKEN, encoding="utf-8")
    for arguments in (
        ("build", "--engine", "none"),
        ("build", "--engine", "none", "--no-search", "--skip-invalid"),
        ("freeze", "bridge"),
        ("verify", "--offline"),
    ):
        shown = said(project, languages, *arguments)
        assert (
            left(
                re.sub(
                    r"\[[a-z-]+\]|^ +(?:\d+ )?\|.*",
                    "",
                    shown.stdout + shown.stderr,
                    flags=re.MULTILINE,
                )
            )
            == []
        )


def test_errors_of_the_disk(project: Path, languages: Path) -> None:
    (project / "briefs/topics.yml").unlink()
    (project / "briefs/topics.yml").symlink_to("/etc/hostname")
    ended = said(project, languages, "check")
    assert ended.returncode == 2
    assert left(ended.stderr) == []
    (project / "briefs/topics.yml").unlink()
    (project / "docs").write_text("")
    ended = said(project, languages, "build", "--engine", "none")
    # reasons of the system are its own words
    reasons = re.compile("Not a directory|File exists")
    assert reasons.search(ended.stderr)
    assert left(reasons.sub("", ended.stderr)) == []


def test_settings_that_are_no_yaml(project: Path, languages: Path) -> None:
    """Their language is found in them."""
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("nav: [\n")
    ended = said(project, languages, "check")
    assert ended.returncode == 1
    assert "⟦error⟧[syntax]" in ended.stdout
    assert "⟦error⟧[syntax]" in said(project, languages, "build").stderr


def test_a_draft_of_what_is_imported(project: Path, languages: Path) -> None:
    assert (
        said(
            project, languages, "import", "references.json", "--name", "new"
        ).returncode
        == 0
    )
    draft = (project / "briefs/new.yml").read_text(encoding="utf-8")
    assert re.search("^title: ⟦.*⟧\nsummary: ⟦.*⟧$", draft, re.MULTILINE)


def failing(languages: Path) -> None:
    """The same program with an error in it."""
    rules.check = lambda *_: 1 // 0  # type: ignore[assignment]
    marked(languages)


def test_an_error_in_the_program(project: Path, languages: Path) -> None:
    ended = run(project, "check", program=partial(failing, languages))
    assert ended.returncode == 2
    assert "⟦comparing the files⟧⟦ failed: ⟧ZeroDivisionError: " in ended.stderr
    assert left(re.sub("ZeroDivisionError[^⟦]*", "", ended.stderr)) == []


def test_init_goes_on_in_the_language_that_it_asks_for(tmp_path: Path) -> None:
    ended = run(tmp_path, "init", "demo", answers="de\nFlüsse\n\n")
    assert ended.returncode == 0
    assert (
        "The language of the site: de, en, or the code of another one, in English until translated\nlanguage [en]: "
        in ended.stdout
    )
    assert "\nDer Name der Website\nname [Demo]: " in ended.stdout
    assert "Dateien nach demo geschrieben." in ended.stdout
    again = run(tmp_path, "init", "demo", "--language", "de", answers="")
    assert "Error: In demo gibt es schon eine Website" in again.stderr


@pytest.mark.parametrize(
    ("answer", "text"), [("j\n", "Α"), ("nein\n", "x: Α"), ("\n", "x: Α")]
)
def test_yes_and_no_are_words_of_the_language(
    tmp_path: Path, answer: str, text: str
) -> None:
    settings = {"mkdocs.yml": "site_name: A\ntheme: {name: briefs, language: de}\n"}
    project = make(tmp_path, settings | {"briefs/a.yml": "Title: A\n"})
    ended = run(project, "check", "--fix", answers=answer)
    assert "Diese Änderungen an 1 Datei vornehmen? (j, n) [n]: " in ended.stderr
    changed = (
        (project / "briefs/a.yml").read_text(encoding="utf-8").startswith("title:")
    )
    assert changed == (answer == "j\n"), text


def test_outside_a_site_commands_speak_english_whatever_the_system_speaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert run(tmp_path, "--help").stdout.startswith(
        "Usage: briefs [OPTIONS] COMMAND [ARGS]...\n"
    )
    assert (
        "Error: no mkdocs.yml in this folder or above it"
        in run(tmp_path, "check").stderr
    )
