"""The tables of the SQLite database: what stands in which column."""

SCHEMA = """
CREATE TABLE about (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);
CREATE TABLE topics (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    url TEXT NOT NULL
);
CREATE TABLE actors (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'organisation', 'state', 'group')),
    summary TEXT,
    url TEXT NOT NULL
);
CREATE TABLE aliases (
    actor TEXT NOT NULL REFERENCES actors (id),
    name TEXT NOT NULL
);
CREATE TABLE affiliations (
    actor TEXT NOT NULL REFERENCES actors (id),
    other TEXT NOT NULL, -- the id of an actor, which may be none of this site
    role TEXT NOT NULL,
    period TEXT
);
CREATE TABLE briefs (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    date TEXT NOT NULL,
    updated TEXT,
    status TEXT NOT NULL,
    background TEXT,
    url TEXT NOT NULL
);
CREATE TABLE brief_topics (
    brief TEXT NOT NULL REFERENCES briefs (id),
    topic TEXT NOT NULL REFERENCES topics (id),
    PRIMARY KEY (brief, topic)
);
CREATE TABLE brief_actors (
    brief TEXT NOT NULL REFERENCES briefs (id),
    actor TEXT NOT NULL REFERENCES actors (id),
    role TEXT NOT NULL,
    PRIMARY KEY (brief, actor)
);
CREATE TABLE see_also (
    brief TEXT NOT NULL REFERENCES briefs (id),
    other TEXT NOT NULL REFERENCES briefs (id),
    PRIMARY KEY (brief, other)
);
CREATE TABLE relations (
    brief TEXT NOT NULL REFERENCES briefs (id),
    actor TEXT NOT NULL REFERENCES actors (id),
    label TEXT NOT NULL,
    other TEXT NOT NULL REFERENCES actors (id)
);
CREATE TABLE sources (
    brief TEXT NOT NULL REFERENCES briefs (id),
    id TEXT NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    publisher TEXT,
    published TEXT,
    source_url TEXT,
    archived_url TEXT,
    language TEXT,
    PRIMARY KEY (brief, id)
);
CREATE TABLE source_authors (
    brief TEXT NOT NULL,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    FOREIGN KEY (brief, source) REFERENCES sources (brief, id)
);
CREATE TABLE events (
    brief TEXT NOT NULL REFERENCES briefs (id),
    id TEXT NOT NULL,
    date TEXT NOT NULL, -- as exact as it is known (EDTF)
    earliest TEXT, -- null where the beginning is open
    latest TEXT, -- null where the end is open
    title TEXT NOT NULL,
    text TEXT,
    status TEXT NOT NULL CHECK (status IN ('confirmed', 'reported', 'disputed')),
    note TEXT,
    told_in_brief TEXT NOT NULL, -- the main telling of the same event:
    told_in_event TEXT NOT NULL, -- itself, unless another brief is that
    url TEXT NOT NULL,
    PRIMARY KEY (brief, id),
    FOREIGN KEY (told_in_brief, told_in_event) REFERENCES events (brief, id)
);
CREATE TABLE event_actors (
    brief TEXT NOT NULL,
    event TEXT NOT NULL,
    actor TEXT NOT NULL REFERENCES actors (id),
    PRIMARY KEY (brief, event, actor),
    FOREIGN KEY (brief, event) REFERENCES events (brief, id)
);
CREATE TABLE event_sources (
    brief TEXT NOT NULL,
    event TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (brief, event, source),
    FOREIGN KEY (brief, event) REFERENCES events (brief, id),
    FOREIGN KEY (brief, source) REFERENCES sources (brief, id)
);
CREATE TABLE quotes (
    brief TEXT NOT NULL REFERENCES briefs (id),
    id TEXT NOT NULL,
    date TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    speaker TEXT NOT NULL REFERENCES actors (id),
    text TEXT NOT NULL,
    context TEXT,
    source TEXT NOT NULL,
    url TEXT NOT NULL,
    PRIMARY KEY (brief, id),
    FOREIGN KEY (brief, source) REFERENCES sources (brief, id)
);
CREATE TABLE key_judgements (
    brief TEXT NOT NULL REFERENCES briefs (id),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    confidence TEXT NOT NULL CHECK (confidence IN ('low', 'moderate', 'high')),
    PRIMARY KEY (brief, number)
);
CREATE TABLE key_judgement_sources (
    brief TEXT NOT NULL,
    judgement INTEGER NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (brief, judgement, source),
    FOREIGN KEY (brief, judgement) REFERENCES key_judgements (brief, number),
    FOREIGN KEY (brief, source) REFERENCES sources (brief, id)
);
CREATE TABLE open_questions (
    brief TEXT NOT NULL REFERENCES briefs (id),
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (brief, number)
);
CREATE TABLE corrections (
    brief TEXT NOT NULL REFERENCES briefs (id),
    date TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE INDEX events_by_date ON events (earliest, latest);
CREATE INDEX event_actors_by_actor ON event_actors (actor);
CREATE INDEX quotes_by_speaker ON quotes (speaker);

CREATE VIEW timeline AS -- each event once, however many briefs tell it
SELECT
    events.date, events.earliest, events.latest, events.title, events.status,
    (SELECT group_concat(name, '; ') FROM (
        SELECT DISTINCT actors.name
        FROM events AS tellings
        JOIN event_actors ON event_actors.brief = tellings.brief AND event_actors.event = tellings.id
        JOIN actors ON actors.id = event_actors.actor
        WHERE tellings.told_in_brief = events.brief AND tellings.told_in_event = events.id
        ORDER BY actors.name
    )) AS actors,
    briefs.title AS brief, events.url
FROM events
JOIN briefs ON briefs.id = events.brief
WHERE events.told_in_brief = events.brief AND events.told_in_event = events.id
ORDER BY events.earliest, events.latest;

CREATE VIEW quotations AS -- each quote with the names of its speaker and its source
SELECT
    quotes.date, actors.name AS speaker, quotes.text, sources.title AS source, sources.publisher,
    sources.source_url, briefs.title AS brief, quotes.url
FROM quotes
JOIN actors ON actors.id = quotes.speaker
JOIN sources ON sources.brief = quotes.brief AND sources.id = quotes.source
JOIN briefs ON briefs.id = quotes.brief
ORDER BY quotes.earliest, quotes.latest;
"""
"""Standard SQL as SQLite has it; texts are as in the JSON files."""

SEARCH = """
CREATE VIRTUAL TABLE {table}_fts USING fts5 (
    {columns}, content="{table}", tokenize="unicode61 remove_diacritics 2"
);
INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild');
INSERT INTO {table}_fts ({table}_fts) VALUES ('optimize');
"""
"""A full-text index of some columns of a table, which Datasette offers as a search field."""

SEARCHED = {
    "briefs": "title, summary, background",
    "events": "title, text, note",
    "quotes": "text, context",
    "actors": "name, summary",
}
