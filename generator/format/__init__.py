"""The format of briefs: the only description of it, from which everything else is derived.

`brief`, `profile`, `topics` and `verification` are the models, `kinds` the kinds of their fields, and
`traversal` visits all fields and values. This room does not know YAML, files or pages.
"""
