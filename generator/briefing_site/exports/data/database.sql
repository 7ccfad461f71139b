-- What the database is made of besides its tables: standard SQL as SQLite has it.

-- Nobody needs what is left of a database that could not be finished.
PRAGMA page_size = 4096; -- whatever the machine's SQLite would choose
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;

CREATE TABLE about (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);

{tables}

-- What most questions need.
CREATE INDEX events_by_date ON events (earliest, latest);
CREATE INDEX event_actors_by_actor ON event_actors (actor);
CREATE INDEX quotes_by_speaker ON quotes (speaker);

CREATE VIEW timeline AS -- each event once, however many briefs have it
SELECT
    events.date, events.earliest, events.latest, events.title, events.status,
    (SELECT group_concat(name, '; ') FROM (
        SELECT DISTINCT actors.name
        FROM events AS accounts
        JOIN event_actors ON event_actors.brief = accounts.brief AND event_actors.event = accounts.id
        JOIN actors ON actors.id = event_actors.actor
        WHERE accounts.in_brief = events.brief AND accounts.in_event = events.id
        ORDER BY actors.name
    )) AS actors,
    briefs.title AS brief, events.url
FROM events
JOIN briefs ON briefs.id = events.brief
WHERE events.in_brief = events.brief AND events.in_event = events.id
ORDER BY events.earliest, events.latest;

CREATE VIEW quotations AS -- each quote with the names of its speaker and its source
SELECT
    quotes.date, COALESCE(actors.name, quotes.speaker_description) AS speaker, quotes.text,
    sources.title AS source, sources.publisher, sources.source_url, briefs.title AS brief, quotes.url,
    quotes.comparison
FROM quotes
LEFT JOIN actors ON actors.id = quotes.speaker
JOIN sources ON sources.brief = quotes.brief AND sources.id = quotes.source
JOIN briefs ON briefs.id = quotes.brief
ORDER BY quotes.earliest, quotes.latest;
