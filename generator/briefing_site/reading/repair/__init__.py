"""Repairs of lines of YAML, so that a file with errors of syntax can be read to its end.

`syntax` proposes them and tries them.
"""
