"""The settings of a site: what `mkdocs.yml` says of it, `extra.briefs` there above all.

The rest of that file belongs to the engine, which reads and checks it itself.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from generator.diagnostics import Diagnostic, in_order
from generator.format import traversal
from generator.format.fields import is_language
from generator.format.settings import BAD_SETTING, DEFAULTS, Settings
from generator.languages.language import DEFAULT, Language
from generator.languages.phrase import marked
from generator.reading import codes, folder, validation
from generator.reading.folder import RawFile
from generator.reading.yaml import composer
from generator.reading.yaml.document import Document
from generator.reading.yaml.node import Scalar, walk

FILE = "mkdocs.yml"
PLACE = ("extra", "briefs")
LANGUAGE = ("theme", "language")
KINDS = "actor_kinds"
_LANGUAGE = re.compile(r"\blanguage: *([\w-]+)")
"""Probably that of the site, in a file that is no YAML and is to be reported in it."""
LARGEST_LOGO = 256 * 1024
"""Bytes. It is in every paper and preview image."""


@dataclass(frozen=True)
class SiteSettings:
    """What `mkdocs.yml` says of the site, and what is wrong in it.

    Texts are empty if unknown, also where a tag such as `!ENV` says that they come from elsewhere.
    """

    name: str = ""
    description: str = ""
    address: str = ""
    repository: str = ""
    language: Language = DEFAULT
    briefs: Settings = DEFAULTS
    """Its kinds of actors alone, after errors."""
    diagnostics: tuple[Diagnostic, ...] = ()
    logo: bytes = b""
    document: Document = Document(FILE, b"", None)  # noqa: RUF009 -- it is frozen
    """What `extra.briefs` has in the file, or else all of the file."""


def load(root: Path) -> SiteSettings:
    """Read the settings and the logo of the project in the folder.

    Raises `OSError` if a file can't be read.
    """
    settings = read(folder.load(root, root / FILE))
    document = settings.document
    if not settings.briefs.logo:
        return settings
    file = root / "docs" / settings.briefs.logo
    if file.is_file() and file.stat().st_size <= LARGEST_LOGO:
        logo = file.read_bytes()
        if logo.startswith(b"\x89PNG\r\n") or b"<svg" in logo:
            return replace(settings, logo=logo)
    found = document.report_message(
        BAD_SETTING,
        document.nearest(("logo",)),
        text=f"docs/{settings.briefs.logo}",
        expected=marked("a picture of at most {limit:,} bytes", limit=LARGEST_LOGO),
        how=marked("put the file there, or delete the setting"),
    )
    return replace(settings, diagnostics=(found,))


def read(raw: RawFile) -> SiteSettings:
    """The settings in the text of `mkdocs.yml`, without the logo."""
    whole, found = composer.compose(raw.path, raw.content, traversal.all_keys(Settings))
    if whole.root is None:
        probable = _LANGUAGE.search(raw.content.decode("utf-8", "replace"))
        language = _language(probable[1] if probable else "")
        return SiteSettings(language=language, diagnostics=in_order(found), document=whole)
    name, description, address, repository = (
        whole.value((key,)) for key in ("site_name", "site_description", "site_url", "repo_url")
    )
    code = whole.value(LANGUAGE)
    unknown = []
    if code and not is_language(code):
        unknown = [
            whole.report_message(
                BAD_SETTING,
                whole.nearest(LANGUAGE),
                text=code,
                expected=marked("the code of a language"),
                how=marked("write a code such as en, de or pt-BR"),
            )
        ]
    named = SiteSettings(name, description, address, repository, _language(code), document=whole)
    own = whole.node(PLACE)
    syntax = [each for each in found if each.code == codes.SYNTAX]
    if own is None or (isinstance(own, Scalar) and own.is_empty):
        return replace(named, diagnostics=in_order([*syntax, *unknown]))
    document = replace(whole, root=own)
    last = max(node.span.start.line for node in walk(own))
    inside = [each for each in found if own.span.start.line <= each.span.start.line <= last]
    record, errors = validation.validate(document, Settings, {})
    diagnostics = in_order([*syntax, *unknown, *inside, *errors])
    briefs = record if record and not diagnostics else _only_kinds(document)
    return replace(named, briefs=briefs, diagnostics=diagnostics, document=document)


def _only_kinds(document: Document) -> Settings:
    """The kinds of actors alone: without them, another error in the settings would make an error of each."""
    data = document.data()
    try:
        return Settings.model_validate(
            {KINDS: data[KINDS]} if isinstance(data, Mapping) and KINDS in data else {}, context=Counter()
        )
    except ValidationError:
        return DEFAULTS


def _language(code: str) -> Language:
    return Language(code) if is_language(code) else DEFAULT
