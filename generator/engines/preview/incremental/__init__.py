"""Builds only what changed of `site/`, on all cores; the result is that of a clean build with MkDocs.

What a page depends on is recorded: its Markdown, whether the files that it links to exist, the settings, the
theme, the navigation, the program. MkDocs does the rest: it reads the settings, lists the files, makes the
templates that are not pages, and makes whatever failed here, so that it reports errors as always.
"""
