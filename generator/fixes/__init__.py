"""What newcomers write, and exactly what to write instead.

`syntax_fixes` finds what makes a file readable again, so that reading goes on behind an error; `advice`,
`misspelling` and `date_habits` turn a value into the words of a help.
"""
