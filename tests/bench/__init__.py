"""The benchmark: how long builds take, how much memory they use, and what they write.

`library` makes synthetic projects of any size, `peers` prepares other site generators for the same Markdown,
`process` times whole processes and measures their memory, `suite` puts these together, and `results` keeps the
figures and writes them into `docs/performance.md`. `make bench` runs it all.
"""
