"""A YAML file as a tree in which every key and value knows its line and column.

Below whoever reads, fixes or checks files: it knows neither the format nor how the tree is made.
"""
