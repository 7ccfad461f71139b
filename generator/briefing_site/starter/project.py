"""The files of a new site."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

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

_CC_BY_SA = Licence(
    name="CC BY-SA 4.0",
    url="https://creativecommons.org/licenses/by-sa/4.0/",
    id="CC-BY-SA-4.0",
)
_CC0 = Licence(
    name="CC0 1.0",
    url="https://creativecommons.org/publicdomain/zero/1.0/",
    id="CC0-1.0",
)
LICENCES = {str(licence.id): licence for licence in (CC_BY, _CC_BY_SA, _CC0)}
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


class _Template(NamedTuple):
    text: str
    is_filled_in: bool
    """Whether it is a template of Jinja; other files are only translated."""


def project(answers: Answers, program: Program, today: str) -> dict[str, str]:
    """The files by path, for the program; `today` is the date of the first brief."""
    language = Language(answers.language)
    start = Start(
        language.gettext(examples.TITLE),
        language.gettext(examples.SUMMARY),
        today,
        "source",
        language.gettext(examples.SOURCE_TITLE),
        topics=("example-topic",),
    )
    files = _infrastructure(answers, program)
    files[FIRST_BRIEF] = scaffold.text(
        start, f"../{schema.FOLDER}/brief.json", ("example-topic",), language=language
    )
    files[RECORD] = written(answers, program).text
    files.update(schema.files(ACTOR_KINDS))
    return files


def written(answers: Answers, program: Program) -> WrittenFiles:
    """The files that a version may write differently from another one."""
    files: dict[str, str] = {}
    for path, text in _infrastructure(answers, program).items():
        if not path.startswith(_OF_THE_SITE):
            files[path] = text
    return WrittenFiles(program.version, files)


def _infrastructure(answers: Answers, program: Program) -> dict[str, str]:
    """The files around the briefs, by path."""
    language = Language(answers.language)
    lock = content(_LOCK).decode()
    lock = lock.replace(f"{DISTRIBUTION} (pyproject.toml)", DISTRIBUTION)
    core = re.search(r"^pydantic-core==([0-9.]+)", lock, re.MULTILINE)
    values = {
        **vars(answers),
        "program": program,
        "pins": _with_program(lock, program),
        "pydantic_core": core[1] if core else "",
        "_": language.gettext,
    }
    files: dict[str, str] = {}
    for path, template in _templates(language).items():
        if template.is_filled_in:
            files[path] = _environment().from_string(template.text).render(values)
        else:
            files[path] = texts.translated(path, template.text, language)
    return files


def _with_program(lock: str, program: Program) -> str:
    """The pinned packages with the program where uv puts it, so that git can merge changes of the lines."""
    place = re.search(r"^[c-z]", lock, re.MULTILINE)
    at = place.start() if place else len(lock)
    return lock[:at] + program.pinned + lock[at:]


@cache
def _templates(language: Language) -> Mapping[str, _Template]:
    """Each file by its path in a site.

    A file such as `README.de.md` stands in for `README.md` in its language.
    """
    templates: dict[str, _Template] = {}
    translations: dict[str, _Template] = {}
    for file in sorted(_FILES.rglob("*")):
        if not file.is_file() or file.parent.name == "__pycache__":
            continue
        path = file.relative_to(_FILES).as_posix()
        text = content(file).decode().replace("\r\n", "\n")
        template = _Template(text, is_filled_in=path.endswith(_TEMPLATE))
        path = path.removesuffix(_TEMPLATE)
        code = _language_of(path)
        if not code:
            templates[path] = template
        elif code == language.short:
            translations[path.replace(f".{code}.", ".")] = template
    return {**templates, **translations}


def _language_of(path: str) -> str:
    """The code of the language in the name of a file; empty for the others."""
    name = PurePosixPath(path).name
    for code in translated():
        if f".{code}." in name:
            return code
    return ""


@cache
def _environment() -> Environment:
    environment = Environment(  # noqa: S701 -- none of these files is HTML
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["scalar"] = _scalar
    return environment


def _scalar(text: str) -> str:
    """A text as YAML: a JSON string is one, whatever it contains."""
    return json.dumps(text, ensure_ascii=False)
