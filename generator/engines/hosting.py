"""Where the site and its repository are: from the environment, so that a fork needs no change.

`SITE_URL` and `REPO_URL` say it outright. Otherwise the variables that GitHub Actions and GitLab CI
set are read: https://docs.github.com/actions/reference/workflows-and-actions/variables and
https://docs.gitlab.com/ci/variables/predefined_variables/.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit


@dataclass(frozen=True)
class Hosting:
    """Addresses that end with a slash, but for `repository`; empty where nothing is known."""

    site: str
    repository: str
    branch: str

    def edit(self, path: str) -> str | None:
        """Where a file of the repository is edited in the browser, or `None` with no repository known."""
        if not self.repository:
            return None
        host = urlsplit(self.repository).hostname or ""
        action = "-/edit" if "gitlab" in host.split(".") else "edit"
        return f"{self.repository}/{action}/{quote(self.branch)}/{quote(path)}"


def from_environment(environment: Mapping[str, str]) -> Hosting:
    """What the environment says."""
    repository = environment.get("REPO_URL") or _repository(environment)
    site = environment.get("SITE_URL") or environment.get("CI_PAGES_URL") or _pages(environment)
    return Hosting(
        site=site.rstrip("/") + "/" if site else "",
        repository=repository.removesuffix(".git").rstrip("/"),
        branch=environment.get("REPO_BRANCH") or environment.get("CI_DEFAULT_BRANCH") or "main",
    )


def _repository(environment: Mapping[str, str]) -> str:
    name = environment.get("GITHUB_REPOSITORY", "")
    server = environment.get("GITHUB_SERVER_URL") or "https://github.com"
    return f"{server}/{name}" if "/" in name else environment.get("CI_PROJECT_URL", "")


def _pages(environment: Mapping[str, str]) -> str:
    """The address that GitHub Pages gives the repository."""
    owner, slash, name = environment.get("GITHUB_REPOSITORY", "").partition("/")
    if not slash:
        return ""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"
