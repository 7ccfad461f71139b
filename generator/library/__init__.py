"""The linked collection: records in which everything knows what refers to it.

`linker` makes the `Library` of records that the checks found no error in.
"""
