"""Writes generated files to `docs/`. Only this package changes `docs/`."""
