"""Reads brief files, links them, renders them as pages and writes those for the site engine.

Five stages, each in a folder of its own: `reading`, `linking`, `rendering`, `writing`, `engines`.
`pipeline` calls them in that order, `cli` calls the pipeline, and `diagnostics` is what every stage
reports mistakes with.
"""
