"""What a preview has besides the live reload of MkDocs: a notice of errors, and a check who asks."""

import ipaddress
import platform
import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from briefing_site.pages.components.html import html
from briefing_site.site import Language

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FOLDER = ".preview"
"""In the folder of the project, for what is generated for a preview: `docs/` may not have its drafts."""
_BODY = re.compile(r"<body\b[^>]*>")


def with_notice(page: str, report: str, language: Language) -> str:
    """The HTML of a page with a report of errors at its start, where screen readers find it."""
    # a plain text, as a `Markup` would escape the page that it is added to
    notice = str(html("parts/preview-notice.html", language, report=report))
    body = _BODY.search(page)
    if body is None:
        return page
    return page[: body.end()] + notice + page[body.end() :]


class OwnHostsOnly:
    """A WSGI application that passes requests on to another one, if they ask for a host of this machine.

    Else any page could have a name of its own lead here, and read the preview (DNS rebinding).
    """

    def __init__(self, application: "WSGIApplication", host: str) -> None:
        self._application = application
        self._names = {"localhost", host.lower(), platform.node().lower()}

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if self._is_own(environ.get("HTTP_HOST", "")):
            return self._application(environ, start_response)
        status = HTTPStatus.MISDIRECTED_REQUEST
        start_response(f"{status.value} {status.phrase}", [])
        return []

    def _is_own(self, host: str) -> bool:
        """Whether a `Host` header has a name of this machine, or an IP address, which nobody can rebind."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
            if name in self._names:
                return True
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True
