"""Dates, badges and events within a line of Markdown, and the facts that scripts read."""

from functools import cache

from markupsafe import Markup

from briefing_site.format import EdtfDate
from briefing_site.library.library import LinkedEvent
from briefing_site.pages.components.facets import Facts
from briefing_site.pages.components.markdown import Dialect, escape
from briefing_site.site import Links, wording


@cache
def time(when: EdtfDate, dialect: Dialect) -> Markup:
    """A date, as a `time` element if HTML has a form for it."""
    words = escape(wording.date(when, dialect.language))
    if dialect.is_plain:
        # "9. Dezember" at the beginning of a line would be an item of a list
        return words.replace("\\. ", Markup(".\u00a0"), 1)
    machine_readable = wording.html_datetime(when)
    if not machine_readable:
        return words
    return Markup('<time datetime="{}">{}</time>').format(machine_readable, words)


@cache
def entry_date(when: EdtfDate, dialect: Dialect) -> Markup:
    """The date with which an event begins, which styles and scripts look for."""
    words = time(when, dialect)
    if dialect.is_plain or wording.html_datetime(when):
        return words
    return Markup("*{}*{{ .date }}").format(words)


@cache
def deadline(when: EdtfDate, dialect: Dialect) -> Markup:
    """A day after which a script shows that something is overdue."""
    words = time(when, dialect)
    return words.replace("<time ", Markup("<time data-due "), 1)


@cache
def badge(status: str, dialect: Dialect) -> Markup:
    """The words for the status of an event or a relation."""
    words = escape(wording.label(status, dialect.language))
    if dialect.is_plain:
        return Markup("({})").format(words)
    return Markup("**{}**{{ .badge .badge--{} }}").format(words, status)


def state(status: str, dialect: Dialect) -> Markup:
    """A badge, after a space, for what is not confirmed."""
    if status == "confirmed":
        return Markup()
    return Markup(" ") + badge(status, dialect)


def named(name: str, code: str | None = None, *, dialect: Dialect) -> Markup:
    """A name, with its language if that is certain; `code` is the language of the source that has it."""
    words = escape(name)
    language = wording.language_of_name(name, code, dialect.language)
    if dialect.is_plain or not language:
        return words
    return Markup('<span lang="{}">{}</span>').format(language, words)


def in_line(
    account: LinkedEvent, status: str, link: Links, *, dialect: Dialect
) -> Markup:
    """An account of an event in a list, with the status that all accounts give it."""
    day = entry_date(account.date, dialect)
    title = escape(account.entry.title)
    target = link.brief(account.slug, account.id)
    separator = ":" if dialect.is_plain else ""
    line = f"{day}{separator} [{title}]({target}){state(status, dialect)}"
    return Markup(line)  # noqa: S704 -- each is escaped


def data_attributes(facts: Facts) -> Markup:
    """What menus filter an entry of a list by, for its attribute list."""
    attributes = ["data-facts"]
    for name, key in facts.items():
        attributes.append(f'data-{name}="{escape(key)}"')
    return Markup(" ".join(attributes))  # noqa: S704 -- escaped just now
