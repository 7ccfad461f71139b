"""The linked collection in, the contents of files out; nothing is written here.

`pages` holds a module for each kind of page, with a template of the same name in `templates`.
`addresses` alone knows where a page is, `markdown` alone how text is escaped, `wording` how dates
and numbers read.
"""
