"""Where the site and its repository are is read off the environment."""

import pytest

from generator.engines.hosting import Hosting, from_environment


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, Hosting("", "", "main")),
        (
            {"SITE_URL": "https://briefs.example", "REPO_URL": "https://git.example/a/b.git", "REPO_BRANCH": "x"},
            Hosting("https://briefs.example/", "https://git.example/a/b", "x"),
        ),
        (
            {"GITHUB_REPOSITORY": "Some-Owner/briefs"},
            Hosting("https://some-owner.github.io/briefs/", "https://github.com/Some-Owner/briefs", "main"),
        ),
        (
            {"GITHUB_REPOSITORY": "o/o.github.io", "GITHUB_SERVER_URL": "https://github.example"},
            Hosting("https://o.github.io/", "https://github.example/o/o.github.io", "main"),
        ),
        (
            {"CI_PROJECT_URL": "https://gitlab.com/o/b", "CI_PAGES_URL": "https://o.gitlab.io/b", "CI_DEFAULT_BRANCH": "m"},
            Hosting("https://o.gitlab.io/b/", "https://gitlab.com/o/b", "m"),
        ),
    ],
)  # fmt: skip
def test_from_environment(environment: dict[str, str], expected: Hosting) -> None:
    assert from_environment(environment) == expected


def test_edit_links() -> None:
    assert Hosting("", "", "main").edit("briefs/a.yml") is None
    github = Hosting("", "https://github.com/o/b", "main")
    assert github.edit("briefs/a.yml") == "https://github.com/o/b/edit/main/briefs/a.yml"
    gitlab = Hosting("", "https://gitlab.com/o/b", "main")
    assert gitlab.edit("briefs/a.yml") == "https://gitlab.com/o/b/-/edit/main/briefs/a.yml"
