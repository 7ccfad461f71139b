SELECT -- each event once, however many briefs tell it
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
ORDER BY events.date_earliest, events.date_latest
