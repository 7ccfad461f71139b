"""Turns the linked collection into pages; nothing is written to disk here.

`pages` has a module for each kind of page, with a template of the same name in `templates`. Only `markdown`
escapes text.
"""
