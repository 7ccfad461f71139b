"""Shows on a page why it is not up to date. Any of it may be a contributor's text, so it is escaped."""

import re
from html import escape

from generator.engines.preview.builder import PreviewState
from generator.site.language import Language

_BODY = re.compile(rb"<body\b[^>]*>")
_STYLE = """
#preview-errors { position: fixed; inset: auto 0 0; z-index: 99; max-height: 50vh; overflow: auto;
  padding: 1rem 1.5rem; border-top: .25rem solid #b00020; background: #fff; color: #1a1a1a;
  font: 16px/1.5 system-ui, sans-serif; }
#preview-errors h2 { margin: 0 0 .5rem; font-size: 1.1em; font-weight: 700; color: inherit; }
#preview-errors pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; background: none;
  color: inherit; font: 14px/1.5 ui-monospace, monospace; }
"""
_NOTICE = """<aside id="preview-errors" aria-labelledby="preview-errors-title" tabindex="0">
<style>%(style)s</style>
<h2 id="preview-errors-title">%(title)s</h2>
<pre>%(report)s</pre>
</aside>
"""
_NO_PAGES = """<!doctype html>
<html lang="%(code)s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%(title)s</title>
</head>
<body>
<main><h1>%(title)s</h1></main>
</body>
</html>
"""


def no_pages(language: Language) -> bytes:
    """What the site shows until it has been built once."""
    return (_NO_PAGES % {"code": language.code, "title": escape(language.gettext("No pages yet"))}).encode()


def with_notice(page: bytes, state: PreviewState) -> bytes:
    """The page; if it is not up to date, with the reasons at its start, where screen readers find them."""
    if state.is_current:
        return page
    title = state.language.gettext("Fix this to see your changes")
    notice = _NOTICE % {"style": _STYLE, "title": escape(title), "report": escape(state.report)}
    shown = notice.encode("utf-8", "backslashreplace")
    return _BODY.sub(lambda body: body[0] + shown, page, count=1)
