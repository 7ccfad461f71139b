"""The search: records of what can be found, and an index of their words in files for the browser.

The scripts that load it are in `theme/assets/search/`.

Pagefind, which indexes any site, knows neither typing errors nor partial matches
(https://github.com/Pagefind/pagefind/issues/756), takes the beginning of a word for the word
(https://github.com/Pagefind/pagefind/pull/315), and has no names that come before everything else.

To add a kind of result: a record in `records`, its name in `KINDS` of `pages/search.py`, and how it is
shown in `theme/assets/search/`. After any change, read what `.venv/bin/pytest tests/test_relevance.py
-rP` says of the queries in `tests/cases/search/queries.yml`; a query that readers miss goes there first.
"""

from briefing_site.search.index import files, is_part, tasks

__all__ = ["files", "is_part", "tasks"]
