"""The commands of `briefs`, a module each, which `cli` finds here; and what several of them share.

`project` finds and reads the project, `options` has options of several commands,
`reports` shows diagnostics, `changes` shows and writes changed files, `progress` shows
how far a command is, and `terminal` speaks and asks.

To add a command: a module with a function that click decorates; `cli` finds it.
"""
