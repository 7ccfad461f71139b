"""The settings of a site: what `mkdocs.yml` says of it, `extra.briefs` there above all.

The rest of that file belongs to the engine, which reads and checks it itself.
"""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from pydantic import ValidationError

from briefing_site.diagnostics import Diagnostic, Message, in_order
from briefing_site.format import traversal
from briefing_site.format.fields import is_language
from briefing_site.format.settings import BAD_SETTING, DEFAULTS, Settings
from briefing_site.format.web_address import is_web_address
from briefing_site.languages.language import DEFAULT, Language
from briefing_site.languages.phrase import marked
from briefing_site.reading import codes, folder, misspelling, validation
from briefing_site.reading.folder import RawFile
from briefing_site.reading.yaml import composer
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Mapping as Entries
from briefing_site.reading.yaml.node import Scalar, walk

FILE = "mkdocs.yml"
PLACE = ("extra", "briefs")
LANGUAGE = ("theme", "language")
KINDS = "actor_kinds"
_LANGUAGE = re.compile(r"\blanguage: *([\w-]+)")
"""Probably that of the site, in a file that is no YAML and is to be reported in it."""
_KEYS = {
    (): (
        *(
            "site_name",
            "site_url",
            "site_description",
            "site_author",
            "repo_url",
            "repo_name",
            "edit_uri",
        ),
        *(
            "nav",
            "theme",
            "plugins",
            "hooks",
            "extra",
            "extra_css",
            "extra_javascript",
            "extra_templates",
        ),
        *(
            "markdown_extensions",
            "docs_dir",
            "site_dir",
            "copyright",
            "dev_addr",
            "watch",
            "validation",
        ),
        *(
            "exclude_docs",
            "draft_docs",
            "not_in_nav",
            "strict",
            "use_directory_urls",
            "mdx_configs",
        ),
    ),
    ("extra",): ("briefs",),
}
"""Those of MkDocs, and ours beside those of other themes: https://www.mkdocs.org/user-guide/configuration/."""
_FILES = (
    ("extra_css", "*"),
    ("extra_javascript", "*"),
    ("extra_javascript", "*", "path"),
)
_PAGES = frozenset({".md", ".html", ""})
"""How names in the menu end that are probably those of pages."""
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
    """All of the file."""

    @property
    def own(self) -> Document:
        """What `extra.briefs` has in the file, or else all of it."""
        return replace(
            self.document, root=self.document.node(PLACE) or self.document.root
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        """What actors may be; empty if an error keeps it unknown, which would make an error of each actor."""
        return (
            ()
            if self.diagnostics and not self.briefs.actor_kinds
            else self.briefs.kinds
        )

    @property
    def menu(self) -> tuple[Scalar, ...]:
        """The pages of the menu, by path in `docs/`."""
        nav = self.document.node(("nav",))
        texts = (
            [each for each in walk(nav) if isinstance(each, Scalar) and each.text]
            if nav
            else ()
        )
        return tuple(
            each
            for each in texts
            if ":" not in each.text and PurePath(each.text).suffix in _PAGES
        )

    def missing_pages(self, there: Collection[str]) -> Iterator[Diagnostic]:
        """Report each page of the menu that is not there."""
        pages = [path for path in there if path.endswith(".md")]
        return (
            self.missing(each, pages) for each in self.menu if each.text not in there
        )

    def missing(self, named: Scalar, there: Collection[str]) -> Diagnostic:
        """Report a file of `docs/` that is not there; one of those that are may be meant."""
        near = difflib.get_close_matches(named.text, there, n=1, cutoff=0.7)
        how = (
            marked("did you mean '{name}'?", name=near[0])
            if near
            else marked("put the file there, or delete what names it here")
        )
        message = marked("there is no file '{path}'", path=f"docs/{named.text}")
        return self.document.report(Message(BAD_SETTING.code, message, how), named)


def load(root: Path) -> SiteSettings:
    """Read the settings and the logo of the project in the folder.

    Raises `OSError` if a file can't be read.
    """
    settings, docs = read(folder.load(root, root / FILE)), root / "docs"
    named = [
        each
        for pattern in _FILES
        for _, each in settings.document.scalars(pattern)
        if "//" not in each.text and not (docs / each.text.lstrip("/")).is_file()
    ]
    found, name = [], settings.briefs.logo or ""
    if name and not (file := docs / name).is_file():
        named.append(settings.own.scalar(("logo",)))
    elif name:
        logo = file.read_bytes() if file.stat().st_size <= LARGEST_LOGO else b""
        if logo.startswith(b"\x89PNG\r\n") or b"<svg" in logo:
            settings = replace(settings, logo=logo)
        else:
            at, text = settings.own.nearest(("logo",)), f"docs/{name}"
            expected = marked(
                "an SVG or PNG picture of at most {limit:,} bytes", limit=LARGEST_LOGO
            )
            how = marked("put another file there, or delete the setting")
            found = [
                settings.document.report(
                    BAD_SETTING, at, text=text, expected=expected, how=how
                )
            ]
    for each in named:
        alike = docs.rglob(f"*{PurePath(each.text).suffix}")
        found.append(
            settings.missing(
                each, [path.relative_to(docs).as_posix() for path in alike]
            )
        )
    return replace(settings, diagnostics=in_order([*settings.diagnostics, *found]))


def read(raw: RawFile) -> SiteSettings:
    """The settings in the text of `mkdocs.yml`, without the logo."""
    # without those at the top of a file, as ours are not
    whole, found = composer.compose(
        raw.path, raw.content, traversal.Keys(traversal.all_keys(Settings))
    )
    if whole.root is None:
        probable = _LANGUAGE.search(raw.content.decode("utf-8", "replace"))
        language = _language(probable[1] if probable else "")
        return SiteSettings(
            language=language, diagnostics=in_order(found), document=whole
        )
    name, description, address, repository = (
        whole.value((key,))
        for key in ("site_name", "site_description", "site_url", "repo_url")
    )
    code = whole.value(LANGUAGE)
    a_code = (
        marked("the code of a language"),
        marked("write a code such as en, de or pt-BR"),
    )
    an_address = (
        marked("a web address"),
        marked("write all of it, such as https://briefs.example/"),
    )
    unknown = [*_misspelled(whole)]
    for text, is_right, place, (expected, how) in (
        (code, is_language, LANGUAGE, a_code),
        (address, is_web_address, ("site_url",), an_address),
    ):
        if text and not is_right(text):
            unknown.append(
                whole.report(BAD_SETTING, place, text=text, expected=expected, how=how)
            )
    named = SiteSettings(
        name, description, address, repository, _language(code), document=whole
    )
    own = whole.node(PLACE)
    syntax = [each for each in found if each.code == codes.SYNTAX]
    if own is None or (isinstance(own, Scalar) and own.is_empty):
        return replace(named, diagnostics=in_order([*syntax, *unknown]))
    document = replace(whole, root=own)
    last = max(node.span.start.line for node in walk(own))
    inside = [
        each for each in found if own.span.start.line <= each.span.start.line <= last
    ]
    record, errors = validation.validate(document, Settings, {})
    for word, (key, value) in own.entries.items() if isinstance(own, Entries) else ():
        if (
            isinstance(value, Scalar)
            and value.is_empty
            and word in Settings.model_fields
        ):
            expected = marked("followed by a value")
            how = marked(
                "write one, in quotation marks if it begins with '#', or delete the line"
            )
            errors.append(
                document.report(BAD_SETTING, key, text=word, expected=expected, how=how)
            )
    diagnostics = in_order([*syntax, *unknown, *inside, *errors])
    briefs = record if record and not diagnostics else _only_kinds(document)
    return replace(named, briefs=briefs, diagnostics=diagnostics)


def _misspelled(whole: Document) -> Iterator[Diagnostic]:
    """Report keys that are probably meant to be others; all else is for the engine to report."""
    for location, keys in _KEYS.items():
        around = whole.node(location)
        there = around.entries if isinstance(around, Entries) else {}
        for word, (key, _) in there.items():
            if word not in keys and (
                near := misspelling.intended_key(word, {*keys} - there.keys())
            ):
                message, how = (
                    marked("unknown field '{field}'", field=word),
                    marked("did you mean '{name}'?", name=near),
                )
                yield whole.report(Message(codes.UNKNOWN_KEY, message, how), key)


def _only_kinds(document: Document) -> Settings:
    """The kinds of actors alone: without them, another error in the settings would make an error of each."""
    data = document.data()
    try:
        return Settings.model_validate(
            {KINDS: data[KINDS]} if isinstance(data, Mapping) and KINDS in data else {},
            context=Counter(),
        )
    except ValidationError:
        return DEFAULTS


def _language(code: str) -> Language:
    return Language(code) if is_language(code) else DEFAULT
