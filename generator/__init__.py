"""Reads brief files, links them, and renders them as pages for a site engine.

`pipeline` calls the stages in order: `reading`, `checking`, `library`, `rendering` and `exports`, `writing`,
`engines`. `cli` calls the pipeline. All stages report problems as `diagnostics`.
"""
