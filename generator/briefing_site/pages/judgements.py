"""All key judgements, the most certain first; split into parts where one page is too long."""

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from briefing_site.format.fields import Likelihood
from briefing_site.library.library import BriefSummary, Library, LinkedJudgement
from briefing_site.pages.components import downloads
from briefing_site.pages.components.facets import Facts, facets, topics
from briefing_site.pages.components.parts import Around, Part, divided
from briefing_site.pages.components.rendering import render_list
from briefing_site.site import Language, Output, Site, Task, addresses, wording

LONGEST = 200
"""Judgements on a page: about 250 KB."""
MOST_DUE = 50
"""Briefs in the table of reviews; the data has the rest."""
UNSTATED = "unstated"


def tasks(library: Library, site: Site) -> Iterator[Task]:
    if library.judgements:
        levels = (confidence, likelihood)
        whole = divided(
            library.judgements, LONGEST, addresses.JUDGEMENTS, *levels, site=site
        )
        yield from whole.tasks(page)


def page(
    library: Library, site: Site, part: Part[LinkedJudgement], around: Around
) -> Iterator[Output]:
    """Judgements by confidence, with a table of reviews where the list begins."""
    _ = site.language.gettext
    title = _("Judgements")
    due = []
    if part.name:
        title = _("Judgements: %(part)s", part=part.name)
    else:
        due = _due(library)
    groups: dict[str, list[tuple[LinkedJudgement, Facts]]] = {}
    for judgement in part.entries:
        group = groups.setdefault(judgement.entry.confidence, [])
        group.append((judgement, _facts(library, judgement)))
    filtered = part.every if part.filtered else part.entries
    yield from render_list(
        part.path,
        "judgements",
        title=title,
        description=_("Every key judgement of the briefs, the most certain first."),
        site=site,
        alternates=downloads.feeds(
            site, addresses.JUDGEMENTS, f"{_('Judgements')} · {site.name}"
        ),
        data=("judgements.csv", "judgements.json"),
        updated=library.changed(judgement.slug for judgement in part.every),
        library=library,
        part=part,
        around=around,
        groups=groups.items(),
        facets=facets(
            [_facts(library, judgement) for judgement in filtered],
            topic=topics(library, site.language),
            likelihood=(_("Likelihood"), _likelihoods(site.language)),
        ),
        due=due[:MOST_DUE],
        is_long=len(due) > MOST_DUE,
    )


def _due(library: Library) -> list[tuple[BriefSummary, int]]:
    """The briefs whose judgements are to be reviewed, each with the number of these, the first due first."""
    numbers = Counter(judgement.slug for judgement in library.judgements)
    deadlines = []
    for slug in numbers:
        deadline = library.summaries[slug].review_by
        if deadline:
            deadlines.append((deadline.order, slug))
    return [
        (library.summaries[slug], numbers[slug]) for _order, slug in sorted(deadlines)
    ]


def _likelihoods(language: Language) -> dict[str, str]:
    """The choices of the menu: the key of each likelihood, the most likely first, and its words."""
    names = {UNSTATED: language.gettext("Not stated")}
    for words in reversed(get_args(Likelihood)):
        names[_key(words)] = wording.label(words, language)
    return names


def confidence(judgement: LinkedJudgement, site: Site) -> tuple[str, str]:
    level = judgement.entry.confidence
    return level, wording.label(f"{level} confidence", site.language)


def likelihood(judgement: LinkedJudgement, site: Site) -> tuple[str, str]:
    level, name = confidence(judgement, site)
    key = _key(judgement.entry.likelihood)
    return f"{level}-{key}", f"{name}, {_likelihoods(site.language)[key]}"


def _key(words: str | None) -> str:
    if words is None:
        return UNSTATED
    return words.replace(" ", "-")


def _facts(library: Library, judgement: LinkedJudgement) -> Facts:
    """What menus filter and sort by."""
    brief = library.summaries[judgement.slug]
    return {
        "topic": " ".join(brief.topics),
        "likelihood": _key(judgement.entry.likelihood),
        "date": brief.as_of.text,
        "review": brief.review_by.text if brief.review_by else "",
    }
