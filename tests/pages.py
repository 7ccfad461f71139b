"""A page of each kind: where it is on the site that the tests read, `tests/cases/site`."""

PAGES = {
    "home": "",
    "brief": "briefs/council-revival/",
    "version": "briefs/ferry-line/versions/2022-03-01/",
    "briefs": "briefs/",
    "actor": "actors/ada-stone/",
    "actors": "actors/",
    "topic": "topics/river-security/",
    "topics": "topics/",
    "new": "new/",
    "timeline": "timeline/",
    "judgements": "judgements/",
    "quotes": "quotes/",
    "sources": "sources/",
    "search": "search/?q=council",
    "data": "data/",
    "about": "about/",
    "contribute": "contribute/",
    "reference": "contribute/reference/",
    "write": "contribute/write/",
    "missing": "404.html",
}
