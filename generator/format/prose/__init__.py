"""Contributors' prose: Markdown with citations, parsed once to a tree.

`parser` makes the `tree`; whatever shows prose is a `ProseWriter`, which has a method for each part.
"""
