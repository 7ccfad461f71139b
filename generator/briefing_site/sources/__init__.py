"""Everything that contacts other hosts: nothing else in the program does.

`web` is the client, with limits, and without access to private networks; `verification` compares quotes with
the texts of their sources; `link_check` finds sources that are gone, and `archive`
copies of their pages.
"""
