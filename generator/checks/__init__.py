"""Checks that take more than one value or file: a module for each, all listed in `checks`.

They read the trees and not the records, so that a brief with one error is checked for all others in the
same run.
"""
