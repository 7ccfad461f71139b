"""The linked collection: records that know what refers to them.

`linker` builds the `Library` from records without errors. `recording` sees what a task looks up in it, and
`digests` tell whether that has changed.
"""
