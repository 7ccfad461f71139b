"""The files of a new site."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from jinja2 import Environment, StrictUndefined

from briefing_site.form import scaffold
from briefing_site.form.scaffold import Start
from briefing_site.format import examples, schema
from briefing_site.format.fields import ACTOR_KINDS
from briefing_site.format.settings import CC_BY, Licence
from briefing_site.languages.language import DEFAULT, Language, translated
from briefing_site.starter import texts
from briefing_site.starter.distribution import DISTRIBUTION, Program, content
from briefing_site.starter.upgrade import RECORD, WrittenFiles

LICENCES: Mapping[str, Licence] = {
    str(licence.id): licence
    for licence in (
        CC_BY,
        Licence(
            name="CC BY-SA 4.0",
            url="https://creativecommons.org/licenses/by-sa/4.0/",
            id="CC-BY-SA-4.0",
        ),
        Licence(
            name="CC0 1.0",
            url="https://creativecommons.org/publicdomain/zero/1.0/",
            id="CC0-1.0",
        ),
    )
}
"""Licences to choose from, by SPDX id."""

FIRST_BRIEF = "briefs/first-brief.yml"
_FILES = Path(__file__).parent / "files"
_TEMPLATE = ".jinja"
_LOCK = Path(__file__).parent / "site.lock"
REQUIREMENTS = ("requirements.in", "requirements.txt")
_OF_THE_SITE = ("briefs/", "mkdocs.yml", "README.md", "LICENSE")
"""What belongs to the site alone, from the first day."""


@dataclass(frozen=True)
class Answers:
    """What is known of a new site."""

    name: str
    description: str
    namespace: str
    licence: Licence = CC_BY
    language: str = DEFAULT.code


def project(answers: Answers, program: Program, today: str) -> dict[str, str]:
    """The files by path, for the program; `today` is the date of the first brief."""
    language = Language(answers.language)
    title, summary, source = map(
        language.gettext, (examples.TITLE, examples.SUMMARY, examples.SOURCE_TITLE)
    )
    first = Start(title, summary, today, "source", source, topics=("example-topic",))
    brief = scaffold.text(
        first, f"../{schema.FOLDER}/brief.json", ("example-topic",), language=language
    )
    record = written(answers, program).text
    files = {FIRST_BRIEF: brief, RECORD: record}
    return {**_infrastructure(answers, program), **files, **schema.files(ACTOR_KINDS)}


def written(answers: Answers, program: Program) -> WrittenFiles:
    """The files that a version may write differently from another one."""
    files_ = _infrastructure(answers, program).items()
    return WrittenFiles(
        program.version,
        {path: text for path, text in files_ if not path.startswith(_OF_THE_SITE)},
    )


def _infrastructure(answers: Answers, program: Program) -> dict[str, str]:
    language = Language(answers.language)
    lock = (
        content(_LOCK)
        .decode()
        .replace(f"{DISTRIBUTION} (pyproject.toml)", DISTRIBUTION)
    )
    # where uv puts it, so that both changes of a line and of the others can be merged
    pins = re.sub(
        r"^(?=[c-z])", lambda _: program.pinned, lock, count=1, flags=re.MULTILINE
    )
    core = re.search(r"^pydantic-core==([0-9.]+)", lock, re.MULTILINE)
    values = {
        **vars(answers),
        "program": program,
        "pins": pins,
        "pydantic_core": core[1] if core else "",
        "_": language.gettext,
    }
    return {
        path: _environment().from_string(text).render(values)
        if is_template
        else texts.translated(path, text, language)
        for path, (text, is_template) in _templates(language).items()
    }


@cache
def _templates(language: Language) -> Mapping[str, tuple[str, bool]]:
    """The text of each file by its path, and whether it is a template.

    A file such as `README.de.md` stands in for `README.md` in its language.
    """
    found = {
        path.relative_to(_FILES).as_posix(): content(path)
        .decode()
        .replace("\r\n", "\n")
        for path in _FILES.rglob("*")
        if path.is_file() and path.parent.name != "__pycache__"
    }
    of_language = re.compile(rf"\.{language.short}(\.\w+(?:{_TEMPLATE})?)$")
    own = {
        of_language.sub(r"\1", path): text
        for path, text in found.items()
        if of_language.search(path)
    }
    others = {f".{code}." for code in translated()}
    return {
        path.removesuffix(_TEMPLATE): (own.get(path, text), path.endswith(_TEMPLATE))
        for path, text in sorted(found.items())
        if not any(code in PurePosixPath(path).name for code in others)
    }


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701 -- none of these files is HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    # a JSON string is a YAML scalar, whatever it contains
    environment.filters["scalar"] = lambda text: json.dumps(text, ensure_ascii=False)
    return environment
