"""Reports settings of MkDocs and Material that would have no effect, or break the site, at their lines.

`format/conventions.py` lists what becomes of each.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.machinery import PathFinder
from importlib.metadata import entry_points
from typing import NamedTuple
from urllib.parse import urlsplit

from briefing_site.diagnostics import Diagnostic, Message, Span
from briefing_site.format import conventions
from briefing_site.format.conventions import MESSAGES, Convention, Effect
from briefing_site.languages.phrase import marked
from briefing_site.reading import codes, misspelling
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Mapping, Node, Scalar, Sequence

_MAPPINGS = ("theme", "theme.icon", "extra")
"""Settings that have others below them."""
_LISTS = ("theme.features", "plugins", "markdown_extensions")
"""Settings that list entries, some with options."""
_FILES = (
    ("extra_css", "*"),
    ("extra_javascript", "*"),
    ("extra_javascript", "*", "path"),
    ("extra", "polyfills", "*"),
    ("theme", "logo"),
    ("theme", "favicon"),
)
"""Where files may be that pages load."""
_MATERIAL = "material/"
_BOOLEANS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""Words that YAML 1.1, as MkDocs reads it, has for the same."""
_PYTHON_NAME = re.compile(r"!!python/name:(\S+)")
"""A value that is an object of Python, which has no text."""


class _Use(NamedTuple):
    """A setting in the file, or an entry of a list there."""

    setting: str
    entry: str
    place: Scalar
    """Where it is reported."""
    value: Node | None
    """Its value, or the options of the entry."""


def check(document: Document) -> Iterator[Diagnostic]:
    """Report each setting that does not do what the documentation of MkDocs or Material says."""
    has_bundle = _is_one_of(document.value(("theme", "bundle")), ("true",))
    for use in _uses(document):
        rows = _rows(use)
        if not rows:
            yield from _check_unknown(document, use)
        for row in rows:
            if row.effect is Effect.SEPARATE:
                yield from _check_installed(document, use, row.note)
            elif row.effect is not Effect.BUNDLE or not has_bundle:
                yield from _check_effect(document, row, use)
    yield from _check_hosts(document)
    yield from _check_python_names(document)
    listed = [use.entry for use in _entries(document, "plugins")]
    place = document.key(("plugins",)) or document.key(("theme",))
    if place and "briefs" not in listed:
        yield document.report(conventions.NO_PLUGIN, place)


def _rows(use: _Use) -> list[Convention]:
    rows = []
    for row in conventions.ALL:
        if (row.setting, row.entry) == (use.setting, use.entry):
            rows.append(row)
    return rows


def _check_effect(
    document: Document, row: Convention, use: _Use
) -> Iterator[Diagnostic]:
    """Report a setting, or the option that the row is about, unless its value is fine."""
    message = MESSAGES.get(row.effect)
    name = use.entry or use.setting
    place = use.place
    value = use.value
    if row.option:
        value = None
        if isinstance(use.value, Mapping) and row.option in use.value.entries:
            place, value = use.value.entries[row.option]
            name = row.option
    texts = _texts(document, value)
    is_fine = any(_is_one_of(text, row.accepted) for text in texts)
    if row.reported:
        is_fine = not any(_is_one_of(text, row.reported) for text in texts)
    if row.hosts:
        is_fine = is_fine or _are_allowed(document, row.hosts)
    if message and not is_fine:
        help_ = "" if row.hosts else row.note
        hosts = ", ".join(row.hosts)
        yield document.report(message, place, help_, name=name, host=hosts)


def _texts(document: Document, node: Node | None) -> list[str]:
    """The text of a value, or the names of the entries of a list."""
    if isinstance(node, Scalar):
        tag = document.readable[node.start : node.end].strip()
        return [node.text or tag.removeprefix("!!python/name:")]
    names = []
    if isinstance(node, Sequence):
        for item in node.items:
            if isinstance(item, Mapping) and "name" in item.entries:
                _, name = item.entries["name"]
                names += _texts(document, name)
    return names


def _is_one_of(text: str, values: tuple[str, ...]) -> bool:
    """Whether a text is one of the values, also as another word of YAML or with a slash at its end."""
    word = text.casefold().rstrip("/")
    return _BOOLEANS.get(word, word) in values


def _uses(document: Document) -> Iterator[_Use]:
    """All settings of the file at the top and below `theme` and `extra`, and the entries of lists."""
    yield from _below(document, "")
    for setting in _MAPPINGS:
        yield from _below(document, setting)
    for setting in _LISTS:
        yield from _entries(document, setting)
    theme = document.node(("theme",))
    if isinstance(theme, Scalar):
        yield _Use("theme.name", "", theme, theme)


def _below(document: Document, setting: str) -> Iterator[_Use]:
    node = document.node(tuple(setting.split(".")) if setting else ())
    if not isinstance(node, Mapping):
        return
    for key, (place, value) in node.entries.items():
        yield _Use(f"{setting}.{key}" if setting else key, "", place, value)


def _entries(document: Document, setting: str) -> Iterator[_Use]:
    """The entries of a list or a mapping: texts, or keys that have the options."""
    node = document.node(tuple(setting.split(".")))
    items: tuple[Node, ...] = ()
    if isinstance(node, Sequence):
        items = node.items
    elif isinstance(node, Mapping):
        items = (node,)
    for item in items:
        if isinstance(item, Scalar):
            yield _Use(setting, _entry(item.text), item, None)
        elif isinstance(item, Mapping):
            for name, (place, options) in item.entries.items():
                yield _Use(setting, _entry(name), place, options)


def _entry(name: str) -> str:
    """The name of an entry; that of a plugin of Material may have the name of the theme in front."""
    return name.removeprefix(_MATERIAL)


def _check_unknown(document: Document, use: _Use) -> Iterator[Diagnostic]:
    """Report a setting that neither MkDocs nor Material has."""
    if use.setting == "theme.features":
        yield _report_unknown(document, conventions.UNKNOWN_FEATURE, use)
    elif use.entry:
        yield from _check_installed(document, use)
    elif "." not in use.setting:
        message = Message(
            codes.UNKNOWN_KEY,
            marked("MkDocs has no setting '{name}'"),
            marked("delete it; what templates read stands below 'extra:'"),
        )
        yield _report_unknown(document, message, use)
    elif _is_of_theme(document, use):
        yield _report_unknown(document, conventions.UNKNOWN_THEME_SETTING, use)


def _is_of_theme(document: Document, use: _Use) -> bool:
    """Whether a setting is one that only templates of Material read, and none of the site."""
    has_templates = document.value(("theme", "custom_dir")) != ""
    return use.setting.rpartition(".")[0] == "theme" and not has_templates


def _report_unknown(document: Document, message: Message, use: _Use) -> Diagnostic:
    """Report an unknown name, with the one that is probably meant."""
    parent = use.setting.rpartition(".")[0]
    names = []
    for row in conventions.ALL:
        if use.entry and row.setting == use.setting and row.entry:
            names.append(row.entry)
        elif not use.entry and row.setting.rpartition(".")[0] == parent:
            names.append(row.setting.rpartition(".")[2])
    word = use.entry or use.setting.rpartition(".")[2]
    intended = misspelling.intended_key(word, names)
    help_ = ""
    if intended:
        help_ = marked("did you mean '{name}'?", name=intended)
    return document.report(message, use.place, help_, name=word)


def _check_installed(
    document: Document, use: _Use, package: str = ""
) -> Iterator[Diagnostic]:
    """Report a plugin or an extension that is not installed; the package that has it may be known."""
    if use.setting == "plugins":
        names = {_entry(plugin.name) for plugin in entry_points(group="mkdocs.plugins")}
        is_installed = use.entry in names
    else:
        extensions = entry_points(group="markdown.extensions")
        names = {extension.name for extension in extensions}
        # only the package, which finding does not run; the engine reports a module that is not in it
        module = use.entry.partition(":")[0].partition(".")[0]
        is_installed = use.entry in names or bool(PathFinder.find_spec(module))
    if is_installed:
        return
    if package:
        yield document.report(
            conventions.PACKAGE_NOT_INSTALLED,
            use.place,
            name=use.entry,
            package=package,
        )
    else:
        yield _report_unknown(document, conventions.NOT_INSTALLED, use)


def _check_python_names(document: Document) -> Iterator[Diagnostic]:
    """Report objects of Python in packages that are not installed, at which the engine would end."""
    for number, line in enumerate(document.readable_lines, start=1):
        match = _PYTHON_NAME.search(line)
        if match is None or line.lstrip().startswith("#"):
            continue
        name = match[1]
        if not PathFinder.find_spec(name.partition(".")[0]):
            place = Span.at(number, match.start(1) + 1, len(name))
            yield document.report(conventions.NOT_INSTALLED, place, name=name)


def _check_hosts(document: Document) -> Iterator[Diagnostic]:
    """Report files on hosts that the content policy does not allow."""
    for pattern in _FILES:
        for _, file in document.scalars(pattern):
            host = _host(file.text)
            if host and not _are_allowed(document, (host,)):
                yield document.report(
                    MESSAGES[Effect.HOST], file, name=file.text, host=host
                )


def _are_allowed(document: Document, hosts: Iterable[str]) -> bool:
    """Whether pages may load from all of the hosts."""
    names = []
    for _, name in document.scalars(("extra", "briefs", "allow_hosts", "*")):
        names.append(name.text)
    return all(any(_is_allowed(host, name) for name in names) for host in hosts)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_allowed(host: str, name: str) -> bool:
    if name.startswith("*."):
        return host.endswith(name[1:])
    return host == name
