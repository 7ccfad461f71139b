"""The `briefs` command, which is the same as `python -m briefing_site`."""

import sys


def main() -> None:
    """Run it; Ctrl+C ends it without a traceback, also while the program is still loading."""
    try:
        from briefing_site.cli import main as run  # noqa: PLC0415 -- takes a while

        run()
    except KeyboardInterrupt:
        sys.exit(2)


if __name__ == "__main__":
    main()
