"""A site of one's own to start with: `files/` has its files, each by its path.

Those that end with `.jinja` are filled in; `.gitignore` does, too, so that git leaves it alone here. Many are
links to the files that this repository uses itself.
"""
