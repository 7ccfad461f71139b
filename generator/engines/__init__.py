"""The engines that build `site/` from `docs/`: one module each.

`docs/` is complete before an engine runs, so it is called as a program and never imported elsewhere.
"""

DOCS_ARE_FRESH = "BRIEFS_DOCS_ARE_FRESH"
"""Set for an engine that runs right after the generator, so that its plugin does not run it again."""
