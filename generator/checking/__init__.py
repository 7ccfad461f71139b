"""What files say of one another: a module for each check, all listed in `checks`.

They read the trees and not the records, so that a brief with an error in one place is checked in all others
in the same run.
"""
