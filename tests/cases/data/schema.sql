CREATE TABLE "topics" (
   "id" TEXT PRIMARY KEY,
   "title" TEXT,
   "summary" TEXT,
   "url" TEXT
);

CREATE TABLE "topic_aliases" (
   "topic" TEXT REFERENCES "topics"("id"),
   "number" INTEGER,
   "alias" TEXT,
   PRIMARY KEY ("topic", "number")
);

CREATE TABLE "places" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT,
   "kind" TEXT,
   "url" TEXT,
   "latitude" REAL,
   "longitude" REAL,
   "country" TEXT,
   "wikidata" TEXT,
   "source" TEXT
);

CREATE TABLE "place_line" (
   "place" TEXT REFERENCES "places"("id"),
   "number" INTEGER,
   "latitude" REAL,
   "longitude" REAL,
   PRIMARY KEY ("place", "number")
);

CREATE TABLE "place_aliases" (
   "place" TEXT REFERENCES "places"("id"),
   "number" INTEGER,
   "alias" TEXT,
   PRIMARY KEY ("place", "number")
);

CREATE TABLE "actors" (
   "id" TEXT PRIMARY KEY,
   "name" TEXT,
   "kind" TEXT,
   "summary" TEXT,
   "url" TEXT,
   "data" TEXT,
   "sort_name" TEXT,
   "ids_wikidata" TEXT,
   "ids_viaf" TEXT,
   "ids_isni" TEXT,
   "ids_gnd" TEXT,
   "ids_orcid" TEXT,
   "ids_ror" TEXT,
   "ids_lei" TEXT,
   "ids_attack" TEXT
);

CREATE TABLE "actor_aliases" (
   "actor" TEXT REFERENCES "actors"("id"),
   "number" INTEGER,
   "alias" TEXT,
   PRIMARY KEY ("actor", "number")
);

CREATE TABLE "actor_places" (
   "actor" TEXT REFERENCES "actors"("id"),
   "number" INTEGER,
   "place" TEXT REFERENCES "places"("id"),
   PRIMARY KEY ("actor", "number")
);

CREATE TABLE "actor_sources" (
   "actor" TEXT REFERENCES "actors"("id"),
   "id" TEXT,
   "title" TEXT,
   "description" TEXT,
   "kind" TEXT,
   "copy_of" TEXT,
   "publisher" TEXT,
   "published" TEXT,
   "published_in_words" TEXT,
   "published_earliest" TEXT,
   "published_latest" TEXT,
   "url" TEXT,
   "doi" TEXT,
   "accessed" TEXT,
   "archived" TEXT,
   "language" TEXT,
   "note" TEXT,
   "number" INTEGER,
   FOREIGN KEY ("actor", "copy_of") REFERENCES "actor_sources"("actor", "id"),
   PRIMARY KEY ("actor", "id")
);

CREATE TABLE "actor_source_authors" (
   "actor" TEXT,
   "source" TEXT,
   "number" INTEGER,
   "author" TEXT,
   FOREIGN KEY ("actor", "source") REFERENCES "actor_sources"("actor", "id"),
   PRIMARY KEY ("actor", "source", "number")
);

CREATE TABLE "actor_affiliations" (
   "actor" TEXT REFERENCES "actors"("id"),
   "number" INTEGER,
   "to" TEXT,
   "role" TEXT,
   "period" TEXT,
   "period_in_words" TEXT,
   "period_earliest" TEXT,
   "period_latest" TEXT,
   PRIMARY KEY ("actor", "number")
);

CREATE TABLE "actor_affiliation_sources" (
   "actor" TEXT,
   "affiliation" INTEGER,
   "number" INTEGER,
   "source" TEXT,
   FOREIGN KEY ("actor", "affiliation") REFERENCES "actor_affiliations"("actor", "number"),
   FOREIGN KEY ("actor", "source") REFERENCES "actor_sources"("actor", "id"),
   PRIMARY KEY ("actor", "affiliation", "number")
);

CREATE TABLE "briefs" (
   "id" TEXT PRIMARY KEY,
   "title" TEXT,
   "summary" TEXT,
   "date" TEXT,
   "updated" TEXT,
   "status" TEXT,
   "url" TEXT,
   "data" TEXT,
   "as_of" TEXT,
   "background" TEXT,
   "scope" TEXT,
   "review_by" TEXT
);

CREATE TABLE "brief_topics" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "topic" TEXT REFERENCES "topics"("id"),
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "in_brief" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "text" TEXT,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "brief_authors" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "name" TEXT,
   "orcid" TEXT,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "brief_reviewers" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "name" TEXT,
   "orcid" TEXT,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "sources" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "id" TEXT,
   "title" TEXT,
   "description" TEXT,
   "kind" TEXT,
   "copy_of" TEXT,
   "publisher" TEXT,
   "published" TEXT,
   "published_in_words" TEXT,
   "published_earliest" TEXT,
   "published_latest" TEXT,
   "url" TEXT,
   "doi" TEXT,
   "accessed" TEXT,
   "archived" TEXT,
   "language" TEXT,
   "note" TEXT,
   "number" INTEGER,
   FOREIGN KEY ("brief", "copy_of") REFERENCES "sources"("brief", "id"),
   PRIMARY KEY ("brief", "id")
);

CREATE TABLE "source_authors" (
   "brief" TEXT,
   "source" TEXT,
   "number" INTEGER,
   "author" TEXT,
   FOREIGN KEY ("brief", "source") REFERENCES "sources"("brief", "id"),
   PRIMARY KEY ("brief", "source", "number")
);

CREATE TABLE "brief_actors" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "id" TEXT REFERENCES "actors"("id"),
   "name" TEXT,
   "kind" TEXT,
   "role" TEXT,
   PRIMARY KEY ("brief", "id")
);

CREATE TABLE "brief_actor_sources" (
   "brief" TEXT,
   "actor" TEXT,
   "number" INTEGER,
   "source" TEXT,
   FOREIGN KEY ("brief", "actor") REFERENCES "brief_actors"("brief", "id"),
   FOREIGN KEY ("brief", "source") REFERENCES "sources"("brief", "id"),
   PRIMARY KEY ("brief", "actor", "number")
);

CREATE TABLE "key_judgements" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "text" TEXT,
   "likelihood" TEXT,
   "confidence" TEXT,
   "basis" TEXT,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "key_judgement_alternatives" (
   "brief" TEXT,
   "judgement" INTEGER,
   "number" INTEGER,
   "text" TEXT,
   FOREIGN KEY ("brief", "judgement") REFERENCES "key_judgements"("brief", "number"),
   PRIMARY KEY ("brief", "judgement", "number")
);

CREATE TABLE "key_judgement_would_change" (
   "brief" TEXT,
   "judgement" INTEGER,
   "number" INTEGER,
   "text" TEXT,
   FOREIGN KEY ("brief", "judgement") REFERENCES "key_judgements"("brief", "number"),
   PRIMARY KEY ("brief", "judgement", "number")
);

CREATE TABLE "key_judgement_sources" (
   "brief" TEXT,
   "judgement" INTEGER,
   "number" INTEGER,
   "source" TEXT,
   FOREIGN KEY ("brief", "judgement") REFERENCES "key_judgements"("brief", "number"),
   FOREIGN KEY ("brief", "source") REFERENCES "sources"("brief", "id"),
   PRIMARY KEY ("brief", "judgement", "number")
);

CREATE TABLE "relations" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "from" TEXT REFERENCES "actors"("id"),
   "label" TEXT,
   "to" TEXT REFERENCES "actors"("id"),
   "date" TEXT,
   "date_in_words" TEXT,
   "date_earliest" TEXT,
   "date_latest" TEXT,
   "status" TEXT,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "relation_sources" (
   "brief" TEXT,
   "relation" INTEGER,
   "number" INTEGER,
   "source" TEXT,
   FOREIGN KEY ("brief", "relation") REFERENCES "relations"("brief", "number"),
   FOREIGN KEY ("brief", "source") REFERENCES "sources"("brief", "id"),
   PRIMARY KEY ("brief", "relation", "number")
);

CREATE TABLE "events" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "id" TEXT,
   "url" TEXT,
   "date" TEXT,
   "date_in_words" TEXT,
   "date_earliest" TEXT,
   "date_latest" TEXT,
   "title" TEXT,
   "text" TEXT,
   "status" TEXT,
   "note" TEXT,
   "in_brief" TEXT REFERENCES "briefs"("id"),
   "in_event" TEXT,
   PRIMARY KEY ("brief", "id")
);

CREATE TABLE "event_actors" (
   "brief" TEXT,
   "event" TEXT,
   "number" INTEGER,
   "actor" TEXT REFERENCES "actors"("id"),
   FOREIGN KEY ("brief", "event") REFERENCES "events"("brief", "id"),
   PRIMARY KEY ("brief", "event", "number")
);

CREATE TABLE "event_places" (
   "brief" TEXT,
   "event" TEXT,
   "number" INTEGER,
   "place" TEXT REFERENCES "places"("id"),
   FOREIGN KEY ("brief", "event") REFERENCES "events"("brief", "id"),
   PRIMARY KEY ("brief", "event", "number")
);

CREATE TABLE "event_sources" (
   "brief" TEXT,
   "event" TEXT,
   "number" INTEGER,
   "source" TEXT,
   FOREIGN KEY ("brief", "event") REFERENCES "events"("brief", "id"),
   FOREIGN KEY ("brief", "source") REFERENCES "sources"("brief", "id"),
   PRIMARY KEY ("brief", "event", "number")
);

CREATE TABLE "quotes" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "id" TEXT,
   "url" TEXT,
   "date" TEXT,
   "date_in_words" TEXT,
   "date_earliest" TEXT,
   "date_latest" TEXT,
   "speaker" TEXT REFERENCES "actors"("id"),
   "text" TEXT,
   "speaker_description" TEXT,
   "context" TEXT,
   "source" TEXT,
   "comparison" TEXT,
   "compared_on" TEXT,
   "recorded" TEXT,
   FOREIGN KEY ("brief", "source") REFERENCES "sources"("brief", "id"),
   PRIMARY KEY ("brief", "id")
);

CREATE TABLE "quote_places" (
   "brief" TEXT,
   "quote" TEXT,
   "number" INTEGER,
   "place" TEXT REFERENCES "places"("id"),
   FOREIGN KEY ("brief", "quote") REFERENCES "quotes"("brief", "id"),
   PRIMARY KEY ("brief", "quote", "number")
);

CREATE TABLE "figures" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "title" TEXT,
   "unit" TEXT,
   "kind" TEXT,
   "note" TEXT,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "figure_series" (
   "brief" TEXT,
   "figure" INTEGER,
   "number" INTEGER,
   "text" TEXT,
   FOREIGN KEY ("brief", "figure") REFERENCES "figures"("brief", "number"),
   PRIMARY KEY ("brief", "figure", "number")
);

CREATE TABLE "figure_rows" (
   "brief" TEXT,
   "figure" INTEGER,
   "number" INTEGER,
   "label" TEXT,
   FOREIGN KEY ("brief", "figure") REFERENCES "figures"("brief", "number"),
   PRIMARY KEY ("brief", "figure", "number")
);

CREATE TABLE "figure_row_values" (
   "brief" TEXT,
   "figure" INTEGER,
   "row" INTEGER,
   "number" INTEGER,
   "value" REAL,
   FOREIGN KEY ("brief", "figure", "row") REFERENCES "figure_rows"("brief", "figure", "number"),
   PRIMARY KEY ("brief", "figure", "row", "number")
);

CREATE TABLE "figure_row_sources" (
   "brief" TEXT,
   "figure" INTEGER,
   "row" INTEGER,
   "number" INTEGER,
   "source" TEXT,
   FOREIGN KEY ("brief", "figure", "row") REFERENCES "figure_rows"("brief", "figure", "number"),
   FOREIGN KEY ("brief", "source") REFERENCES "sources"("brief", "id"),
   PRIMARY KEY ("brief", "figure", "row", "number")
);

CREATE TABLE "open_questions" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "text" TEXT,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "forecasts" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "statement" TEXT,
   "probability" INTEGER,
   "made_on" TEXT,
   "resolves_by" TEXT,
   "criteria" TEXT,
   "base_rate" TEXT,
   "reasoning" TEXT,
   "outcome" TEXT,
   "resolved_on" TEXT,
   "recorded" TEXT,
   "standing" TEXT,
   "score" REAL,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "forecast_probabilities" (
   "brief" TEXT,
   "forecast" INTEGER,
   "number" INTEGER,
   "date" TEXT,
   "probability" INTEGER,
   FOREIGN KEY ("brief", "forecast") REFERENCES "forecasts"("brief", "number"),
   PRIMARY KEY ("brief", "forecast", "number")
);

CREATE TABLE "forecast_sources" (
   "brief" TEXT,
   "forecast" INTEGER,
   "number" INTEGER,
   "source" TEXT,
   FOREIGN KEY ("brief", "forecast") REFERENCES "forecasts"("brief", "number"),
   FOREIGN KEY ("brief", "source") REFERENCES "sources"("brief", "id"),
   PRIMARY KEY ("brief", "forecast", "number")
);

CREATE TABLE "indicators" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "text" TEXT,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "corrections" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "date" TEXT,
   "text" TEXT,
   "source" TEXT,
   FOREIGN KEY ("brief", "source") REFERENCES "sources"("brief", "id"),
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "change_notes" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "date" TEXT,
   "text" TEXT,
   "importance" TEXT,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "see_also" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "other" TEXT REFERENCES "briefs"("id"),
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "versions" (
   "brief" TEXT REFERENCES "briefs"("id"),
   "number" INTEGER,
   "date" TEXT,
   "doi" TEXT,
   "url" TEXT,
   "data" TEXT,
   PRIMARY KEY ("brief", "number")
);

CREATE TABLE "about" (
   "key" TEXT PRIMARY KEY,
   "value" TEXT
);

CREATE TABLE "descriptions" (
   "table_name" TEXT,
   "column_name" TEXT,
   "description" TEXT,
   PRIMARY KEY ("table_name", "column_name")
);

CREATE INDEX "idx_events_date_earliest_date_latest"
    ON "events" ("date_earliest", "date_latest");

CREATE INDEX "idx_event_actors_actor"
    ON "event_actors" ("actor");

CREATE INDEX "idx_quotes_speaker"
    ON "quotes" ("speaker");

CREATE VIEW "timeline" AS SELECT -- each event once, however many briefs tell it
    events.date, events.date_earliest, events.date_latest, events.title, events.status,
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
ORDER BY events.date_earliest, events.date_latest;

CREATE VIEW "quotations" AS SELECT -- each quote with the names of its speaker and its source
    quotes.date, COALESCE(actors.name, quotes.speaker_description) AS speaker, quotes.text,
    sources.title AS source, sources.publisher, sources.url AS source_url, briefs.title AS brief, quotes.url,
    quotes.comparison
FROM quotes
LEFT JOIN actors ON actors.id = quotes.speaker
JOIN sources ON sources.brief = quotes.brief AND sources.id = quotes.source
JOIN briefs ON briefs.id = quotes.brief
ORDER BY quotes.date_earliest, quotes.date_latest;

CREATE VIRTUAL TABLE "actors_fts" USING FTS5 (
    "name", "summary", "sort_name",
    tokenize='unicode61 remove_diacritics 2',
    content="actors"
);

CREATE VIRTUAL TABLE "briefs_fts" USING FTS5 (
    "title", "summary", "background", "scope",
    tokenize='unicode61 remove_diacritics 2',
    content="briefs"
);

CREATE VIRTUAL TABLE "events_fts" USING FTS5 (
    "title", "text", "note",
    tokenize='unicode61 remove_diacritics 2',
    content="events"
);

CREATE VIRTUAL TABLE "quotes_fts" USING FTS5 (
    "text", "speaker_description", "context",
    tokenize='unicode61 remove_diacritics 2',
    content="quotes"
);

