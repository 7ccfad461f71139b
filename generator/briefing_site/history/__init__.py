"""What changed in the briefs, between two trees of files or in the life of one.

`git` reads from git. `entry` turns plain data into entries with the help of the models, without validating
it. `changes` compares entries, `collection` all files and their addresses, `histories` the versions of each
brief; `updates` says in one line what changed, and how much it matters; `reporters` formats `briefs diff`.
"""
