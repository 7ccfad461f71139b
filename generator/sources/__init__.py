"""Everything that contacts other hosts: nothing else in the program does.

`web` asks them, within limits and never those of private networks; `verification` compares quotes with the
texts of their sources; `link_check` finds sources that are gone.
"""
