"""YAML text to records with positions.

`composer` parses a file within limits and reads on after errors that it can fix, `validation` turns its
tree into a record, `folder` reads all files. What files say about one another is checked elsewhere.
"""
