CREATE TABLE about (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
);

CREATE TABLE topics (
    -- Its id.
    "id" TEXT NOT NULL,
    -- The name of the topic.
    "title" TEXT NOT NULL,
    -- What it covers, in one sentence.
    "summary" TEXT NOT NULL,
    -- Its page.
    "url" TEXT NOT NULL,
    PRIMARY KEY ("id")
);

CREATE TABLE topic_aliases (
    "topic" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- Other words for it that readers may search for.
    "text" TEXT NOT NULL,
    PRIMARY KEY ("topic", "number"),
    FOREIGN KEY ("topic") REFERENCES topics ("id")
);

CREATE TABLE actors (
    -- The same id is the same actor in every brief.
    "id" TEXT NOT NULL,
    -- What it is called.
    "name" TEXT NOT NULL,
    -- What it is.
    "kind" TEXT NOT NULL,
    -- Who or what it is, in one or two sentences, with citations such as [@town-gazette]. Numbers in brackets are those of the sources of the brief or actor.
    "summary" TEXT,
    -- The name of a person as lists sort it, with the family name before a comma. Not required if the family name is the last word, as in Maria Example; names such as Li Example are written "Li, Example".
    "sort_name" TEXT,
    -- Its page.
    "url" TEXT NOT NULL,
    PRIMARY KEY ("id")
);

CREATE TABLE aliases (
    "actor" TEXT NOT NULL,
    -- Other names that readers may search for, with acronyms and spellings in other languages.
    "name" TEXT NOT NULL,
    FOREIGN KEY ("actor") REFERENCES actors ("id")
);

CREATE TABLE actor_ids (
    "actor" TEXT NOT NULL,
    -- In Wikidata: Q and a number. Its page is https://www.wikidata.org/wiki/{id}.
    "wikidata" TEXT,
    -- In the Virtual International Authority File of libraries. Its page is https://viaf.org/viaf/{id}.
    "viaf" TEXT,
    -- The International Standard Name Identifier of a person or an organisation, without spaces. Its page is https://isni.org/isni/{id}.
    "isni" TEXT,
    -- In the Gemeinsame Normdatei of German, Austrian and Swiss libraries. Its page is https://d-nb.info/gnd/{id}.
    "gnd" TEXT,
    -- The ORCID iD of a researcher. Its page is https://orcid.org/{id}.
    "orcid" TEXT,
    -- In the Research Organization Registry. Its page is https://ror.org/{id}.
    "ror" TEXT,
    -- The Legal Entity Identifier of a company or another organisation. Its page is https://search.gleif.org/#/record/{id}.
    "lei" TEXT,
    -- The number of a group in MITRE ATT&CK. Its page is https://attack.mitre.org/groups/{id}/.
    "attack" TEXT,
    FOREIGN KEY ("actor") REFERENCES actors ("id")
);

CREATE TABLE affiliations (
    "actor" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- The other actor, such as an organisation or a state. Given by id; it may have no page here.
    "other" TEXT NOT NULL,
    -- The role.
    "role" TEXT NOT NULL,
    -- From when until when, such as 2008-05/2012-05, or 2024/.. if it continues.
    "period" TEXT,
    PRIMARY KEY ("actor", "number"),
    FOREIGN KEY ("actor") REFERENCES actors ("id")
);

CREATE TABLE affiliation_sources (
    "actor" TEXT NOT NULL,
    "affiliation" INTEGER NOT NULL,
    -- The sources that document it: ids of entries under `sources` of the profile.
    "source" TEXT NOT NULL,
    PRIMARY KEY ("actor", "affiliation", "source"),
    FOREIGN KEY ("actor", "affiliation") REFERENCES affiliations ("actor", "number"),
    FOREIGN KEY ("actor", "source") REFERENCES actor_sources (actor, id)
) WITHOUT ROWID;

CREATE TABLE actor_sources (
    "actor" TEXT NOT NULL,
    -- Its id within the brief.
    "id" TEXT NOT NULL,
    -- The number that texts of the brief cite it by.
    "number" INTEGER NOT NULL,
    -- Its title; where it has none, its description in brackets.
    "title" TEXT NOT NULL,
    -- What it is, in a few words, which are shown in brackets as in lists of references.
    "description" TEXT,
    -- primary (a document or a witness of the event), official (an institution about itself), wire (a news agency), press, research, state-media, reference (such as an encyclopedia) or copy (of another source).
    "kind" TEXT CHECK ("kind" IN ('primary', 'official', 'wire', 'press', 'research', 'state-media', 'reference', 'copy')),
    -- The source that it repeats, such as the wire report that a newspaper printed: both count as one. Given by id.
    "copy_of" TEXT,
    -- Its publisher.
    "publisher" TEXT,
    -- When it was published.
    "published" TEXT,
    -- Its web address.
    "url" TEXT,
    -- Its DOI, beside the address; it leads to it for good. Its page is https://doi.org/{id}.
    "doi" TEXT,
    -- The day on which it was read at this address, for a page that may change.
    "accessed" TEXT,
    -- The web address of a dated copy in a web archive.
    "archived" TEXT,
    -- The language that it is written in: a code such as en, ru or zh.
    "language" TEXT,
    -- What readers should know about it, such as whose interest it serves. Numbers in brackets are those of the sources of the brief or actor.
    "note" TEXT,
    PRIMARY KEY ("actor", "id"),
    FOREIGN KEY ("actor") REFERENCES actors ("id"),
    FOREIGN KEY ("actor", "copy_of") REFERENCES actor_sources (actor, id)
);

CREATE TABLE actor_sources_authors (
    "actor" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- Its authors.
    "text" TEXT NOT NULL,
    PRIMARY KEY ("actor", "source", "number"),
    FOREIGN KEY ("actor", "source") REFERENCES actor_sources ("actor", "id")
);

CREATE TABLE briefs (
    -- The id: the last part of its address.
    "id" TEXT NOT NULL,
    -- The title of the brief.
    "title" TEXT NOT NULL,
    -- The bottom line up front: what happened and why it matters, in one to three sentences.
    "summary" TEXT NOT NULL,
    -- The date of the brief. It describes the situation on this day, unless `as_of` says otherwise.
    "date" TEXT NOT NULL,
    -- The day of the last change that matters to readers.
    "updated" TEXT,
    -- draft (not on the site yet), published or archived (no longer maintained).
    "status" TEXT NOT NULL CHECK ("status" IN ('draft', 'published', 'archived')),
    -- The cut-off: the brief takes nothing into account that happened or was published later.
    "as_of" TEXT,
    -- What the brief covers, and what it does not. Numbers in brackets are those of the sources of the brief or actor.
    "scope" TEXT,
    -- What readers need to know to understand it, with citations such as [@town-gazette]. Numbers in brackets are those of the sources of the brief or actor.
    "background" TEXT,
    -- The day by which somebody should review the brief. After it, the check lists the brief.
    "review_by" TEXT,
    -- Its page.
    "url" TEXT NOT NULL,
    PRIMARY KEY ("id")
);

CREATE TABLE brief_topics (
    "brief" TEXT NOT NULL,
    -- The ids of its topics, from the list of the site.
    "topic" TEXT NOT NULL,
    PRIMARY KEY ("brief", "topic"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id"),
    FOREIGN KEY ("topic") REFERENCES topics (id)
) WITHOUT ROWID;

CREATE TABLE brief_authors (
    "brief" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- The name, or a handle; write @ before a handle.
    "name" TEXT NOT NULL,
    -- The ORCID iD, which tells people with the same name apart. Its page is https://orcid.org/{id}.
    "orcid" TEXT,
    PRIMARY KEY ("brief", "number"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id")
);

CREATE TABLE brief_reviewers (
    "brief" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- The name, or a handle; write @ before a handle.
    "name" TEXT NOT NULL,
    -- The ORCID iD, which tells people with the same name apart. Its page is https://orcid.org/{id}.
    "orcid" TEXT,
    PRIMARY KEY ("brief", "number"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id")
);

CREATE TABLE key_judgements (
    "brief" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- The conclusion, in one or two sentences. Numbers in brackets are those of the sources of the brief or actor.
    "text" TEXT NOT NULL,
    -- How likely it is, in one of seven terms, if it is about something that is not certain.
    "likelihood" TEXT CHECK ("likelihood" IN ('almost no chance', 'very unlikely', 'unlikely', 'roughly even chance', 'likely', 'very likely', 'almost certain')),
    -- How sure the conclusion is: low, moderate or high, as analysts use these words.
    "confidence" TEXT NOT NULL CHECK ("confidence" IN ('low', 'moderate', 'high')),
    -- Why the confidence is what it is: how good the evidence is, and what is missing. Numbers in brackets are those of the sources of the brief or actor.
    "basis" TEXT,
    PRIMARY KEY ("brief", "number"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id")
);

CREATE TABLE key_judgement_alternatives (
    "brief" TEXT NOT NULL,
    "key_judgement" INTEGER NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- What else could explain the evidence, and why it is less likely. Numbers in brackets are those of the sources of the brief or actor.
    "text" TEXT NOT NULL,
    PRIMARY KEY ("brief", "key_judgement", "number"),
    FOREIGN KEY ("brief", "key_judgement") REFERENCES key_judgements ("brief", "number")
);

CREATE TABLE key_judgement_would_change (
    "brief" TEXT NOT NULL,
    "key_judgement" INTEGER NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- What would change the conclusion, if it happened or became known. Numbers in brackets are those of the sources of the brief or actor.
    "text" TEXT NOT NULL,
    PRIMARY KEY ("brief", "key_judgement", "number"),
    FOREIGN KEY ("brief", "key_judgement") REFERENCES key_judgements ("brief", "number")
);

CREATE TABLE key_judgement_sources (
    "brief" TEXT NOT NULL,
    "judgement" INTEGER NOT NULL,
    -- The sources that support it. Given by id.
    "source" TEXT NOT NULL,
    PRIMARY KEY ("brief", "judgement", "source"),
    FOREIGN KEY ("brief", "judgement") REFERENCES key_judgements ("brief", "number"),
    FOREIGN KEY ("brief", "source") REFERENCES sources (brief, id)
) WITHOUT ROWID;

CREATE TABLE brief_actors (
    "brief" TEXT NOT NULL,
    -- The id of the actor.
    "actor" TEXT NOT NULL,
    -- What the actor is or does in this brief.
    "role" TEXT NOT NULL,
    PRIMARY KEY ("brief", "actor"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id"),
    FOREIGN KEY ("actor") REFERENCES actors (id)
);

CREATE TABLE brief_actors_sources (
    "brief" TEXT NOT NULL,
    "cast_member" TEXT NOT NULL,
    -- The sources that document the role. Given by id.
    "source" TEXT NOT NULL,
    PRIMARY KEY ("brief", "cast_member", "source"),
    FOREIGN KEY ("brief", "cast_member") REFERENCES brief_actors ("brief", "actor"),
    FOREIGN KEY ("brief", "source") REFERENCES sources (brief, id)
) WITHOUT ROWID;

CREATE TABLE relations (
    "brief" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- The first actor. Given by id.
    "actor" TEXT NOT NULL,
    -- What the first actor is to the second, so that "from label to" reads as a sentence.
    "label" TEXT NOT NULL,
    -- The second actor. Given by id.
    "other" TEXT NOT NULL,
    -- When, or from when until when, such as 2008-05/2012-05, or 2024/.. if it continues.
    "date" TEXT,
    -- The first day that it can mean; null where the beginning is open.
    "earliest" TEXT,
    -- The last day that it can mean; null where the end is open.
    "latest" TEXT,
    -- confirmed, reported (by a single source, not verified), disputed (sources contradict one another) or planned (announced for a day to come).
    "status" TEXT NOT NULL CHECK ("status" IN ('confirmed', 'reported', 'disputed', 'planned')),
    PRIMARY KEY ("brief", "number"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id"),
    FOREIGN KEY ("actor") REFERENCES actors (id),
    FOREIGN KEY ("other") REFERENCES actors (id)
);

CREATE TABLE relation_sources (
    "brief" TEXT NOT NULL,
    "relation" INTEGER NOT NULL,
    -- The sources that document it. Given by id.
    "source" TEXT NOT NULL,
    PRIMARY KEY ("brief", "relation", "source"),
    FOREIGN KEY ("brief", "relation") REFERENCES relations ("brief", "number"),
    FOREIGN KEY ("brief", "source") REFERENCES sources (brief, id)
) WITHOUT ROWID;

CREATE TABLE events (
    "brief" TEXT NOT NULL,
    -- Its id within the brief.
    "id" TEXT NOT NULL,
    -- The date, as exactly as the sources have it: 2010-11, 2010-12-09, 2010-11/2010-12, 2010~ or 2010?.
    "date" TEXT NOT NULL,
    -- The first day that it can mean; null where the beginning is open.
    "earliest" TEXT,
    -- The last day that it can mean; null where the end is open.
    "latest" TEXT,
    -- What happened, in a few words.
    "title" TEXT NOT NULL,
    -- Details. Numbers in brackets are those of the sources of the brief or actor.
    "text" TEXT,
    -- confirmed, reported (by a single source, not verified), disputed (sources contradict one another) or planned (announced for a day to come).
    "status" TEXT NOT NULL CHECK ("status" IN ('confirmed', 'reported', 'disputed', 'planned')),
    -- What is disputed, or what else readers should know about the evidence. Without it, the page says of reported events that no second source was found. Numbers in brackets are those of the sources of the brief or actor.
    "note" TEXT,
    -- Deprecated: the old name of `in_brief` and `in_event`.
    "told_in_brief" TEXT NOT NULL,
    -- Deprecated: the old name of `in_brief` and `in_event`.
    "told_in_event" TEXT NOT NULL,
    -- The main account of the event: itself, unless another brief has it.
    "in_brief" TEXT NOT NULL,
    -- The main account of the event: itself, unless another brief has it.
    "in_event" TEXT NOT NULL,
    -- Its permanent link.
    "url" TEXT NOT NULL,
    PRIMARY KEY ("brief", "id"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id"),
    FOREIGN KEY ("told_in_brief", "told_in_event") REFERENCES events (brief, id),
    FOREIGN KEY ("in_brief", "in_event") REFERENCES events (brief, id)
);

CREATE TABLE event_actors (
    "brief" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    -- The actors who took part. Given by id.
    "actor" TEXT NOT NULL,
    PRIMARY KEY ("brief", "event", "actor"),
    FOREIGN KEY ("brief", "event") REFERENCES events ("brief", "id"),
    FOREIGN KEY ("actor") REFERENCES actors (id)
) WITHOUT ROWID;

CREATE TABLE event_sources (
    "brief" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    -- The sources that document it. Given by id.
    "source" TEXT NOT NULL,
    PRIMARY KEY ("brief", "event", "source"),
    FOREIGN KEY ("brief", "event") REFERENCES events ("brief", "id"),
    FOREIGN KEY ("brief", "source") REFERENCES sources (brief, id)
) WITHOUT ROWID;

CREATE TABLE quotes (
    "brief" TEXT NOT NULL,
    -- Its id within the brief.
    "id" TEXT NOT NULL,
    -- When it was said.
    "date" TEXT NOT NULL,
    -- The first day that it can mean; null where the beginning is open.
    "earliest" TEXT,
    -- The last day that it can mean; null where the end is open.
    "latest" TEXT,
    -- Who said or wrote it. Only if its source names nobody, leave it out; a description is then required. Given by id.
    "speaker" TEXT,
    -- The exact words, without quotation marks around them. Mark omissions with an ellipsis (…).
    "text" TEXT NOT NULL,
    -- How its source describes somebody whom it does not name. With a `speaker`, somebody who spoke for that organisation, state or group.
    "speaker_description" TEXT,
    -- Where it was said, and about what. Numbers in brackets are those of the sources of the brief or actor.
    "context" TEXT,
    -- The source that documents it. Given by id.
    "source" TEXT NOT NULL,
    -- What came of comparing it with its source, and with what. Only what begins with `checked` was read by a program on the page of the source, or in an archived copy; nobody else has the author's copy.
    "comparison" TEXT NOT NULL CHECK ("comparison" IN ('checked-on-page', 'checked-in-archived-copy', 'matches-authors-copy', 'doubtful-on-page', 'doubtful-in-archived-copy', 'doubtful-in-authors-copy', 'not-found-on-page', 'not-found-in-archived-copy', 'not-found-in-authors-copy', 'source-unreachable', 'source-blocked', 'not-checked')),
    -- The day of the comparison, as its record says; none if it was not compared.
    "compared_on" TEXT,
    -- The day since which git has that record, if that is known.
    "recorded" TEXT,
    -- Its permanent link.
    "url" TEXT NOT NULL,
    PRIMARY KEY ("brief", "id"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id"),
    FOREIGN KEY ("speaker") REFERENCES actors (id),
    FOREIGN KEY ("brief", "source") REFERENCES sources (brief, id)
);

CREATE TABLE figures (
    "brief" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- What it shows.
    "title" TEXT NOT NULL,
    -- What is counted or measured.
    "unit" TEXT,
    -- bars (to compare), lines (a course, such as prices) or steps (what changes at once, such as a rate).
    "kind" TEXT NOT NULL CHECK ("kind" IN ('bars', 'lines', 'steps')),
    -- What readers should know about the numbers. Numbers in brackets are those of the sources of the brief or actor.
    "note" TEXT,
    PRIMARY KEY ("brief", "number"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id")
);

CREATE TABLE figure_series (
    "brief" TEXT NOT NULL,
    "figure" INTEGER NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- The name of each value of a row, where rows have several.
    "text" TEXT NOT NULL,
    PRIMARY KEY ("brief", "figure", "number"),
    FOREIGN KEY ("brief", "figure") REFERENCES figures ("brief", "number")
);

CREATE TABLE figure_rows (
    "brief" TEXT NOT NULL,
    "figure" INTEGER NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- What the values are about, such as a year.
    "label" TEXT NOT NULL,
    PRIMARY KEY ("brief", "figure", "number"),
    FOREIGN KEY ("brief", "figure") REFERENCES figures ("brief", "number")
);

CREATE TABLE figure_rows_values (
    "brief" TEXT NOT NULL,
    "figure" INTEGER NOT NULL,
    "figure_row" INTEGER NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- The value, or one for each name under `series`.
    "value" REAL NOT NULL,
    PRIMARY KEY ("brief", "figure", "figure_row", "number"),
    FOREIGN KEY ("brief", "figure", "figure_row") REFERENCES figure_rows ("brief", "figure", "number")
);

CREATE TABLE figure_rows_sources (
    "brief" TEXT NOT NULL,
    "figure" INTEGER NOT NULL,
    "figure_row" INTEGER NOT NULL,
    -- The sources that document it. Given by id.
    "source" TEXT NOT NULL,
    PRIMARY KEY ("brief", "figure", "figure_row", "source"),
    FOREIGN KEY ("brief", "figure", "figure_row") REFERENCES figure_rows ("brief", "figure", "number"),
    FOREIGN KEY ("brief", "source") REFERENCES sources (brief, id)
) WITHOUT ROWID;

CREATE TABLE open_questions (
    "brief" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- What is not known yet. Numbers in brackets are those of the sources of the brief or actor.
    "text" TEXT NOT NULL,
    PRIMARY KEY ("brief", "number"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id")
);

CREATE TABLE forecasts (
    "brief" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- What will be the case. Numbers in brackets are those of the sources of the brief or actor.
    "statement" TEXT NOT NULL,
    -- How probable it is, in percent, from 1 to 99.
    "probability" INTEGER NOT NULL,
    -- The day of the forecast. It is scored only if it is published, in git, at most a day later.
    "made_on" TEXT NOT NULL,
    -- The day on which at the latest it is known whether it was right.
    "resolves_by" TEXT NOT NULL,
    -- How to tell whether it was right. Numbers in brackets are those of the sources of the brief or actor.
    "criteria" TEXT,
    -- How often such things happen: what was counted, where, and how many of them came true. Numbers in brackets are those of the sources of the brief or actor.
    "base_rate" TEXT,
    -- Why it is that probable: what is different here from the base rate, and what speaks against it. Numbers in brackets are those of the sources of the brief or actor.
    "reasoning" TEXT,
    -- yes if it was right, no if it was not; nothing as long as it is open.
    "outcome" TEXT CHECK ("outcome" IN ('yes', 'no')),
    -- The day on which the outcome was known.
    "resolved_on" TEXT,
    -- The day on which git first has it in a published brief, with its statement, days and criteria.
    "recorded" TEXT,
    -- Whether it is scored. If not, it is open, has an outcome before its day (pending) or none after it (overdue), or was recorded late, or when its outcome was known, or git does not know when (unrecorded).
    "standing" TEXT NOT NULL CHECK ("standing" IN ('scored', 'open', 'pending', 'overdue', 'late', 'known', 'unrecorded')),
    -- Its mean daily Brier score, if it is scored: 0 is perfect, 1 is always wrong.
    "score" REAL,
    PRIMARY KEY ("brief", "number"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id")
);

CREATE TABLE forecast_sources (
    "brief" TEXT NOT NULL,
    "forecast" INTEGER NOT NULL,
    -- The sources that document the outcome. Given by id.
    "source" TEXT NOT NULL,
    PRIMARY KEY ("brief", "forecast", "source"),
    FOREIGN KEY ("brief", "forecast") REFERENCES forecasts ("brief", "number"),
    FOREIGN KEY ("brief", "source") REFERENCES sources (brief, id)
) WITHOUT ROWID;

CREATE TABLE forecast_probabilities (
    "brief" TEXT NOT NULL,
    "forecast" INTEGER NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- The first day.
    "date" TEXT NOT NULL,
    -- In percent.
    "probability" INTEGER NOT NULL,
    PRIMARY KEY ("brief", "forecast", "number"),
    FOREIGN KEY ("brief", "forecast") REFERENCES forecasts ("brief", "number")
);

CREATE TABLE indicators (
    "brief" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- What to watch: what would show which way things go. Numbers in brackets are those of the sources of the brief or actor.
    "text" TEXT NOT NULL,
    PRIMARY KEY ("brief", "number"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id")
);

CREATE TABLE sources (
    "brief" TEXT NOT NULL,
    -- Its id within the brief.
    "id" TEXT NOT NULL,
    -- The number that texts of the brief cite it by.
    "number" INTEGER NOT NULL,
    -- Its title; where it has none, its description in brackets.
    "title" TEXT NOT NULL,
    -- What it is, in a few words, which are shown in brackets as in lists of references.
    "description" TEXT,
    -- primary (a document or a witness of the event), official (an institution about itself), wire (a news agency), press, research, state-media, reference (such as an encyclopedia) or copy (of another source).
    "kind" TEXT CHECK ("kind" IN ('primary', 'official', 'wire', 'press', 'research', 'state-media', 'reference', 'copy')),
    -- The source that it repeats, such as the wire report that a newspaper printed: both count as one. Given by id.
    "copy_of" TEXT,
    -- Its publisher.
    "publisher" TEXT,
    -- When it was published.
    "published" TEXT,
    -- Its web address.
    "source_url" TEXT,
    -- Its DOI, beside the address; it leads to it for good. Its page is https://doi.org/{id}.
    "doi" TEXT,
    -- The day on which it was read at this address, for a page that may change.
    "accessed" TEXT,
    -- The web address of a dated copy in a web archive.
    "archived_url" TEXT,
    -- The language that it is written in: a code such as en, ru or zh.
    "language" TEXT,
    -- What readers should know about it, such as whose interest it serves. Numbers in brackets are those of the sources of the brief or actor.
    "note" TEXT,
    PRIMARY KEY ("brief", "id"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id"),
    FOREIGN KEY ("brief", "copy_of") REFERENCES sources (brief, id)
);

CREATE TABLE source_authors (
    "brief" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    -- Its authors.
    "name" TEXT NOT NULL,
    FOREIGN KEY ("brief", "source") REFERENCES sources ("brief", "id")
);

CREATE TABLE corrections (
    "brief" TEXT NOT NULL,
    -- The day of the correction.
    "date" TEXT NOT NULL,
    -- What was wrong, and what is correct. Numbers in brackets are those of the sources of the brief or actor.
    "text" TEXT NOT NULL,
    -- The source that had it wrong, if the brief had not. Readers then see it as a note on the source. Given by id.
    "source" TEXT,
    FOREIGN KEY ("brief") REFERENCES briefs ("id"),
    FOREIGN KEY ("brief", "source") REFERENCES sources (brief, id)
);

CREATE TABLE brief_change_notes (
    "brief" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- The day of the update.
    "date" TEXT NOT NULL,
    -- What changed, in one line.
    "text" TEXT NOT NULL,
    -- major if it changes what readers think of the subject, otherwise minor: feeds leave it out. Without it, the program decides: judgements, forecasts, the bottom line, the status and corrections are major.
    "importance" TEXT CHECK ("importance" IN ('major', 'minor')),
    PRIMARY KEY ("brief", "number"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id")
);

CREATE TABLE see_also (
    "brief" TEXT NOT NULL,
    -- Ids of briefs that explain this one, or that this one explains.
    "other" TEXT NOT NULL,
    PRIMARY KEY ("brief", "other"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id"),
    FOREIGN KEY ("other") REFERENCES briefs (id)
) WITHOUT ROWID;

CREATE TABLE brief_versions (
    "brief" TEXT NOT NULL,
    -- Its place in the list.
    "number" INTEGER NOT NULL,
    -- The day.
    "date" TEXT NOT NULL,
    -- Its DOI.
    "doi" TEXT,
    -- All of it as JSON.
    "data" TEXT NOT NULL,
    -- Its page.
    "url" TEXT NOT NULL,
    PRIMARY KEY ("brief", "number"),
    FOREIGN KEY ("brief") REFERENCES briefs ("id")
);

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

CREATE VIRTUAL TABLE actors_fts USING fts5 (
    name, summary, sort_name, content="actors", tokenize="unicode61 remove_diacritics 2"
);

CREATE VIRTUAL TABLE briefs_fts USING fts5 (
    title, summary, scope, background, content="briefs", tokenize="unicode61 remove_diacritics 2"
);

CREATE VIRTUAL TABLE events_fts USING fts5 (
    title, text, note, content="events", tokenize="unicode61 remove_diacritics 2"
);

CREATE VIRTUAL TABLE quotes_fts USING fts5 (
    text, speaker_description, context, content="quotes", tokenize="unicode61 remove_diacritics 2"
);

