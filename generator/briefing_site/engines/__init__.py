"""The engines that build `site/` from `docs/`: one module each.

`docs/` is complete before an engine runs, so only what an engine runs imports it.
"""

from collections.abc import Mapping

DOCS_ARE_FRESH = "BRIEFS_DOCS_ARE_FRESH"
"""Set for an engine that runs right after the generator, so that its plugin does not run it again."""
AFTER_GENERATOR: Mapping[str, str] = {DOCS_ARE_FRESH: "1"}
"""The variables for an engine that runs right after the generator."""
