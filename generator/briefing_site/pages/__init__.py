"""Turns the linked collection into pages; nothing is written to disk here.

Each kind of page is a module with a template of the same name, and `registry` lists them. Only
`components.markdown` escapes text.

To add a kind of page: a module with a function `tasks(library, site)`, a template of the same name in
`templates/`, and an address in `site/addresses.py`. A page about the site itself is a template in
`templates/provided/`, with an entry in `provided`. Values in templates are escaped automatically.
"""
