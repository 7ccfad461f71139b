"""Screen readers are told the language of titles and quotes that are not in English."""

import pytest

from generator.site.site import Site
from tests.project import Files, linked

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
    files = {"briefs/a.yml": BRIEF.format(title=title, language=language)}
    pages = Files(linked(files), Site())
    for path in ("briefs/a.md", "sources.md"):
        link = f"[{title}](https://paper.example/)"
        page = pages[path].decode()
        assert link in page
        assert (f'<span lang="{language}">{link}</span>' in page) == marked, path
    for path in ("briefs/a.md", "quotes.md"):
        quote = f'“<span lang="{language}">{title}</span>”' if marked else f"“{title}”"
        assert quote in pages[path].decode()


def test_names_are_marked_where_their_language_is_certain() -> None:
    """By the language of the source, or by letters that only one language has."""
    brief = """\
title: A bridge
date: 2020-05-01
summary: It opened.
topics: [bridges]
actors: [{id: ann, role: Engineer}]
sources:
  a: {title: Мост, publisher: Известия, authors: [Ann Example, Анна], language: ru}
  b: {title: Bridge, publisher: Վեստի, language: ru}
  c: {title: Pont, publisher: Известия, language: fr}
  d: {title: Bridge, publisher: Известия}
"""
    files = {
        "briefs/a.yml": brief,
        "briefs/topics.yml": "bridges: {title: Bridges, summary: S., aliases: [Мост, γέφυρα]}\n",
        "briefs/actors/ann.yml": "name: Ann\nkind: person\naliases: [Анна, アン, 안나, 安, An, Anne, Ana]\n",
    }
    pages = Files(linked(files), Site())
    page = pages["briefs/a.md"].decode()
    assert 'Ann Example, <span lang="ru">Анна</span>: <span lang="ru"><cite>Мост</cite></span>' in page
    assert ', <span lang="ru">Известия</span> (in Russian)' in page
    assert '<cite>Bridge</cite>, <span lang="hy">Վեստի</span>' in page
    assert '<span lang="fr"><cite>Pont</cite></span>, Известия (in French)' in page
    assert "<cite>Bridge</cite>, Известия\n" in page
    aliases = 'Анна, <span lang="ja">アン</span>, <span lang="ko">안나</span>, 安 ·'
    assert aliases in pages["actors/ann.md"].decode()
    assert "<summary>3 more names</summary>\n\nAn, Anne, Ana\n" in pages["actors/ann.md"].decode()
    assert 'Also: Мост, <span lang="el">γέφυρα</span>\n{ .facts }' in pages["topics/bridges.md"].decode()
