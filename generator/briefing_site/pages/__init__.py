"""Turns the linked collection into pages; nothing is written to disk here.

Each kind of page is a module with a template of the same name, and `registry` lists them. Only
`components.markdown` escapes text.
"""
