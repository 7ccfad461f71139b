"""Writes the request that commits a file with GitHub's interface.

`python3 record.py FILE PATH` takes the new content from FILE; PATH is the file in the repository, of which
only the version that is checked out is replaced. Only requires the standard library.

https://docs.github.com/rest/repos/contents#create-or-update-file-contents
"""

import base64
import hashlib
import json
import os
import sys
from pathlib import Path

LARGEST = 2 * 1024 * 1024
"""Bytes, as in `generator/briefing_site/format/limits.py`."""


def request(content: bytes, before: bytes | None, branch: str) -> str:
    """The body of the request, as JSON."""
    values = {
        "message": "Record which quotes were found in their sources",
        "content": base64.b64encode(content).decode(),
        "branch": branch,
    }
    if before is not None:  # the id of a file in git
        values["sha"] = hashlib.sha1(
            b"blob %d\0" % len(before) + before, usedforsecurity=False
        ).hexdigest()
    return json.dumps(values)


def main() -> None:
    """Write the request for the files on the command line."""
    new, old = map(Path, sys.argv[1:3])
    if new.is_symlink() or not new.is_file() or new.stat().st_size > LARGEST:
        sys.exit(f"{new} is not a file of at most {LARGEST:,} bytes")
    before = old.read_bytes() if old.exists() else None
    sys.stdout.write(request(new.read_bytes(), before, os.environ["BRANCH"]))


if __name__ == "__main__":
    main()
