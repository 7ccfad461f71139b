"""YAML text in, checked records with positions out.

`document` is the text as a tree with positions, `composer` makes it from YAML, `brief`, `actor` and
`topic` are the records, `validation` turns the one into the other. Nothing here knows of a second
file: what files say of one another is the business of `linking`.
"""
