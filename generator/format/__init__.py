"""The format of briefs: the only description of it, from which everything else is derived.

`brief`, `shared` and `verification` are the models, `fields` the types of their fields, `prose`
what texts are parsed to, and `traversal` visits all fields and values. It does not know files or pages.
"""
