"""Checks whether quotes are word for word in their sources, and records the results in `briefs/`."""
