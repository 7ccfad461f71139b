"""What changed between two versions of the briefs, in the terms of the subject.

`brief` compares two versions of one brief, `collection` all files, `permalinks` finds the addresses that
would break. All are pure; `reporters` shows what they found. Texts are compared as readers see them: how
a file is wrapped, quoted or sorted is no change.
"""
