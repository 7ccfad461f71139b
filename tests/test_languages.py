"""Screen readers are told the language of titles and quotes that are not in English."""

import pytest

from generator import pipeline
from generator.library import linker
from generator.publishing.site import Site
from tests.project import texts

BRIEF = """\
title: A bridge
date: 2020-05-01
summary: It opened.
actors: [{{id: ann, name: Ann, kind: person, role: Engineer}}]
quotes: [{{speaker: ann, date: 2020, text: "{title}", source: paper}}]
sources:
  paper:
    title: {title}
    url: https://paper.example/
    language: {language}
"""


@pytest.mark.parametrize(
    ("language", "title", "marked"),
    [
        ("ru", "Мост открыт", True),
        ("zh-Hans", "大桥通车", True),
        ("fr", "Le pont est ouvert", True),
        ("ru", "The bridge is open", False),  # the title is a translation
        ("en", "The bridge is open", False),
        ("en-GB", "The bridge is open", False),
    ],
)
def test_titles_and_quotes(language: str, title: str, *, marked: bool) -> None:
    checked = pipeline.check(texts({"briefs/a.yml": BRIEF.format(title=title, language=language)}))
    assert not checked.errors, checked.diagnostics
    pages = pipeline.render(linker.link(checked.collection), Site())
    for path in ("briefs/a.md", "sources.md"):
        link = f"[{title}](https://paper.example/)"
        page = pages[path].decode()
        assert link in page
        assert (f'<span lang="{language}">{link}</span>' in page) == marked, path
    for path in ("briefs/a.md", "quotes.md"):
        quote = f'“<span lang="{language}">{title}</span>”' if marked else f"“{title}”"
        assert quote in pages[path].decode()
