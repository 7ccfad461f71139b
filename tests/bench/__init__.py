"""The benchmark: how long builds take, how much memory they use, and what they write.

`library` makes synthetic projects of any size, `scenarios` edits them, `peers` prepares other site generators
for the same Markdown, `process` times whole processes and measures their memory, `waiting` measures what a
browser loads and when a change is served, `suite` puts these together, `results` are the figures, and `page`
writes them into `docs/performance.md`. `make bench` runs it all.
"""
