"""YAML text in, checked records with positions out.

`composer` makes a tree of the text within limits and reads on behind errors that can be fixed, `validation`
turns the tree into a record, `folder` reads all files. Nothing here knows what one file says of another.
"""
