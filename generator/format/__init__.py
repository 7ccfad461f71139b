"""What a brief is: the only description of the format, from which everything else is made.

`brief`, `profile`, `topics` and `verification` are the models, `fields` the kinds of values that they hold,
`traversal` reads both off them. Nothing here knows of YAML, of files or of pages.
"""
