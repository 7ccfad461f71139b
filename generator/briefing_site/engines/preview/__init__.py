"""The live preview with MkDocs.

The `server` answers browsers, and a `watcher` notices changes. Another process, the `builder`, keeps the
generator and MkDocs loaded and has no threads, so that it can fork. For each change it builds the pages and
the site; papers, cards, data and the search index, which no page shows, follow in a fork of it, which ends as
soon as something changes again.

Everything is written to a folder of its own, in which nothing is watched: pages to `docs/`, with copies of
those that people wrote, and the site to `site/`. So each change is built once, and `briefs build` can run at
the same time.
"""
