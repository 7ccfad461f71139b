"""Many files in, one linked collection out.

`checks` holds files against one another. It reads the trees and not the records, so that a brief with
a mistake in one place is checked in all others in the same run. `linker` makes the `Library` of the
records, where everything knows what refers to it.
"""
