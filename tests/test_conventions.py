"""Every row of the table of what becomes of settings of MkDocs and Material: what works is seen in a page, the rest is reported."""

import re
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import html
from mkdocs.config.defaults import get_schema
from playwright.sync_api import Browser, expect

from briefing_site.diagnostics import Diagnostic, Severity
from briefing_site.format import conventions
from briefing_site.format.conventions import Convention, Effect
from briefing_site.reading import RawFile, settings
from briefing_site.site.site import from_settings
from tests.conftest import served, shared, watched
from tests.project import make, run, site_of

ROWS = {row.name: row for row in conventions.ALL}
SIGNS = (
    "Signs (c) ==mark== :smile: ++ctrl++ H~2~O x^2^ {++in++} --> 1/2 HTML @user ~~del~~ ^^ins^^ un*frag*ment "
    "$x$ [^1] https://auto.example/"
)
"""What extensions would change in texts of contributors."""
BRIEF = f"""\
title: "{SIGNS}"
summary: A summary.
date: 2020-05-01
actors:
  - {{id: bo, name: Bo, kind: person, role: Speaks}}
sources: {{paper: {{title: A paper}}}}
quotes:
  - {{text: "{SIGNS}", speaker: bo, date: 2020-04-02, source: paper}}
background: |
  Prose [@paper]

  --8<-- "mkdocs.yml"

  ==mark== H~2~O x^2^ ^^ins^^ ++ctrl++ :smile: (c) 1/2 un\\*frag\\*ment $x$ HTML @user

  !!! note

  *[Prose]: Abbreviation
"""
PROSE = "==mark== H~2~O x^2^ ^^ins^^ ++ctrl++ :smile: (c) 1/2 un*frag*ment $x$ HTML @user !!! note *[Prose]: Abbreviation"
"""What the background shows of it."""
GUIDE = """\
---
tags: [First tag]
status: new
---
# Guide

HTML word, ==mark==, ^^ins^^, ++ctrl+alt++, (c), :material-account:, H~2~O, `#!python x = 1`, \\(x^2\\),
https://auto.example/, {++critic++}, un*frag*mented, [a link](../method.md){ .own-class }[^1]

Term
:   Definition

| A | B |
|---|---|
| 1 | 2 |

- [x] done

=== "Tab"

    Text

!!! note "Note"
    <span markdown>*inside*</span>

??? tip
    Hidden

```python
x = 1 # (1)!
```

1. An annotation

![Picture](../assets/logo.svg)
/// caption
Caption
///

<div markdown>*inside*</div>

[^1]: Foot.

## Section

--8<-- "includes/part.md"

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.

Words that make the page long.


## Other

{% raw %}
"""
SETTINGS = """\
site_name: A name
site_url: https://own.example/
site_description: A description
site_author: Ada Author
copyright: Copyright of Ada
repo_url: https://github.com/ada/recalls
repo_name: Ada’s repository
edit_uri: edit/trunk/docs/
remote_branch: pages
remote_name: upstream
site_dir: public
strict: true
exclude_docs: excluded.md
draft_docs: draft.md
not_in_nav: apart.md
validation: {omitted_files: warn, absolute_links: info}
watch: [own-templates]
hooks: [hook.py]
theme:
  name: briefs
  custom_dir: own-templates
  language: de
  direction: rtl
  logo: assets/logo.svg
  favicon: assets/favicon.svg
  icon:
    edit: material/pencil
    admonition: {note: octicons/tag-16}
    annotation: material/plus
    tag: {default: material/tag, first: material/star}
  static_templates: [own-static.html]
  palette: {primary: teal}
  features:
    - content.action.edit
    - content.action.view
    - content.tabs.link
    - navigation.expand
    - navigation.footer
    - navigation.indexes
    - navigation.path
    - navigation.sections
    - navigation.tabs
plugins: [blog, group: {enabled: true, plugins: [typeset]}, meta, tags, briefs]
nav:
  - Start: index.md
  - Briefs: briefs/index.md
  - Section:
    - guide/index.md
    - Nested:
      - Method: method.md
  - Blog: [blog/index.md]
extra_css: [assets/own.css]
extra_javascript: [assets/own.js]
extra_templates: [own.html]
extra:
  own: A value
  homepage: https://home.example/
  generator: false
  polyfills: [assets/polyfill.js]
  social: [{icon: fontawesome/brands/mastodon, link: "https://social.example/@ada"}]
  alternate: [{name: English, link: /en/, lang: en}]
  status: {new: Recently added}
  tags: {First tag: first}
  briefs: {exports: [feeds]}
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - meta
  - tables
  - toc: {permalink: "¤"}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.betterem: {smart_enable: none}
  - pymdownx.blocks.caption
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight: {pygments_lang_class: true}
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.magiclink
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.snippets: {auto_append: [includes/words.md]}
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""
HOOK = """\
import json
from pathlib import Path

NAMES = ("remote_branch", "remote_name", "site_dir", "strict", "watch")

def on_post_build(config):
    text = json.dumps({name: config[name] for name in NAMES})
    Path(config.site_dir, "settings.json").write_text(text)
"""
FILES = {
    "briefs/signs.yml": BRIEF,
    "docs/guide/index.md": GUIDE.replace("{% raw %}\n", ""),
    "docs/method.md": "# Method\n\nText\n",
    "docs/apart.md": "# Apart\n",
    "docs/draft.md": "# Draft\n",
    "docs/excluded.md": "# Excluded\n",
    "docs/own.html": "{{ config.site_name }} of a template",
    "docs/assets/own.css": "",
    "docs/assets/own.js": "",
    "docs/assets/polyfill.js": "",
    "docs/assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "docs/assets/favicon.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/one.md": "---\ndate: 2026-01-01\n---\n# A post\n\nText\n",
    "docs/blog/posts/.meta.yml": "description: From a folder\n",
    "includes/part.md": "From a file\n",
    "includes/words.md": "*[HTML]: Hyper Text\n",
    "own-templates/main.html": '{% extends "base.html" %}\n'
    "{% block announce %}{{ config.extra.own }}{% endblock %}\n",
    "own-templates/own-static.html": "Static",
    "hook.py": HOOK,
}

POST = "blog/2026/01/01/a-post"
PAGES = {
    "site_name": "//header//a[@class='site-name'][.='A name']",
    "site_url": "//link[@rel='canonical'][@href='https://own.example/guide/']",
    "site_description": "//footer//p[.='A description']",
    "site_author": "//meta[@name='author'][@content='Ada Author']",
    "copyright": "//footer//p[.='Copyright of Ada']",
    "repo_url": "//footer//a[@href='https://github.com/ada/recalls']",
    "repo_name": "//*[contains(@class, 'md-source__repository')][contains(., 'Ada’s')]",
    "edit_uri": "//a[@rel='edit'][contains(@href, 'recalls/edit/trunk/docs/guide/index.md')]",
    "nav": "//nav//nav//nav//a[@href='../method/']",
    "extra": "//aside[@class='md-banner'][contains(., 'A value')]",
    "extra_css": "//link[contains(@href, 'assets/own.css')]",
    "extra_javascript": "//script[contains(@src, 'assets/own.js')]",
    "theme": "//nav[contains(@class, 'md-nav--primary')]",
    "theme.custom_dir": "//aside[@class='md-banner']",
    "theme.language": "//html[@lang='de']",
    "theme.direction": "//body[@dir='rtl']",
    "theme.features": "//nav[@class='md-tabs']",
    "theme.palette": "//body[@data-md-color-primary='teal']",
    "theme.logo": "//header//img[contains(@src, 'assets/logo.svg')]",
    "theme.favicon": "//link[@rel='icon'][contains(@href, 'assets/favicon.svg')]",
    "theme.icon": "//a[@rel='edit']/svg/path[starts-with(@d, 'M20.71')]",
    "theme.features: content.action.edit": "//a[@rel='edit']",
    "theme.features: content.action.view": "//a[contains(@href, 'recalls/raw/trunk/docs/guide/index.md')]",
    "theme.features: content.tabs.link": "//script[contains(@data-features, 'content.tabs.link')]",
    "theme.features: navigation.expand": "//input[@id='__nav_3_2'][contains(@class, 'indeterminate')]",
    "theme.features: navigation.footer": "//footer//a[contains(@class, 'md-footer__link--next')]",
    "theme.features: navigation.indexes": "//div[contains(@class, 'md-nav__container')]",
    "theme.features: navigation.path": "//nav[@class='md-path']",
    "theme.features: navigation.sections": "//li[contains(@class, 'md-nav__item--section')]",
    "theme.features: navigation.tabs": "//nav[@class='md-tabs']",
    "extra.alternate": "//a[@hreflang='en']",
    "extra.generator": "//footer[not(contains(., 'Made with'))]",
    "extra.homepage": "//a[@class='site-name'][@href='https://home.example/']",
    "extra.polyfills": "//script[contains(@src, 'assets/polyfill.js')]",
    "extra.social": "//footer//a[@href='https://social.example/@ada']",
    "extra.status": "//span[@title='Recently added']",
    "extra.tags": "//*[contains(@class, 'md-tag--first')]",
    "plugins": "//*[contains(@class, 'md-tag')]",
    "plugins: briefs": "//a[@href='../briefs/']",
    "plugins: tags": "//*[contains(@class, 'md-tag')][.='First tag']",
    "plugins: group": "//nav//span[@class='md-typeset']",
    "plugins: typeset": "//nav//span[@class='md-typeset']",
    "markdown_extensions": "//mark",
    "markdown_extensions: abbr": "//abbr[@title='Hyper Text']",
    "markdown_extensions: admonition": "//div[@class='admonition note']",
    "markdown_extensions: attr_list": "//a[@class='own-class']",
    "markdown_extensions: def_list": "//dl/dd[contains(., 'Definition')]",
    "markdown_extensions: footnotes": "//div[@class='footnote']",
    "markdown_extensions: md_in_html": "//div/p/em[.='inside']",
    "markdown_extensions: tables": "//td[.='2']",
    "markdown_extensions: toc": "//a[@class='headerlink'][.='¤']",
    "markdown_extensions: pymdownx.arithmatex": "//span[@class='arithmatex']",
    "markdown_extensions: pymdownx.betterem": "//p/em[.='frag']",
    "markdown_extensions: pymdownx.blocks.caption": "//figcaption",
    "markdown_extensions: pymdownx.caret": "//ins[.='ins']",
    "markdown_extensions: pymdownx.critic": "//ins[@class='critic'][.='critic']",
    "markdown_extensions: pymdownx.details": "//details[@class='tip']",
    "markdown_extensions: pymdownx.emoji": "//span[@class='twemoji']/svg",
    "markdown_extensions: pymdownx.highlight": "//div[contains(@class, 'language-python')]",
    "markdown_extensions: pymdownx.inlinehilite": "//p/code[contains(@class, 'language-python')]",
    "markdown_extensions: pymdownx.keys": "//kbd[@class='key-alt']",
    "markdown_extensions: pymdownx.magiclink": "//a[.='https://auto.example/']",
    "markdown_extensions: pymdownx.mark": "//mark[.='mark']",
    "markdown_extensions: pymdownx.smartsymbols": "//p[contains(., '©')]",
    "markdown_extensions: pymdownx.snippets": "//p[.='From a file']",
    "markdown_extensions: pymdownx.superfences": "//pre",
    "markdown_extensions: pymdownx.tabbed": "//div[@class='tabbed-set tabbed-alternate']",
    "markdown_extensions: pymdownx.tasklist": "//li[@class='task-list-item']",
    "markdown_extensions: pymdownx.tilde": "//sub[.='2']",
}  # fmt: skip
"""What shows on the page of the guide that a setting works."""
OTHERS = {
    "exclude_docs": ("!excluded/index.html", ""),
    "draft_docs": ("!draft/index.html", ""),
    "not_in_nav": ("apart/index.html", "Apart"),
    "validation": ("briefs/signs/index.html", ""),
    "extra_templates": ("own.html", "A name of a template"),
    "theme.static_templates": ("own-static.html", "Static"),
    "theme.icon.admonition": ("assets/material.css", "--md-admonition-icon--note:url("),
    "theme.icon.tag": ("assets/material.css", ".md-tag--first{--md-tag-icon:url("),
    "theme.icon.annotation": ("assets/material.css", "--md-annotation-icon:url("),
    "hooks": ("settings.json", ""),
    "remote_branch": ("settings.json", '"pages"'),
    "remote_name": ("settings.json", '"upstream"'),
    "site_dir": ("settings.json", '/public"'),
    "strict": ("settings.json", '"strict": true'),
    "watch": ("settings.json", "own-templates"),
    "plugins: blog": (f"{POST}/index.html", "A post"),
    "plugins: meta": (f"{POST}/index.html", "From a folder"),
    "markdown_extensions: meta": ("guide/index.html", ""),
}
"""The same in other files: what they have, or that they are not there."""
IN_MATERIAL = {
    "edit_uri_template": "//a[@rel='edit'][contains(@href, 'recalls/src/docs/guide/index.md')]",
    "theme.bundle": "//script[contains(@src, 'assets/javascripts/bundle.')]",
    "theme.features: navigation.prune": "//li[contains(@class, 'md-nav__item--pruned')]",
    "theme.features: navigation.tabs.sticky": "//header//nav[@class='md-tabs']",
    "theme.features: toc.integrate": "//nav[contains(@class, 'md-nav--primary')]//a[@href='#section']",
}
"""The same in the other look."""
BUNDLE = """\
site_name: A name
repo_url: https://github.com/ada/recalls
edit_uri_template: src/docs/{path}
theme:
  name: material
  bundle: true
  custom_dir: own-templates
  features:
    - announce.dismiss
    - content.code.annotate
    - content.code.copy
    - content.code.select
    - content.footnote.tooltips
    - content.tooltips
    - header.autohide
    - navigation.prune
    - navigation.tabs
    - navigation.tabs.sticky
    - navigation.top
    - navigation.tracking
    - toc.follow
    - toc.integrate
plugins: [briefs]
nav:
  - Start: index.md
  - Section: [guide/index.md, Nested: [method.md]]
extra:
  own: A value
  annotate: {json: [.s2]}
  briefs: {exports: [feeds]}
markdown_extensions:
  - footnotes
  - pymdownx.highlight: {anchor_linenums: true, line_spans: __span, pygments_lang_class: true}
  - pymdownx.tabbed: {alternate_style: true}
"""


def _built(tmp_path_factory: pytest.TempPathFactory, engine: str) -> Path:
    def made(folder: Path) -> None:
        make(folder, {**FILES, "mkdocs.yml": SETTINGS})
        ended = run(folder, "build", "--engine", engine)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        (folder / "messages").write_text(ended.stderr, encoding="utf-8")

    return shared(tmp_path_factory, f"conventions-{engine}", made)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory, "mkdocs") / "public"


@pytest.fixture(scope="module")
def zensical_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("zensical")
    return _built(tmp_path_factory, "zensical") / "public"


@pytest.fixture(scope="module")
def material_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = {**FILES, "mkdocs.yml": BUNDLE}
    folder = shared(
        tmp_path_factory, "conventions-bundle", lambda folder: site_of(folder, written)
    )
    return folder / "site"


def page(site: Path, address: str) -> html.HtmlElement:
    return html.fromstring((site / address / "index.html").read_bytes())


def test_every_setting_that_works_is_seen() -> None:
    works = {row.name for row in conventions.ALL if row.effect is Effect.WORKS}
    assert works == PAGES.keys() | OTHERS.keys() | IN_MATERIAL.keys()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_it(site: Path, name: str) -> None:
    assert page(site, "guide").xpath(PAGES[name])


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_shows_it(site: Path, name: str) -> None:
    path, text = OTHERS[name]
    if path.startswith("!"):
        assert not (site / path[1:]).exists()
    else:
        assert text in (site / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", IN_MATERIAL)
def test_a_page_in_the_look_of_material_shows_it(
    material_site: Path, name: str
) -> None:
    assert page(material_site, "guide").xpath(IN_MATERIAL[name])


def check_brief(site: Path) -> None:
    """Quotes and other texts of contributors stay as they were written."""
    text = " ".join(page(site, "briefs/signs").text_content().split())
    assert text.count(SIGNS) >= 2
    assert PROSE in text
    assert '--8<-- "mkdocs.yml"' in text
    assert "Ada Author" not in text


def test_extensions_are_for_handwritten_pages(site: Path) -> None:
    check_brief(site)


def test_extensions_with_zensical(zensical_site: Path) -> None:
    check_brief(zensical_site)
    guide = page(zensical_site, "guide")
    for name, path in PAGES.items():
        if name.startswith("markdown_extensions"):
            assert guide.xpath(path), name


def test_plugins_that_zensical_does_not_run_are_named(zensical_site: Path) -> None:
    messages = zensical_site.with_name("messages").read_text(encoding="utf-8")
    assert "blog, group, meta, tags, hook.py" in messages


def test_no_setting_of_the_site_is_reported() -> None:
    for text in (SETTINGS, BUNDLE):
        assert list(reported(text)) == []


def reported(text: str) -> Iterator[Diagnostic]:
    yield from settings.read(RawFile("mkdocs.yml", text.encode())).diagnostics


REPORTED = [
    row.name
    for row in conventions.ALL
    if row.effect not in {Effect.WORKS, Effect.SEPARATE}
]


def settings_of(row: Convention) -> str:
    """The shortest settings that have what the row is about."""
    name = row.entry.replace("…", "cdn.example.org/file")
    if row.reported:
        name = f"{name}: {{{row.option}: [{{name: {row.reported[0]}}}]}}"
    steps = row.setting.split(".")
    lines = [f"{'  ' * depth}{step}:" for depth, step in enumerate(steps)]
    if row.entry:
        lines.append(f"{'  ' * len(steps)}- {name}")
    else:
        lines[-1] += " other"
    if row.setting.startswith("theme.") and row.setting != "theme.name":
        lines.insert(1, "  name: briefs")
    if row.setting == "plugins":
        lines.insert(1, "  - briefs")
    else:
        lines.insert(0, "plugins: [briefs]")
    return "\n".join(["site_name: Test", *lines, ""])


@pytest.mark.parametrize("name", REPORTED)
def test_the_check_reports_it_at_its_line(name: str) -> None:
    row = ROWS[name]
    text = settings_of(row)
    (diagnostic,) = reported(text)
    assert diagnostic.span.start.line == text.count("\n")
    is_error = diagnostic.severity is Severity.ERROR
    assert is_error == (row.effect is Effect.BROKEN)
    assert diagnostic.message
    assert diagnostic.help


@pytest.mark.parametrize(
    "name",
    [name for name, row in ROWS.items() if row.accepted],
)
def test_what_is_accepted_is_not_reported(name: str) -> None:
    row = ROWS[name]
    for value in row.accepted:
        text = settings_of(row).replace(": other\n", f": {value}\n")
        if row.option:
            text = text.replace(
                f"- {row.entry}", f"- {row.entry}: {{{row.option}: {value}}}"
            )
        assert list(reported(text)) == []


def test_plugins_that_are_not_installed_are_reported() -> None:
    installed = {each.name for each in entry_points(group="mkdocs.plugins")}
    for row in conventions.ALL:
        if row.effect is Effect.SEPARATE and f"briefs/{row.entry}" not in installed:
            (diagnostic,) = reported(settings_of(row))
            assert row.note in str(diagnostic.help)


def test_an_object_of_a_package_that_is_not_installed_is_an_error() -> None:
    text = (
        "site_name: Test\nmarkdown_extensions:\n  - pymdownx.emoji:\n"
        "      emoji_generator: !!python/name:no_such.emoji.to_svg\n"
    )
    warning, error = reported(text)
    assert warning.severity is Severity.WARNING
    assert error.severity is Severity.ERROR
    assert (error.span.start.line, error.span.start.column) == (4, 38)
    assert "'no_such.emoji.to_svg' is not installed" in error.message


def test_hosts_that_are_allowed_are_not_reported() -> None:
    text = (
        "site_name: Test\nplugins: [briefs]\nextra_css: [https://cdn.example.org/a.css]\n"
        "theme: {name: briefs, font: {text: Roboto}, logo: https://cdn.example.org/a.svg}\n"
        "extra: {briefs: {allow_hosts: ['*.example.org', fonts.googleapis.com, fonts.gstatic.com]}}\n"
    )
    assert list(reported(text)) == []
    assert len([*reported(text.replace("*.example", "example"))]) == 2


def test_all_settings_of_mkdocs_are_known() -> None:
    internal = {"config_file_path", "mdx_configs"}
    of_mkdocs = {name for name, _ in get_schema()} - internal
    rows = {row.setting for row in conventions.MKDOCS}
    assert rows - {"INHERIT"} == of_mkdocs


def test_all_features_and_plugins_of_material_are_known() -> None:
    features = set()
    for file in Path(str(files("material"))).rglob("*.html"):
        features |= set(
            re.findall(r'"([a-z.]+)" (?:not )?in features', file.read_text())
        )
    assert features <= {row.entry for row in conventions.THEME}
    plugins = {row.entry for row in conventions.PLUGINS}
    for plugin in entry_points(group="mkdocs.plugins"):
        if plugin.name.startswith("material/"):
            assert plugin.name.removeprefix("material/") in plugins


@pytest.mark.parametrize(
    ("settings_text", "address"),
    [
        ("", "https://github.com/a/b/edit/main/briefs/x.yml"),
        (
            "edit_uri: blob/trunk/docs/",
            "https://github.com/a/b/blob/trunk/briefs/x.yml",
        ),
        ("edit_uri: '?at=docs/'", "https://github.com/a/b/?at=briefs/x.yml"),
        (
            "edit_uri_template: 'https://edit.example/?path=docs/{path!q}'",
            "https://edit.example/?path=briefs%2Fx.yml",
        ),
    ],
)
def test_where_a_file_is_edited(settings_text: str, address: str) -> None:
    text = f"site_name: Test\nrepo_url: https://github.com/a/b/\n{settings_text}\n"
    read = settings.read(RawFile("mkdocs.yml", text.encode()))
    assert list(read.diagnostics) == []
    assert from_settings(read, {}).edit("briefs/x.yml") == address


def test_an_address_that_leads_to_no_brief_is_an_error() -> None:
    for line in ("edit_uri: edit/main/pages/", "edit_uri_template: '{path_noext}'"):
        (diagnostic,) = reported(f"site_name: Test\n{line}\n")
        assert diagnostic.code.slug == "bad-setting"
        assert diagnostic.span.start.line == 2


def test_features_that_require_the_bundle(
    browser: Browser, material_site: Path
) -> None:
    attached = {
        "content.code.annotate": ".md-annotation",
        "content.code.copy": "[data-md-type=copy]",
        "content.code.select": "[data-md-type=select]",
    }
    with served(material_site) as host, watched(browser, host) as (window, wrong):
        window.set_viewport_size({"width": 1280, "height": 400})
        window.goto("guide/")
        window.locator("pre").scroll_into_view_if_needed()
        for selector in attached.values():
            expect(window.locator(selector).first).to_be_attached()
        # content.footnote.tooltips
        window.locator(".footnote-ref").hover()
        expect(window.locator(".md-tooltip2")).to_contain_text("Foot.")
        # header.autohide and navigation.tracking
        for distance in (600, 200, 200, 200, 5000):
            window.mouse.wheel(0, distance)
            window.wait_for_timeout(250)
        expect(window.locator(".md-header")).to_have_attribute("hidden", "")
        expect(window).to_have_url(re.compile("#(section|other)$"))
        # navigation.top
        window.mouse.wheel(0, -100)
        expect(window.locator(".md-top")).to_be_visible()
        # announce.dismiss
        window.goto("guide/")
        window.locator(".md-banner__button").click()
        window.goto("method/")
        expect(window.locator(".md-banner")).to_be_hidden()
        assert wrong == []
