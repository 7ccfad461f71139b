"""Whether everything that a page depends on is known, so that it can be recorded."""

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig

from generator.languages.phrase import marked

PLUGIN = "briefs"
"""Its name in `mkdocs.yml`; `mkdocs_plugin` has it."""

_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes"),
        *("md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc"),
        *("generator.engines.markdown", "pymdownx.superfences"),
    }
)
"""Extensions of Markdown that read nothing but the page; others may include files."""
_TEMPLATES = frozenset({"404.html", "sitemap.xml"})
"""Templates that read nothing of pages but their titles, addresses and front matter."""


def obstacles(config: MkDocsConfig) -> Iterator[str]:
    """What in the settings may make pages depend on something unknown."""
    yield from (marked("the plugin or hook '{name}'", name=name) for name in config.plugins if name != PLUGIN)
    yield from (
        marked("the Markdown extension '{name}'", name=name)
        for name in config.markdown_extensions
        if name not in _EXTENSIONS
    )
    templates = {*config.extra_templates, *config.theme.static_templates} - _TEMPLATES
    yield from (marked("the template '{name}'", name=name) for name in sorted(templates))
