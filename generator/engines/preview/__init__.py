"""The live preview with MkDocs: two processes, and a third for what takes long.

The `server` answers browsers, and a `watcher` notices changes. Another process, the `builder`, builds: it
keeps generator and MkDocs loaded and has no threads, so that it can fork. It makes the page of an edited
brief first, if the edit concerns no other file, then all pages that changed, unless there is another edit.
Whatever is not a page, and the search index, is left to a fork of it, which ends as soon as something changes
again.

Everything is written to a folder of its own, in which nothing is watched: pages in `docs/`, and the site in
`site/`. So each change is built once, and `briefs build` can run at the same time.
"""
