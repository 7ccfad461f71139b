"""The search: records of what can be found, and an index of their words in files for the browser.

The scripts that load it are in `theme/assets/search/`.

Pagefind, which indexes any site, knows neither typing errors nor partial matches
(https://github.com/Pagefind/pagefind/issues/756), takes the beginning of a word for the word
(https://github.com/Pagefind/pagefind/pull/315), and has no names that come before everything else.
"""

from briefing_site.search.index import files, is_part, tasks

__all__ = ["files", "is_part", "tasks"]
