"""The engines that build `site/` from `docs/`: one module each.

`docs/` is complete before an engine runs, so it is called as a program and never imported elsewhere.
"""
