"""The engines that build `site/` from `docs/`: one module each.

`docs/` is complete before an engine runs, so only what an engine runs imports it.

To add an engine: a module with `build` and `serve`, a line in `engine`, and an extra of its name in
`pyproject.toml`. To add a Markdown extension: `site/markdown.py`; if it reads nothing but the page,
`incremental` as well, or every build makes all pages again.
"""

from collections.abc import Mapping

DOCS_ARE_FRESH = "BRIEFS_DOCS_ARE_FRESH"
"""Set for an engine that runs right after the generator, so that its plugin does not run it again."""
QUIET: Mapping[str, str] = {"NO_MKDOCS_2_WARNING": "1"}
"""Without it Material prints a notice about the future of MkDocs on every run."""
AFTER_GENERATOR: Mapping[str, str] = {**QUIET, DOCS_ARE_FRESH: "1"}
"""The variables for an engine that runs right after the generator."""
