"""The settings of a site: what `mkdocs.yml` says of it, `extra.briefs` there above all.

The rest of that file belongs to the engine, which reads it itself; `engine_settings` says what has no effect.
"""

import difflib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from pydantic import ValidationError

from briefing_site.diagnostics import Diagnostic, Message, Severity, in_order
from briefing_site.format import traversal
from briefing_site.format.fields import is_language
from briefing_site.format.settings import BAD_SETTING, DEFAULTS, Settings
from briefing_site.format.web_address import is_web_address
from briefing_site.languages.language import DEFAULT, Language
from briefing_site.languages.phrase import marked
from briefing_site.reading import (
    brief_files,
    codes,
    engine_settings,
    misspelling,
    validation,
)
from briefing_site.reading.brief_files import RawFile
from briefing_site.reading.yaml import composer
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Mapping as Entries
from briefing_site.reading.yaml.node import Scalar, walk

FILE = "mkdocs.yml"
PLACE = ("extra", "briefs")
LANGUAGE = ("theme", "language")
_EDIT_ADDRESS = ("edit_uri",)
_EDIT_TEMPLATE = ("edit_uri_template",)
KINDS = "actor_kinds"
_LANGUAGE = re.compile(r"\blanguage: *([\w-]+)")
"""Probably that of the site, in a file that is no YAML and is to be reported in it."""
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
    edit_template: str = ""
    """Where a file of the repository is edited, with `{path}` or `{path!q}`; empty for the usual place."""
    has_edit_links: bool = True
    """Whether pages link to where they are edited."""
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
    def errors(self) -> list[Diagnostic]:
        return _errors(self.diagnostics)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What actors may be; empty if an error keeps it unknown, which would make an error of each actor."""
        if self.errors and not self.briefs.actor_kinds:
            return ()
        return self.briefs.kinds

    @property
    def menu(self) -> tuple[Scalar, ...]:
        """The pages of the menu, by path in `docs/`."""
        nav = self.document.node(("nav",))
        if nav is None:
            return ()
        texts = [node for node in walk(nav) if isinstance(node, Scalar) and node.text]
        return tuple(text for text in texts if _names_page(text.text))

    def missing_pages(self, paths: Collection[str]) -> Iterator[Diagnostic]:
        """Report each page of the menu that is not among the files of `docs/` with the paths."""
        pages = [path for path in paths if path.endswith(".md")]
        for page in self.menu:
            if page.text not in paths:
                yield self.missing(page, pages)

    def missing(self, name: Scalar, paths: Collection[str]) -> Diagnostic:
        """Report a file of `docs/` that is not there; one of those with the paths may be meant."""
        near = difflib.get_close_matches(name.text, paths, n=1, cutoff=0.7)
        if near:
            help_ = marked("did you mean '{name}'?", name=near[0])
        else:
            help_ = marked("put the file there, or delete what names it here")
        message = marked("there is no file '{path}'", path=f"docs/{name.text}")
        return self.document.report(Message(BAD_SETTING.code, message, help_), name)


def _names_page(text: str) -> bool:
    """Whether a text of the menu is probably the path of a page, and not an address."""
    is_address = ":" in text or text.startswith("/")
    return not is_address and PurePath(text).suffix in _PAGES


def load(root: Path) -> SiteSettings:
    """Read the settings and the logo of the project in the folder.

    Raises `OSError` if a file can't be read.
    """
    settings = read(brief_files.load(root, root / FILE))
    docs = root / "docs"
    diagnostics = list(settings.diagnostics)
    for name in _missing_files(settings, docs):
        paths = []
        for path in docs.rglob(f"*{PurePath(name.text).suffix}"):
            paths.append(path.relative_to(docs).as_posix())
        diagnostics.append(settings.missing(name, paths))
    logo_path = docs / (settings.briefs.logo or "")
    if settings.briefs.logo and logo_path.is_file():
        logo = _logo(logo_path)
        settings = replace(settings, logo=logo)
        if not logo:
            diagnostics.append(_bad_logo(settings))
    return replace(settings, diagnostics=in_order(diagnostics))


def _missing_files(settings: SiteSettings, docs: Path) -> Iterator[Scalar]:
    """The names of files of `docs/` that are not there."""
    for pattern in _FILES:
        for _, name in settings.document.scalars(pattern):
            path = docs / name.text.lstrip("/")
            if "//" not in name.text and not path.is_file():
                yield name
    if settings.briefs.logo and not (docs / settings.briefs.logo).is_file():
        yield settings.own.scalar(("logo",))


def _logo(path: Path) -> bytes:
    """The picture; empty if it is too large or of another kind."""
    if path.stat().st_size > LARGEST_LOGO:
        return b""
    logo = path.read_bytes()
    if logo.startswith(b"\x89PNG\r\n") or b"<svg" in logo:
        return logo
    return b""


def _bad_logo(settings: SiteSettings) -> Diagnostic:
    return settings.document.report(
        BAD_SETTING,
        settings.own.nearest(("logo",)),
        text=f"docs/{settings.briefs.logo}",
        expected=marked(
            "an SVG or PNG picture of at most {limit:,} bytes", limit=LARGEST_LOGO
        ),
        how=marked("put another file there, or delete the setting"),
    )


def read(raw: RawFile) -> SiteSettings:
    """The settings in the text of `mkdocs.yml`, without the logo."""
    # without those at the top of a file, as ours are not
    keys = traversal.Keys(traversal.all_keys(Settings))
    document, in_yaml = composer.compose(raw.path, raw.content, keys)
    if document.root is None:
        text = raw.content.decode("utf-8", "replace")
        probable = _LANGUAGE.search(text)
        language = _language(probable[1] if probable else "")
        return SiteSettings(
            language=language, diagnostics=in_order(in_yaml), document=document
        )
    settings = SiteSettings(
        name=document.value(("site_name",)),
        description=document.value(("site_description",)),
        address=document.value(("site_url",)),
        repository=document.value(("repo_url",)),
        edit_template=_edit_template(document),
        has_edit_links=_has_edit_links(document),
        language=_language(document.value(LANGUAGE)),
        document=document,
    )
    diagnostics = [error for error in in_yaml if error.code == codes.SYNTAX]
    diagnostics += _check_texts(document)
    diagnostics += _check_place(document)
    diagnostics += engine_settings.check(document)
    own = document.node(PLACE)
    if own is None or (isinstance(own, Scalar) and own.is_empty):
        return replace(settings, diagnostics=in_order(diagnostics))
    first_line = own.span.start.line
    last_line = max(node.span.start.line for node in walk(own))
    for error in in_yaml:
        if first_line <= error.span.start.line <= last_line:
            diagnostics.append(error)
    own_document = replace(document, root=own)
    record, errors = validation.validate(own_document, Settings, {})
    diagnostics += errors
    diagnostics += _check_empty_values(own_document)
    if record is None or _errors(diagnostics):
        record = _only_kinds(own_document)
    return replace(settings, briefs=record, diagnostics=in_order(diagnostics))


def _edit_template(document: Document) -> str:
    """The address at which files are edited, with `{path}` for a path in the repository; empty if unknown.

    MkDocs has it for paths in `docs/`.
    """
    template = document.value(_EDIT_TEMPLATE)
    address = document.value(_EDIT_ADDRESS)
    if not template and address:
        template = f"{address.rstrip('/')}/{{path}}"
    return template.replace("docs/{path", "{path")


def _has_edit_links(document: Document) -> bool:
    """Whether pages link to where they are edited: an empty `edit_uri` leaves them out, as in MkDocs."""
    address = document.node(_EDIT_ADDRESS)
    is_empty = isinstance(address, Scalar) and not address.text and address.style != ""
    return not is_empty or document.value(_EDIT_TEMPLATE) != ""


def _errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    errors = []
    for diagnostic in diagnostics:
        if diagnostic.severity is Severity.ERROR:
            errors.append(diagnostic)
    return errors


def _check_texts(document: Document) -> Iterator[Diagnostic]:
    """Report a language or an address that is none."""
    code = document.value(LANGUAGE)
    if code and not is_language(code):
        yield document.report(
            BAD_SETTING,
            LANGUAGE,
            text=code,
            expected=marked("the code of a language"),
            how=marked("write a code such as en, de or pt-BR"),
        )
    for key in ("site_url", "repo_url"):
        address = document.value((key,))
        if address and not is_web_address(address):
            yield document.report(
                BAD_SETTING,
                (key,),
                text=address,
                expected=marked("a web address"),
                how=marked("write all of it, such as https://briefs.example/"),
            )
    address = document.value(_EDIT_ADDRESS)
    if address and not address.rstrip("/").endswith("docs"):
        yield document.report(
            BAD_SETTING,
            _EDIT_ADDRESS,
            text=address,
            expected=marked("an address that ends with docs/"),
            how=marked("write one such as edit/main/docs/"),
        )
    template = document.value(_EDIT_TEMPLATE)
    if template and not re.search(r"docs/\{path(!q)?\}", template):
        yield document.report(
            BAD_SETTING,
            _EDIT_TEMPLATE,
            text=template,
            expected=marked("an address with {path}", path="docs/{path}"),
            how=marked("write one such as {path}", path="edit/main/docs/{path}"),
        )


def _check_place(document: Document) -> Iterator[Diagnostic]:
    """Report a key of `extra` that is probably meant to be `briefs`."""
    extra = document.node(("extra",))
    if not isinstance(extra, Entries) or "briefs" in extra.entries:
        return
    for word, (key, _) in extra.entries.items():
        if misspelling.intended_key(word, ["briefs"]):
            message = marked("unknown field '{field}'", field=word)
            help_ = marked("did you mean '{name}'?", name="briefs")
            yield document.report(Message(codes.UNKNOWN_KEY, message, help_), key)


def _check_empty_values(document: Document) -> Iterator[Diagnostic]:
    """Report each of our settings that has no value."""
    root = document.root
    if not isinstance(root, Entries):
        return
    for word, (key, value) in root.entries.items():
        is_empty = isinstance(value, Scalar) and value.is_empty
        if is_empty and word in Settings.model_fields:
            yield document.report(
                BAD_SETTING,
                key,
                text=word,
                expected=marked("followed by a value"),
                how=marked(
                    "write one, in quotation marks if it begins with '#', or delete the line"
                ),
            )


def _only_kinds(document: Document) -> Settings:
    """The kinds of actors alone: without them, another error in the settings would make an error of each."""
    data = document.data()
    if not isinstance(data, Mapping) or KINDS not in data:
        return DEFAULTS
    try:
        return Settings.model_validate({KINDS: data[KINDS]}, context=Counter())
    except ValidationError:
        return DEFAULTS


def _language(code: str) -> Language:
    return Language(code) if is_language(code) else DEFAULT
