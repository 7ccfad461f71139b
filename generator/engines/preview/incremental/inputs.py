"""Digests of what all pages depend on."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from types import FunctionType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

_RECORDED_WITH_PAGES = frozenset({"exclude_docs", "draft_docs", "not_in_nav"})
"""Settings that decide which files are in the site."""
_CHECKED = frozenset({"plugins", "hooks"})
"""Settings that `conditions` checks."""


def of_all_pages(config: MkDocsConfig) -> str:
    """A digest of the settings, the theme of the project, and the date that pages may show."""
    settings = {key: value for key, value in config.items() if key not in _RECORDED_WITH_PAGES | _CHECKED}
    theme = [config.theme.name, config.theme.dirs, sorted(config.theme.static_templates)]
    given = json.dumps([_plain(settings), theme, get_build_date()], sort_keys=True)
    hashed = hashlib.sha256(given.encode())
    for path in sorted(Path(config.theme.custom_dir).rglob("*")) if config.theme.custom_dir else ():
        if path.is_file():
            content = path.read_bytes()
            hashed.update(f"{path}\0{len(content)}\0".encode() + content)
    return hashed.hexdigest()


def of_navigation(navigation: Navigation) -> str:
    """A digest of what pages show of others: title, address and front matter of those in the navigation."""
    order = [page.url for page in navigation.pages]
    return hashlib.sha256(repr(([_item(each) for each in navigation.items], order)).encode()).hexdigest()


def _item(item: StructureItem) -> tuple[object, ...]:
    match item:
        case Page():
            return item.title, item.url, item.meta
        case Section():
            return item.title, [_item(each) for each in item.children]
        case _:  # a link
            return (repr(item),)


def _plain(value: Any) -> object:  # noqa: ANN401 -- settings are anything
    """The value as JSON has it. Objects of unknown kinds differ in each run, so that nothing is reused."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case Mapping():
            return {str(key): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
        case FunctionType():
            return f"{value.__module__}.{value.__qualname__}"
        case _:
            return repr(value)
