"""Reads brief files, links them, and renders them as pages for a site engine.

`pipeline` calls the stages in order: `reading`, `checks`, `library`, `pages` and `exports`, `build`,
`engines`. `cli` calls the pipeline. All stages report problems as `diagnostics`.
"""
