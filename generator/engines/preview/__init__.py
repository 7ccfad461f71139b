"""The live preview with MkDocs: two processes, and a third for what takes long.

The `server` answers browsers and watches the project. It asks another process, the `builder`, to build, which
keeps generator and MkDocs loaded and has no threads, so that it can fork. Papers, cards and the search index
are left to a `fork` of the builder, which ends as soon as something changes again.

Everything is written to a folder of its own, in which nothing is watched: pages in `docs/`, and the site in
`site/`. So each change is built once, and `briefs build` can run at the same time.
"""
