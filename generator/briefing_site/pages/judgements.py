"""All key judgements, the most certain first; split into parts where one page is too long."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import get_args

from briefing_site.format.fields import Confidence, Likelihood
from briefing_site.library.library import Library, LinkedJudgement
from briefing_site.pages.components import downloads
from briefing_site.pages.components.facets import facets, topics
from briefing_site.pages.components.parts import Around, Part, divided
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Output, Site, Task, addresses, wording

LONGEST = 200
"""Judgements on a page: about 250 KB."""
MOST_DUE = 50
"""Briefs in the table of reviews; the data has the rest."""
UNSTATED = "unstated"


def tasks(library: Library, site: Site) -> Iterator[Task]:
    if library.judgements:
        levels = confidence, likelihood
        yield from divided(
            library.judgements, LONGEST, addresses.JUDGEMENTS, *levels, site=site
        ).tasks(page)


def page(
    library: Library, site: Site, part: Part[LinkedJudgement], around: Around
) -> Iterator[Output]:
    """Judgements by confidence, with a table of reviews where the list begins."""
    _ = site.language.gettext
    title = _("Judgements: %(part)s", part=part.name) if part.name else _("Judgements")
    filtered = part.every if part.filtered else part.entries
    facts = [_facts(library, judgement) for judgement in filtered]
    words = [str(likelihood_) for likelihood_ in reversed(get_args(Likelihood))]
    terms = {
        _key(likelihood_): wording.label(likelihood_, site.language)
        for likelihood_ in words
    }
    likelihoods = _("Likelihood"), {UNSTATED: _("Not stated"), **terms}
    numbers = Counter(
        judgement.slug for judgement in (() if part.name else library.judgements)
    )
    reviews = ((library.summaries[slug].review_by, slug) for slug in numbers)
    due = sorted((day.order, slug) for day, slug in reviews if day)
    yield from render_list(
        part.path,
        "judgements",
        title,
        _("Every key judgement of the briefs, the most certain first."),
        site,
        alternates=downloads.feeds(
            site, addresses.JUDGEMENTS, f"{_('Judgements')} · {site.name}"
        ),
        data=("judgements.csv", "judgements.json"),
        updated=library.changed(judgement.slug for judgement in part.every),
        library=library,
        part=part,
        around=around,
        groups=[
            (level, list(each))
            for level, each in groupby(
                zip(part.entries, facts, strict=False),
                lambda each: each[0].entry.confidence,
            )
        ],
        facets=facets(
            facts, topic=topics(library, site.language), likelihood=likelihoods
        ),
        due=[(library.summaries[slug], numbers[slug]) for _day, slug in due[:MOST_DUE]],
        is_long=len(due) > MOST_DUE,
    )


def confidence(judgement: LinkedJudgement, site: Site) -> tuple[str, str]:
    level: Confidence = judgement.entry.confidence
    return level, wording.label(f"{level} confidence", site.language)


def likelihood(judgement: LinkedJudgement, site: Site) -> tuple[str, str]:
    level, name = confidence(judgement, site)
    words = judgement.entry.likelihood
    said = (
        wording.label(words, site.language)
        if words
        else site.language.gettext("Not stated")
    )
    return f"{level}-{_key(words)}", f"{name}, {said}"


def _key(words: str | None) -> str:
    return words.replace(" ", "-") if words else UNSTATED


def _facts(library: Library, judgement: LinkedJudgement) -> dict[str, str]:
    """What menus filter and sort by."""
    brief = library.summaries[judgement.slug]
    return {
        "topic": " ".join(brief.topics),
        "likelihood": _key(judgement.entry.likelihood),
        "date": brief.as_of.text,
        "review": brief.review_by.text if brief.review_by else "",
    }
