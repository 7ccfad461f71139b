"""What changed in the briefs, between two trees of files or in the life of one.

`git` reads from git, and `content` the versions of files. `entry` turns plain data into entries with the help
of the models, without validating it. `changes` compares two versions of an entry, for which `matching` finds
the old version of each entry of a list, and `text_changes` cuts long texts; `collection` compares all files,
and `permalinks` their addresses.

`histories` compares the versions of each brief that readers saw (`versions`), with what git has of forecasts
(`forecasts`) and of records of quotes (`claims`). `phrasing` has the words of the form for changes, `updates`
says in one line what changed and how much it matters, and `reporters` formats `briefs diff`, with `comment`
for Markdown.
"""
