"""The form in the browser that writes a brief, and the file that a new brief begins with.

Both come from the format: a new field appears in them without a line of code here.
"""
