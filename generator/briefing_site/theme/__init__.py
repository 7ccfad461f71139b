"""The theme `briefs`: Material for MkDocs with a frame, a search and a look of our own.

MkDocs finds it by this package.
"""

import os

# without it Material prints a notice about the future of MkDocs on every run
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
