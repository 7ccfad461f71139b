"""A YAML file as a tree in which every key and value knows its line and column.

Reading, fixing and checking build on this room. It does not parse YAML itself.
"""
