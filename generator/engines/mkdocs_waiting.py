"""Runs `mkdocs_build` when it is told to: `python -m generator.engines.mkdocs_waiting CACHE`, in the project.

So MkDocs is loaded while the generator runs. It builds when it reads a line, and not at all if there is none.
"""

import sys


def main() -> None:
    """Load MkDocs, wait for a line, and build."""
    try:
        from generator.engines import mkdocs_build  # noqa: PLC0415 -- it takes long, and may be interrupted

        mkdocs_build.prepare()
        if sys.stdin.readline():
            mkdocs_build.main()
    except KeyboardInterrupt:
        sys.exit(1)


if __name__ == "__main__":
    main()
