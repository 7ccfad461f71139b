"""A site of pages from the cache is the one that MkDocs would build from nothing."""

import os
import random
import re
import shutil
import sys
import time
from pathlib import Path

import pytest
from mkdocs.__main__ import cli

from briefing_site.engines import AFTER_GENERATOR
from briefing_site.engines import mkdocs as engine
from briefing_site.pipeline import Project
from tests.project import Ended, make, put, run, snapshot, started

SETTINGS = """\
site_name: Test
theme: {name: null, custom_dir: theme, static_templates: [404.html]}
plugins: [briefs]
nav: [index.md, Part: [Two: pages/two.md], https://example.com/]
markdown_extensions: [attr_list, md_in_html, toc: {slugify: !!python/name:markdown.extensions.toc.slugify }]
validation: {links: {anchors: warn}}
"""
MAIN = """\
{% for each in nav %}<a href="{{ each.url | url }}">{{ each.title }} {{ each.meta.colour if each.meta }}</a>{% endfor %}
{% if page %}
<title>{{ page.title }}</title> {{ page.meta.colour }} {{ page.previous_page.title }} {{ page.next_page.title }}
{% for each in page.toc %}{{ each.title }}{% endfor %} {{ page.content }}
{% endif %}
"""
FILES = {
    "mkdocs.yml": SETTINGS,
    "theme/main.html": MAIN,
    "theme/404.html": "{% extends 'main.html' %}",
    "theme/style.css": "a { color: red }",
    "docs/index.md": "# Home\n\n[two](pages/two.md#part) [three](pages/three.md) ![](picture.png)\n",
    "docs/pages/two.md": "---\ncolour: red\nupdated: 2024-05-14\n---\n\n# Two\n\n## Part\n\n[home](../index.md)\n",
    "docs/pages/three.md": "# Three\n\n[self](#three) <b id='raw'></b>\n",
    "docs/picture.png": "picture",
}


def mkdocs() -> None:
    cli()


def update(project: Path) -> Ended:
    return run(project, program=bring_up_to_date)


def bring_up_to_date() -> None:
    sys.exit(engine.build(Project(Path.cwd())))


def built_anew(project: Path) -> Ended:
    """A clean build of a copy without the cache, in the folder `clean` beside the project."""
    clean = project.with_name("clean")
    copy = project.with_name("copy")
    for folder in (clean, copy):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns(".cache", "site"))
    return run(copy, "build", "--strict", "--site-dir", str(clean), program=mkdocs)


def content(site: Path) -> dict[str, bytes | None]:
    """The files, and the folders, for which there is `None`."""
    folders = {
        path.relative_to(site).as_posix(): None
        for path in site.rglob("*")
        if path.is_dir()
    }
    return folders | snapshot(site)


def warnings(ended: Ended) -> list[str]:
    return sorted(re.findall("^(?:WARNING|ERROR) .*", ended.stderr, re.MULTILINE))


def check(project: Path) -> Ended:
    """Bring the site up to date, and compare it with a clean build."""
    updated, anew = update(project), built_anew(project)
    assert "Traceback" not in updated.stderr + anew.stderr
    assert warnings(updated) == warnings(anew)
    assert (updated.returncode, updated.stdout) == (anew.returncode, "")
    assert content(project / "site") == content(project.with_name("clean"))
    return updated


def cached(project: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in project.glob(".cache/pages/*")}


@pytest.fixture(autouse=True)
def undated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    for name, value in AFTER_GENERATOR.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = make(tmp_path / "project", FILES)
    assert update(made).returncode == 0
    return made


def converted_by(project: Path, files: dict[str, str]) -> int:
    """How many pages are converted after a change, which leads to the same as a clean build."""
    before = cached(project)
    put(project, files)
    assert update(project).returncode == 0
    after = cached(project)
    assert check(project).returncode == 0
    return len(after.items() - before.items())


def test_only_pages_that_change_are_converted(project: Path) -> None:
    for path, text, expected in (
        ("docs/pages/three.md", "# Other\n\n[raw](#other)\n", 1),
        ("docs/picture.png", "another picture", 0),
        ("docs/pages/four.md", "# Four\n", 1),
        ("site/index.html", "tampered", 0),
        ("site/foreign/index.html", "foreign", 0),
        ("theme/main.html", MAIN + "changed", 0),
        ("mkdocs.yml", SETTINGS.replace("site_name: Test", "site_name: Other"), 0),
        ("mkdocs.yml", SETTINGS.replace("Two:", "Three:"), 1),
        ("mkdocs.yml", SETTINGS.replace("toc.slugify", "toc.slugify_unicode"), 4),
    ):
        assert converted_by(project, {path: text}) == expected, path


@pytest.mark.parametrize(
    ("path", "old", "new", "message"),
    [
        ("index", "three.md", "four.md", "index.md' contains a link 'pages/four.md'"),
        (
            "pages/two",
            "## Part",
            "## Piece",
            "index.md' contains a link 'pages/two.md#part'",
        ),
        ("pages/three", "#three", "#nowhere", "there is no such anchor on this page"),
    ],
)
def test_a_dead_link_fails_each_build_until_it_is_repaired(
    project: Path, path: str, old: str, new: str, message: str
) -> None:
    text = FILES[f"docs/{path}.md"]
    put(project, {f"docs/{path}.md": text.replace(old, new)})
    for _ in range(2):
        ended = check(project)
        assert ended.returncode == 1
        assert message in ended.stderr
    put(project, {f"docs/{path}.md": text})
    assert check(project).returncode == 0


def test_a_page_that_can_not_be_made_fails_the_build_as_always(project: Path) -> None:
    put(project, {"docs/pages/five.md": "---\ntemplate: missing.html\n---\n"})
    ended = update(project)
    assert ended.returncode == 1
    assert "Error building page 'pages/five.md'" in ended.stderr


def test_odd_pages(project: Path) -> None:
    """Their front matter can't be recorded, or their template is empty, so that they are not written."""
    values = (
        "seen: 2024-05-14 10:00:00",
        "seen: !!set {a, b}",
        "seen: .nan",
        "template: empty.html",
    )
    pages = {
        f"docs/pages/{n}.md": f"---\n{value}\n---\n# A\n"
        for n, value in enumerate(values)
    }
    put(project, pages | {"theme/empty.html": ""})
    for _ in range(2):
        assert check(project).returncode == 0
        assert not (project / "site/pages/3").exists()


def test_where_two_files_want_the_same_place_mkdocs_decides(project: Path) -> None:
    put(
        project,
        {
            "docs/pages/three/index.html": "static",
            "docs/sitemap.xml": "own",
            "docs/404.html": "own",
        },
    )
    check(project)
    (project / "docs/pages/three.md").unlink()
    put(project, {"docs/index.md": "# Home\n"})
    check(project)
    assert (project / "site/pages/three/index.html").read_text() == "static"


def test_a_file_where_a_folder_has_to_be_fails_the_build_as_always(
    project: Path,
) -> None:
    put(project, {"docs/pages/two": "a file"})
    updated, anew = update(project), built_anew(project)
    assert updated.returncode == anew.returncode == 1
    assert [
        each.replace("/project/site/", "/clean/") for each in warnings(updated)
    ] == warnings(anew)


def test_pages_of_the_navigation_may_be_left_out_or_damaged(project: Path) -> None:
    put(project, {"mkdocs.yml": f"{SETTINGS}exclude_docs: pages/two.md\n"})
    assert check(project).returncode == 0
    assert not (project / "site/pages/two").exists()
    (project / "docs/index.md").write_bytes(b"\xff")
    assert "Encoding error reading file: index.md" in update(project).stderr


def test_the_cache_may_be_damaged_or_deleted(project: Path) -> None:
    for damage in (b"", b"damaged", None):
        for path, content in cached(project).items():
            path.unlink()
            if damage is not None:
                path.write_bytes(content[: len(content) // 2] + damage)
        assert check(project).returncode == 0


def test_folders_and_files_in_the_way_are_replaced(project: Path) -> None:
    site = project / "site"
    (site / "picture.png").unlink()
    put(project, {"site/picture.png/inside.txt": "folder", "docs/folder": "file"})
    shutil.rmtree(site / "pages")
    (site / "pages").write_text("a file", encoding="utf-8")
    assert check(project).returncode == 0
    (project / "docs/folder").unlink()
    put(project, {"docs/folder/file": "now a folder"})
    assert check(project).returncode == 0


@pytest.mark.parametrize("name", ["index.html", "elsewhere"])
def test_links_in_the_site_are_refused(
    project: Path, tmp_path: Path, name: str
) -> None:
    """MkDocs would write through them."""
    (project / "site" / name).unlink(missing_ok=True)
    (project / "site" / name).symlink_to(tmp_path)
    ended = update(project)
    assert ended.returncode == 1
    assert f"'site/{name}' is a symbolic link" in ended.stderr


def test_hidden_files_at_the_top_stay(project: Path) -> None:
    put(project, {"site/.git/config": "of a branch that holds the site"})
    assert update(project).returncode == 0
    assert (project / "site/.git/config").exists()


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        (
            SETTINGS.replace("[briefs]", "[briefs, search]"),
            "the plugin or hook 'search'",
        ),
        (SETTINGS + "hooks: [hook.py]\n", "the plugin or hook 'hook.py'"),
    ],
)
def test_what_may_depend_on_everything_is_built_in_full(
    project: Path, settings: str, named: str
) -> None:
    before = cached(project)
    hook = "def on_page_markdown(markdown, **_):\n    return markdown + 'hooked'\n"
    put(project, {"mkdocs.yml": settings, "hook.py": hook})
    ended = check(project)
    assert ended.returncode == 0
    assert f"because of {named} in mkdocs.yml" in ended.stderr
    assert cached(project) == before


def test_pages_may_include_files(project: Path) -> None:
    """Those with other extensions are converted each time, because a file that they include may have changed."""
    settings = SETTINGS.replace("attr_list", "pymdownx.snippets")
    page = '# Page\n\n--8<-- "part.txt"\n'
    for text in ("first", "second"):
        put(project, {"mkdocs.yml": settings, "docs/page.md": page, "part.txt": text})
        assert check(project).returncode == 0
        assert text in (project / "site/page/index.html").read_text()


def test_many_pages_are_converted_in_several_processes(project: Path) -> None:
    pages = {
        f"docs/many/{number}.md": f"# Many {number}\n\n[no](gone.md)\n"
        + "word " * 3_000
        for number in range(40)
    }
    put(
        project,
        pages | {f"docs/more/{number}.md": f"# More {number}" for number in range(9)},
    )
    for _ in range(2):
        assert len(warnings(check(project))) == 40
    put(project, {"mkdocs.yml": SETTINGS.replace("toc.slugify", "toc.slugify_unicode")})
    killed(project, 0.1)
    assert len(warnings(check(project))) == 40


def test_random_edits(tmp_path: Path) -> None:
    """Whatever happens, also in between, the site is that of a clean build."""
    chosen = random.Random(0)  # noqa: S311 -- no secret
    names = [
        "index",
        "pages/two",
        "pages/three",
        "pages/index",
        "more/README",
        "more/two",
        "a b",
    ]
    pages = {
        f"docs/{name}.md": "# One\n\n## Part\n\n<b id='raw'></b>\n" for name in names
    }
    project = make(tmp_path / "project", FILES | pages)

    def text() -> str:
        links = chosen.choices(names, k=3)
        anchors = chosen.choices(["", "", "#part", "#raw"], k=3)
        targets = [os.path.relpath(each, "pages") for each in links]
        linked = " ".join(
            f"[x](<{each}.md{anchor}>)"
            for each, anchor in zip(targets, anchors, strict=True)
        )
        title = chosen.choice(["", "---\ntitle: Given\ncolour: red\n---\n"])
        return f"{title}# {chosen.choice(['One', 'Two'])}\n\n## Part\n\n{linked}<b id='raw'></b>\n"

    def page() -> Path:
        return project / f"docs/{chosen.choice(names)}.md"

    def edit() -> None:
        match chosen.randrange(10):
            case 0 | 1 | 2:
                put(project, {str(page().relative_to(project)): text()})
            case 3:
                page().unlink(missing_ok=True)
            case 4:
                one, two = page(), page()
                two.parent.mkdir(exist_ok=True)
                if one.exists():
                    one.replace(two)
            case 5:
                files = [
                    path for path in (project / "site").rglob("*") if path.is_file()
                ]
                chosen.choice(files).write_text("tampered", encoding="utf-8")
            case 6:
                put(project, {"theme/main.html": MAIN + chosen.choice("abc")})
            case 7:
                put(
                    project,
                    {
                        "mkdocs.yml": SETTINGS.replace(
                            "Two:", chosen.choice(["Two:", "Three:"])
                        )
                    },
                )
            case 8:
                killed(project, chosen.uniform(0, 0.05))
            case 9:
                put(project, pages)

    check(project)
    for _ in range(16):
        for _ in range(chosen.randint(1, 3)):
            edit()
        check(project)


def test_a_file_in_the_place_of_the_site(project: Path) -> None:
    shutil.rmtree(project / "site")
    (project / "site").write_text("mine", encoding="utf-8")
    result = update(project)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("[Errno 20] Not a directory: '")
    assert (project / "site").read_text(encoding="utf-8") == "mine"


def killed(project: Path, seconds: float) -> None:
    """A build that is killed some time after it has started to change files."""
    process = started(project, program=bring_up_to_date)
    while process.is_alive() and (project / "site/404.html").exists():
        time.sleep(0.001)
    time.sleep(seconds)
    process.kill()
    process.join()
