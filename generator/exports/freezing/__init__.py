"""Makes a version of a brief: what `briefs freeze` writes, from what a build would publish.

`capture` turns the page of a brief into elements, and `freeze` puts everything together. What a version holds
is in `format/version.py`, and its own page in `pages/version.py`.
"""
