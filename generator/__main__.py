"""Lets `python -m generator` in a copy of the repository do what the `briefs` command does."""

from briefing_site.__main__ import main

main()
