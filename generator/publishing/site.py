"""The site as a whole: its name, its address and its repository. A fork works without changes.

Name and description come from `mkdocs.yml`, and who publishes it from `extra.briefs` there; the addresses
come from the environment: `SITE_URL` and `REPO_URL`, or else the variables that GitHub Actions and GitLab CI
set:
https://docs.github.com/actions/reference/workflows-and-actions/variables and
https://docs.gitlab.com/ci/variables/predefined_variables/.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

import yaml

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
"""The licence of the text of the briefs."""
LICENCE_NAME = "CC BY 4.0"


@dataclass(frozen=True)
class Site:
    """The settings of the site; empty if not known."""

    name: str = "Briefs"
    description: str = ""
    address: str = ""
    """Ends with a slash."""
    repository: str = ""
    """Ends without a slash."""
    branch: str = "main"
    headline: str = ""
    """The heading of the home page."""
    publisher: str = ""
    editors: tuple[str, ...] = ()
    contact: str = ""
    """An address, such as `mailto:editors@example.org`."""

    def edit(self, path: str) -> str:
        """The address to edit a file of the repository in the browser; empty if no repository is known."""
        return self._action(f"edit/{quote(self.branch)}/{quote(path)}")

    def create(self, folder: str) -> str:
        """The address to create a file in a folder in the browser; empty if no repository is known."""
        return self._action(f"new/{quote(self.branch)}/{quote(folder)}")

    def report(self, title: str, text: str) -> str:
        """The address to open an issue with this title and text; empty if no repository is known.

        https://docs.github.com/issues/tracking-your-work-with-issues/creating-issues-and-pull-requests and
        https://docs.gitlab.com/user/project/issues/create_issues/ describe the parameters.
        """
        keys = ("issue[title]", "issue[description]") if self.is_gitlab else ("title", "body")
        filled_in = urlencode(dict(zip(keys, (title, text), strict=True)), quote_via=quote)
        return self._action(f"issues/new?{filled_in}")

    def _action(self, path: str) -> str:
        separator = "-/" if self.is_gitlab else ""
        return f"{self.repository}/{separator}{path}" if self.repository else ""

    @property
    def is_gitlab(self) -> bool:
        """Whether the repository is on GitLab, whose addresses differ from GitHub's."""
        return "gitlab" in (urlsplit(self.repository).hostname or "").split(".")


def read(settings: str, environment: Mapping[str, str]) -> Site:
    """Read the site from the text of `mkdocs.yml` and the environment.

    Raises `yaml.YAMLError` if the settings are not YAML.
    """
    top = yaml.load(settings, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes texts, lists and mappings only
    values = top if isinstance(top, dict) else {}
    own = _mapping(_mapping(values.get("extra")).get("briefs"))
    editors = own.get("editors")
    repository = environment.get("REPO_URL") or _repository(environment)
    address = environment.get("SITE_URL") or environment.get("CI_PAGES_URL") or _pages(environment)
    return Site(
        name=str(values.get("site_name") or "Briefs"),
        description=str(values.get("site_description") or ""),
        address=address.rstrip("/") + "/" if address else "",
        repository=repository.removesuffix(".git").rstrip("/"),
        branch=environment.get("REPO_BRANCH") or environment.get("CI_DEFAULT_BRANCH") or "main",
        headline=str(own.get("headline") or ""),
        publisher=str(own.get("publisher") or ""),
        editors=tuple(map(str, editors)) if isinstance(editors, list) else (),
        contact=str(own.get("contact") or ""),
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _repository(environment: Mapping[str, str]) -> str:
    name = environment.get("GITHUB_REPOSITORY", "")
    server = environment.get("GITHUB_SERVER_URL") or "https://github.com"
    return f"{server}/{name}" if "/" in name else environment.get("CI_PROJECT_URL", "")


def _pages(environment: Mapping[str, str]) -> str:
    """The address of the repository on GitHub Pages."""
    owner, slash, name = environment.get("GITHUB_REPOSITORY", "").partition("/")
    if not slash:
        return ""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"
