"""Where the site and its repository are is read off the environment."""

from dataclasses import replace

import pytest

from briefing_site.reading import RawFile, settings
from briefing_site.site import Site, addresses
from briefing_site.site.site import from_settings


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, Site("A name", "A description")),
        (
            {"SITE_URL": "https://briefs.example", "REPO_URL": "https://git.example/a/b.git", "REPO_BRANCH": "x"},
            Site("A name", "A description", "https://briefs.example/", "https://git.example/a/b", "x"),
        ),
        (
            {"GITHUB_REPOSITORY": "Some-Owner/briefs"},
            Site("A name", "A description", "https://some-owner.github.io/briefs/", "https://github.com/Some-Owner/briefs", "main"),
        ),
        (
            {"GITHUB_REPOSITORY": "o/o.github.io", "GITHUB_SERVER_URL": "https://github.example"},
            Site("A name", "A description", "https://o.github.io/", "https://github.example/o/o.github.io", "main"),
        ),
        (
            {"CI_PROJECT_URL": "https://gitlab.com/o/b", "CI_PAGES_URL": "https://o.gitlab.io/b", "CI_DEFAULT_BRANCH": "m"},
            Site("A name", "A description", "https://o.gitlab.io/b/", "https://gitlab.com/o/b", "m"),
        ),
    ],
)  # fmt: skip
def test_from_environment(environment: dict[str, str], expected: Site) -> None:
    text = (
        "site_name: A name\nsite_description: A description\nsite_url: !ENV [SITE_URL, '']\n"
        f"extra: {{briefs: {{namespace: {Site.namespace}}}}}\n"
    )
    site = from_settings(
        settings.read(RawFile("mkdocs.yml", text.encode())), environment
    )
    assert replace(site, settings=Site.settings, program=()) == expected


def test_a_domain_of_its_own_is_known_from_the_settings_alone() -> None:
    read = settings.read(
        RawFile("mkdocs.yml", b"site_name: A\nsite_url: https://own.example\n")
    )
    for host in (
        {"GITHUB_REPOSITORY": "o/b"},
        {"CI_PAGES_URL": "https://o.gitlab.io/b"},
    ):
        assert from_settings(read, host).address == "https://own.example/"
        assert (
            from_settings(read, host | {"SITE_URL": "https://preview.example"}).address
            == "https://preview.example/"
        )


def test_edit_links() -> None:
    assert Site().edit("briefs/a.yml") == ""
    github = Site(repository="https://github.com/o/b")
    assert (
        github.edit("briefs/a.yml") == "https://github.com/o/b/edit/main/briefs/a.yml"
    )
    gitlab = Site(repository="https://gitlab.com/o/b")
    assert (
        gitlab.edit("briefs/a.yml") == "https://gitlab.com/o/b/-/edit/main/briefs/a.yml"
    )


@pytest.mark.parametrize(
    ("path", "anchor", "expected"),
    [
        ("index.md", "", ""),
        ("timeline.md", "year--2010", "timeline/#year--2010"),
        ("briefs/index.md", "", "briefs/"),
        ("actors/card-index.md", "", "actors/card-index/"),
        ("api/v1/index.json", "", "api/v1/index.json"),
    ],
)
def test_absolute_addresses(path: str, anchor: str, expected: str) -> None:
    """Those that the site has in the world, where that is known; otherwise relative to its root."""
    site = Site(address="https://briefs.example/sub/")
    assert (
        addresses.absolute(site, path, anchor)
        == f"https://briefs.example/sub/{expected}"
    )
    assert addresses.absolute(Site(), path, anchor) == expected
