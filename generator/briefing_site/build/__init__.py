"""Runs tasks on all cores, but only those whose inputs changed.

`records` remember what each task was made from, `store` keeps what takes long to make, `workers` run tasks in
other processes, and `builder` puts them together. `writer` brings the files of `docs/` up to date.
"""
