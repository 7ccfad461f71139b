"""The site as a whole: its name, its address, its repository, and the settings of who publishes it.

Name, description and settings come from `mkdocs.yml`. The addresses come from `SITE_URL` and `REPO_URL` in
the environment, or else from `site_url` there, as a domain of one's own is known nowhere else, or else from
the variables that GitHub Actions and GitLab CI set, or else from `repo_url`:
https://docs.github.com/actions/reference/workflows-and-actions/variables and
https://docs.gitlab.com/ci/variables/predefined_variables/.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode, urljoin, urlsplit
from uuid import UUID, uuid5

from briefing_site.format.settings import DEFAULTS, Export, Licence, Settings
from briefing_site.languages.language import DEFAULT as ENGLISH
from briefing_site.languages.language import Language
from briefing_site.reading.settings import SiteSettings
from briefing_site.site import colours, program, wording
from briefing_site.site.colours import Accent

_NAMESPACE = UUID("093bfa9a-9c7c-4dce-8b47-ad04ceca41f7")
"""Made once, by chance: that of ids of a site of which nothing is known."""


@dataclass(frozen=True)
class Site:
    """What is known of the site; texts are empty if not known."""

    name: str = "Briefs"
    description: str = ""
    address: str = ""
    repository: str = ""
    """Ends without a slash."""
    branch: str = "main"
    edit_template: str = ""
    """The address to edit a file, from that of the repository on, with `{path}`; empty for the usual one."""
    has_edit_links: bool = True
    """Whether pages link to where they are edited."""
    settings: Settings = DEFAULTS
    logo: bytes = b""
    namespace: UUID = _NAMESPACE
    """Sets ids apart from those of other sites."""
    language: Language = ENGLISH
    own_pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """Those in place of provided ones, by path, each with the anchors of its headings."""
    program: tuple[str, ...] = ()
    """The wheels of which the program for browsers is made; none if the site does without."""

    @property
    def licence(self) -> Licence:
        return self.settings.licence

    @property
    def accent(self) -> Accent:
        if self.settings.accent:
            return colours.accent(self.settings.accent)
        return colours.DEFAULT

    def actor_kind(self, kind: str) -> tuple[str, str]:
        """What a kind of actors is called within a sentence, and several as a heading."""
        return wording.actor_kind(
            kind, self.settings.actor_kinds.get(kind), self.language
        )

    def offers(self, export: Export) -> bool:
        return export in self.settings.exports

    def stable_id(self, *names: str) -> UUID:
        """The id of what the names say here, such as `event`, `sco-revival` and `ivanov-tour`.

        It stays the same wherever the site stands: a UUID of version 5 (RFC 9562).
        """
        return uuid5(self.namespace, "\0".join(names))

    def edit(self, path: str) -> str:
        """The address to edit a file of the repository in the browser; empty if no repository is known."""
        if not self.repository or not self.edit_template:
            return self._action(f"edit/{quote(self.branch)}/{quote(path)}")
        address = self.edit_template.replace("{path}", quote(path))
        address = address.replace("{path!q}", quote(path, safe=""))
        return urljoin(f"{self.repository}/", address)

    def create(self, folder: str) -> str:
        return self._action(f"new/{quote(self.branch)}/{quote(folder)}")

    def report(self, title: str, text: str) -> str:
        """The address to open an issue with this title and text; empty if no repository is known.

        https://docs.github.com/issues/tracking-your-work-with-issues/creating-issues-and-pull-requests and
        https://docs.gitlab.com/user/project/issues/create_issues/ describe the parameters.
        """
        parameters = {"title": title, "body": text}
        if self.is_gitlab:
            parameters = {"issue[title]": title, "issue[description]": text}
        return self._action(f"issues/new?{urlencode(parameters, quote_via=quote)}")

    def _action(self, path: str) -> str:
        if not self.repository:
            return ""
        if self.is_gitlab:
            return f"{self.repository}/-/{path}"
        return f"{self.repository}/{path}"

    @property
    def is_gitlab(self) -> bool:
        """Whether the repository is on GitLab, whose addresses differ from GitHub's."""
        return "gitlab" in (urlsplit(self.repository).hostname or "").split(".")


DEFAULT = Site()
"""A site of which nothing is known."""


def from_settings(settings: SiteSettings, environment: Mapping[str, str]) -> Site:
    repository = (
        environment.get("REPO_URL") or _repository(environment) or settings.repository
    )
    address = (
        environment.get("SITE_URL")
        or settings.address
        or environment.get("CI_PAGES_URL")
        or _pages(environment)
    )
    name = settings.name or Site.name
    namespace = uuid5(_NAMESPACE, address or repository or name)
    if settings.briefs.namespace:
        namespace = UUID(settings.briefs.namespace)
    if address:
        address = address.rstrip("/") + "/"
    wheels: tuple[str, ...] = ()
    if "program" in settings.briefs.exports:
        wheels = program.wheels()
    return Site(
        name=name,
        description=settings.description,
        address=address,
        repository=repository.removesuffix(".git").rstrip("/"),
        branch=environment.get("REPO_BRANCH")
        or environment.get("CI_DEFAULT_BRANCH")
        or "main",
        edit_template=settings.edit_template,
        has_edit_links=settings.has_edit_links,
        settings=settings.briefs,
        logo=settings.logo,
        language=settings.language,
        program=wheels,
        namespace=namespace,
    )


def _repository(environment: Mapping[str, str]) -> str:
    name = environment.get("GITHUB_REPOSITORY", "")
    if "/" not in name:
        return environment.get("CI_PROJECT_URL", "")
    server = environment.get("GITHUB_SERVER_URL") or "https://github.com"
    return f"{server}/{name}"


def _pages(environment: Mapping[str, str]) -> str:
    owner, slash, name = environment.get("GITHUB_REPOSITORY", "").partition("/")
    if not slash:
        return ""
    host = f"{owner.lower()}.github.io"
    if name.lower() == host:
        return f"https://{host}/"
    return f"https://{host}/{name}/"
