SELECT -- each quote with the names of its speaker and its source
    quotes.date, COALESCE(actors.name, quotes.speaker_description) AS speaker, quotes.text,
    sources.title AS source, sources.publisher, sources.url AS source_url, briefs.title AS brief, quotes.url,
    quotes.comparison
FROM quotes
LEFT JOIN actors ON actors.id = quotes.speaker
JOIN sources ON sources.brief = quotes.brief AND sources.id = quotes.source
JOIN briefs ON briefs.id = quotes.brief
ORDER BY quotes.date_earliest, quotes.date_latest
