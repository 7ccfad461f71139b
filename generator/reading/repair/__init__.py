"""Repairs of lines of YAML, so that a file with errors of syntax can be read to its end.

`syntax` tries what the other modules propose; `edits` writes repairs into a file.
"""
