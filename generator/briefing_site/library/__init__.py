"""The linked collection: records that know what refers to them.

`linker` builds the `Library` from records without errors.
"""
