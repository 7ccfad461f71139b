"""What becomes of each setting of MkDocs and Material for MkDocs on a site of this program.

One row for everything in MkDocs' user guide and in Material's setup and reference pages:
https://www.mkdocs.org/user-guide/configuration/ and https://squidfunk.github.io/mkdocs-material/setup/. The
check reports what has no effect, and the reference shows the table.
"""

from dataclasses import dataclass
from enum import StrEnum

from briefing_site.diagnostics import Code, Message, Severity
from briefing_site.languages.phrase import marked


class Effect(StrEnum):
    """What a setting does; the values are to be translated."""

    WORKS = marked("works")
    SEPARATE = marked("works if its package is installed")
    BUNDLE = marked("works with `theme.bundle: true`")
    HOST = marked("requires `extra.briefs.allow_hosts`")
    UNNECESSARY = marked("not required")
    UNSUPPORTED = marked("does not work")
    BROKEN = marked("error")


@dataclass(frozen=True)
class Convention:
    """A setting, or an entry of a setting that is a list."""

    setting: str
    """Its path, such as `theme.features`."""
    entry: str = ""
    """One of its values, such as `navigation.top`, or the name of a plugin or an extension."""
    effect: Effect = Effect.WORKS
    note: str = ""
    """What to write instead, or what else to know, to be translated; the package of what is separate."""
    option: str = ""
    """The option of a plugin or an extension that the row is about."""
    accepted: tuple[str, ...] = ()
    """Values of the setting, or of the option, that are fine: only others have the effect."""
    reported: tuple[str, ...] = ()
    """Values of the option that alone have the effect."""
    hosts: tuple[str, ...] = ()
    """The hosts that pages have to be allowed to load from."""

    @property
    def name(self) -> str:
        """As readers of the table see it, such as `plugins: search`."""
        return ": ".join(filter(None, (self.setting, self.entry, self.option)))

    @property
    def names_package(self) -> bool:
        """Whether the note is the name of a package."""
        return self.effect is Effect.SEPARATE


_INEFFECTIVE = Code(
    "ineffective-setting",
    "A setting of MkDocs or Material has no effect here, or requires another one.",
    Severity.WARNING,
)
_UNSUPPORTED = Code(
    "unsupported-setting",
    "A setting of MkDocs or Material would break the site, or what it names is not installed.",
)
REQUIRES_BUNDLE = Message(
    _INEFFECTIVE,
    "'{name}' requires the scripts of Material",
    "write 'bundle: true' below 'theme:'",
)
OTHER_HOST = Message(
    _INEFFECTIVE,
    "pages do not load '{name}' from another host",
    "write 'allow_hosts: [{host}]' below 'briefs:' under 'extra:'",
)
NOT_REQUIRED = Message(_INEFFECTIVE, "'{name}' is not required", "{note}")
DOES_NOT_WORK = Message(_INEFFECTIVE, "'{name}' does not work here", "{note}")
NOT_SUPPORTED = Message(_UNSUPPORTED, "'{name}' is not supported", "{note}")
MESSAGES = {
    Effect.BUNDLE: REQUIRES_BUNDLE,
    Effect.HOST: OTHER_HOST,
    Effect.UNNECESSARY: NOT_REQUIRED,
    Effect.UNSUPPORTED: DOES_NOT_WORK,
    Effect.BROKEN: NOT_SUPPORTED,
}
"""What the check reports of each effect."""
UNKNOWN_FEATURE = Message(
    _INEFFECTIVE,
    "Material has no feature '{name}'",
    "delete it, or write one of https://squidfunk.github.io/mkdocs-material/setup/",
)
UNKNOWN_THEME_SETTING = Message(
    _INEFFECTIVE, "Material has no setting '{name}' of its theme", "delete it"
)
NOT_INSTALLED = Message(
    _UNSUPPORTED,
    "'{name}' is not installed, and not known here",
    "add the package that has it to what the site installs, or delete the entry",
)
PACKAGE_NOT_INSTALLED = Message(
    _UNSUPPORTED,
    "'{name}' is not installed",
    "add '{package}' to what the site installs, or delete the entry",
)
NO_PLUGIN = Message(
    _UNSUPPORTED,
    "the plugin 'briefs' is missing, which runs the generator",
    "add '- briefs' below 'plugins:'",
)


_OWN_SEARCH = marked("delete it: every site has a search of its own")
_OWN_SCRIPTS = marked("delete it: the scripts of pages run once, when a page is loaded")
_ONE_SITE = marked("delete it: each site is built by itself")
_OWN_FONT = marked(
    "`fonts.googleapis.com` and `fonts.gstatic.com`; or write `font: false`, and name a font in "
    "`docs/assets/` in a style sheet of `extra_css`"
)
_ANALYTICS = marked(
    "put the script of the provider into `docs/assets/`, list it in `extra_javascript`, and its hosts in "
    "`extra.briefs.allow_hosts`"
)
_VERSIONS = marked("delete it: `briefs freeze` keeps versions of briefs")
_ICONS_ONLY = marked(
    "icons work; pictures of emoji, such as `:smile:`, also require `cdn.jsdelivr.net` in "
    "`extra.briefs.allow_hosts`"
)

MKDOCS = (
    Convention("site_name"),
    Convention("site_url", note=marked("`SITE_URL` in the environment goes first")),
    Convention("site_description"),
    Convention("site_author"),
    Convention("copyright"),
    Convention("repo_url", note=marked("`REPO_URL` in the environment goes first")),
    Convention("repo_name"),
    Convention(
        "edit_uri",
        note=marked(
            "ends with `docs/`, as in `edit/main/docs/`; an empty one leaves out the links"
        ),
    ),
    Convention(
        "edit_uri_template",
        note=marked("has `docs/{path}`, as in `edit/main/docs/{path}`"),
    ),
    Convention("remote_branch"),
    Convention("remote_name"),
    Convention(
        "nav",
        note=marked(
            "of any depth; never list single briefs, as each page shows all of it"
        ),
    ),
    Convention("exclude_docs"),
    Convention("draft_docs"),
    Convention("not_in_nav"),
    Convention("validation", note=marked("generated pages are never reported")),
    Convention("strict", note=marked("always on: any warning ends a build")),
    Convention("theme"),
    Convention("extra"),
    Convention("extra_css"),
    Convention("extra_javascript"),
    Convention("extra_css", "https://…", Effect.HOST),
    Convention("extra_javascript", "https://…", Effect.HOST),
    Convention("extra_templates"),
    Convention("markdown_extensions", note=marked("for handwritten pages")),
    Convention("plugins"),
    Convention("hooks"),
    Convention("watch"),
    Convention(
        "docs_dir",
        effect=Effect.BROKEN,
        accepted=("docs",),
        note=marked("move the pages to `docs/`, and delete the line"),
    ),
    Convention(
        "site_dir",
        note=marked("the workflows publish `site/`: change the folder there, too"),
    ),
    Convention(
        "use_directory_urls",
        effect=Effect.BROKEN,
        accepted=("true",),
        note=marked(
            "delete the line: addresses such as `/briefs/<name>/` are promises to readers. "
            "`make site PORTABLE=1` makes a copy that opens from disk"
        ),
    ),
    Convention(
        "dev_addr",
        effect=Effect.UNSUPPORTED,
        note=marked("give the address to the command: `briefs serve --address`"),
    ),
    Convention(
        "INHERIT",
        effect=Effect.BROKEN,
        note=marked("write all settings in this file: the generator reads no other"),
    ),
    Convention("pages", effect=Effect.BROKEN, note=marked("write `nav`")),
    Convention("google_analytics", effect=Effect.BROKEN, note=_ANALYTICS),
)
"""The settings of MkDocs."""

THEME = (
    Convention(
        "theme.name",
        effect=Effect.BROKEN,
        accepted=("briefs", "material"),
        note=marked("write `name: briefs`, or `name: material` for its look"),
    ),
    Convention("theme.custom_dir"),
    Convention("theme.language"),
    Convention("theme.direction"),
    Convention("theme.features"),
    Convention("theme.palette"),
    Convention("theme.logo"),
    Convention("theme.favicon"),
    Convention("theme.icon"),
    Convention("theme.static_templates"),
    Convention("theme.bundle", note=marked("adds the scripts of Material")),
    Convention("theme.icon.admonition"),
    Convention("theme.icon.annotation"),
    Convention("theme.icon.tag"),
    Convention(
        "theme.font",
        effect=Effect.HOST,
        note=_OWN_FONT,
        accepted=("false",),
        hosts=("fonts.googleapis.com", "fonts.gstatic.com"),
    ),
    Convention(
        "theme.locale", effect=Effect.UNSUPPORTED, note=marked("write `language`")
    ),
    Convention("theme.features", "content.action.edit", note=marked("always on")),
    Convention("theme.features", "content.action.view"),
    Convention("theme.features", "content.tabs.link"),
    Convention("theme.features", "navigation.expand"),
    Convention("theme.features", "navigation.footer"),
    Convention("theme.features", "navigation.indexes"),
    Convention("theme.features", "navigation.path"),
    Convention("theme.features", "navigation.prune"),
    Convention("theme.features", "navigation.sections"),
    Convention("theme.features", "navigation.tabs"),
    Convention("theme.features", "navigation.tabs.sticky"),
    Convention("theme.features", "toc.integrate"),
    Convention("theme.features", "announce.dismiss", Effect.BUNDLE),
    Convention("theme.features", "content.code.annotate", Effect.BUNDLE),
    Convention("theme.features", "content.code.copy", Effect.BUNDLE),
    Convention("theme.features", "content.code.select", Effect.BUNDLE),
    Convention("theme.features", "content.footnote.tooltips", Effect.BUNDLE),
    Convention("theme.features", "content.tooltips", Effect.BUNDLE),
    Convention("theme.features", "header.autohide", Effect.BUNDLE),
    Convention("theme.features", "navigation.top", Effect.BUNDLE),
    Convention("theme.features", "navigation.tracking", Effect.BUNDLE),
    Convention("theme.features", "toc.follow", Effect.BUNDLE),
    Convention(
        "theme.features", "navigation.instant", Effect.UNSUPPORTED, _OWN_SCRIPTS
    ),
    Convention(
        "theme.features",
        "navigation.instant.prefetch",
        Effect.UNSUPPORTED,
        _OWN_SCRIPTS,
    ),
    Convention(
        "theme.features", "navigation.instant.preview", Effect.UNSUPPORTED, _OWN_SCRIPTS
    ),
    Convention(
        "theme.features",
        "navigation.instant.progress",
        Effect.UNSUPPORTED,
        _OWN_SCRIPTS,
    ),
    Convention("theme.features", "search.highlight", Effect.UNNECESSARY, _OWN_SEARCH),
    Convention("theme.features", "search.share", Effect.UNNECESSARY, _OWN_SEARCH),
    Convention("theme.features", "search.suggest", Effect.UNNECESSARY, _OWN_SEARCH),
)
"""The settings of Material's theme, and its features."""

EXTRA = (
    Convention("extra.alternate"),
    Convention("extra.annotate", effect=Effect.BUNDLE),
    Convention("extra.generator", note=marked("no page names its generator")),
    Convention("extra.homepage"),
    Convention("extra.polyfills"),
    Convention("extra.social"),
    Convention("extra.status"),
    Convention("extra.tags"),
    Convention("extra.analytics", effect=Effect.UNSUPPORTED, note=_ANALYTICS),
    Convention(
        "extra.consent",
        effect=Effect.UNSUPPORTED,
        note=marked("delete it: no page stores cookies or contacts other hosts"),
    ),
    Convention("extra.version", effect=Effect.UNSUPPORTED, note=_VERSIONS),
)
"""What templates of Material read below `extra`."""

PLUGINS = (
    Convention("plugins", "briefs", note=marked("required: it runs the generator")),
    Convention("plugins", "blog"),
    Convention("plugins", "group"),
    Convention("plugins", "meta"),
    Convention("plugins", "tags"),
    Convention("plugins", "typeset"),
    Convention("plugins", "search", Effect.UNNECESSARY, _OWN_SEARCH),
    Convention(
        "plugins",
        "social",
        Effect.UNNECESSARY,
        marked("delete it: `cards` in `extra.briefs.exports` has images for links"),
    ),
    Convention(
        "plugins",
        "privacy",
        Effect.BROKEN,
        marked(
            "delete it: pages load nothing from other hosts, and it fetches what only looks like an address"
        ),
    ),
    Convention(
        "plugins",
        "offline",
        Effect.BROKEN,
        marked("delete it: `make site PORTABLE=1` makes a copy that opens from disk"),
    ),
    Convention("plugins", "projects", Effect.BROKEN, _ONE_SITE),
    Convention(
        "plugins",
        "info",
        Effect.BROKEN,
        marked("delete it: it ends each build, to report an error in Material"),
    ),
    Convention("plugins", "mike", Effect.BROKEN, _VERSIONS),
    Convention(
        "plugins",
        "git-revision-date-localized",
        Effect.BROKEN,
        marked(
            "delete it: briefs show when they changed, and generated files are in no commit"
        ),
    ),
    Convention(
        "plugins",
        "macros",
        Effect.BROKEN,
        marked(
            "write `render_by_default: false` below it, and `render_macros: true` at the top of each page "
            "with macros: others have texts of contributors, which would run as code"
        ),
        option="render_by_default",
        accepted=("false",),
    ),
    Convention("plugins", "optimize", Effect.SEPARATE, "mkdocs-material[imaging]"),
    Convention("plugins", "minify", Effect.SEPARATE, "mkdocs-minify-plugin"),
    Convention("plugins", "redirects", Effect.SEPARATE, "mkdocs-redirects"),
)
"""The plugins of Material, and those that its documentation names."""

EXTENSIONS = (
    Convention("markdown_extensions", "abbr"),
    Convention("markdown_extensions", "admonition"),
    Convention("markdown_extensions", "attr_list"),
    Convention("markdown_extensions", "def_list"),
    Convention("markdown_extensions", "footnotes"),
    Convention("markdown_extensions", "md_in_html"),
    Convention("markdown_extensions", "meta"),
    Convention("markdown_extensions", "tables"),
    Convention("markdown_extensions", "toc"),
    Convention(
        "markdown_extensions",
        "pymdownx.arithmatex",
        note=marked(
            "formulas need a script, such as KaTeX in `docs/assets/`, in `extra_javascript`"
        ),
    ),
    Convention("markdown_extensions", "pymdownx.betterem"),
    Convention("markdown_extensions", "pymdownx.blocks.caption"),
    Convention("markdown_extensions", "pymdownx.caret"),
    Convention("markdown_extensions", "pymdownx.critic"),
    Convention("markdown_extensions", "pymdownx.details"),
    Convention("markdown_extensions", "pymdownx.emoji", note=_ICONS_ONLY),
    Convention("markdown_extensions", "pymdownx.highlight"),
    Convention("markdown_extensions", "pymdownx.inlinehilite"),
    Convention("markdown_extensions", "pymdownx.keys"),
    Convention("markdown_extensions", "pymdownx.magiclink"),
    Convention("markdown_extensions", "pymdownx.mark"),
    Convention("markdown_extensions", "pymdownx.smartsymbols"),
    Convention("markdown_extensions", "pymdownx.snippets"),
    Convention("markdown_extensions", "pymdownx.superfences"),
    Convention("markdown_extensions", "pymdownx.tabbed"),
    Convention("markdown_extensions", "pymdownx.tasklist"),
    Convention("markdown_extensions", "pymdownx.tilde"),
    Convention(
        "markdown_extensions",
        "material.extensions.preview",
        Effect.UNSUPPORTED,
        _OWN_SCRIPTS,
    ),
    Convention(
        "markdown_extensions",
        "pymdownx.emoji",
        Effect.UNSUPPORTED,
        marked(
            "write `emoji_index: !!python/name:material.extensions.emoji.twemoji` and "
            "`emoji_generator: !!python/name:material.extensions.emoji.to_svg` below it"
        ),
        option="emoji_generator",
        accepted=("material.extensions.emoji.to_svg",),
    ),
    Convention(
        "markdown_extensions",
        "pymdownx.tabbed",
        Effect.UNSUPPORTED,
        marked("write `alternate_style: true` below it, as the styles are for that"),
        option="alternate_style",
        accepted=("true",),
    ),
    Convention(
        "markdown_extensions",
        "pymdownx.superfences",
        Effect.UNSUPPORTED,
        marked(
            "use pictures of diagrams: the content policy forbids the styles that Mermaid sets"
        ),
        option="custom_fences",
        reported=("mermaid",),
    ),
)
"""The extensions of Markdown that Material documents."""

ALL = (*MKDOCS, *THEME, *EXTRA, *PLUGINS, *EXTENSIONS)
