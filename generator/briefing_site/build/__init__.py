"""Runs tasks on all cores, but only those whose inputs changed.

`record` remembers what each task was made from, `store` keeps what takes long to make, `workers` run tasks in
other processes, and `builder` puts them together.
"""
