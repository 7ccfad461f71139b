"""Rules that take more than one value or file: a module each, which `rules` runs.

They read the trees and not the records, so that a brief with one error is checked for all others in the
same run.
"""
