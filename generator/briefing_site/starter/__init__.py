"""A site of one's own to start with: `files/` has its files, each by its path.

Those that end with `.jinja` are filled in; `.gitignore` does, too, so that git leaves it alone here. Many are
links to the files that this repository uses itself.

To add a file of new sites: put it into `files/`, with `.jinja` at the end of its name if it is filled
in; if this repository uses the same, as a link (`ln -s`).
"""
