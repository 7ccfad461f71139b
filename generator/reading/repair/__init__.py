"""Common mistakes, and exactly what to write instead.

`syntax_fixes` makes a file with syntax errors readable, so that the rest of it can be checked as well.
`suggestions`, `misspelling` and `date_formats` write help texts for invalid values.
"""
