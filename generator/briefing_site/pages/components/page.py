"""Renders pages from templates, in which every value is escaped."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache, partial
from html import escape as escape_html
from urllib.parse import quote

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from markupsafe import Markup

from briefing_site.format import EdtfDate, Prose, Source
from briefing_site.format.fields import ORCID
from briefing_site.format.prose import Citation
from briefing_site.languages.language import DEFAULT, ISOLATED
from briefing_site.library.explanations import Explained
from briefing_site.library.library import (
    Actor,
    LinkedBrief,
    LinkedEvent,
    NumberedSource,
)
from briefing_site.pages.components import (
    chart,
    downloads,
    history,
    markdown,
)
from briefing_site.pages.components.downloads import ATOM, LONGEST_CALENDAR, Alternate
from briefing_site.pages.components.facets import Facts
from briefing_site.pages.components.html import Compiled, translations
from briefing_site.pages.components.markdown import MarkdownBlocks, MarkdownLine
from briefing_site.references import structured_data
from briefing_site.site import (
    Language,
    Links,
    Output,
    Site,
    addresses,
    quote_checks,
    wording,
)
from briefing_site.site.quote_checks import QuoteCheck

_Dumper = yaml.CSafeDumper if yaml.__with_libyaml__ else yaml.SafeDumper
_LONGEST_DESCRIPTION = 160
"""Characters of a description; search engines cut longer ones."""
_FRAGMENT_WORDS = 5
"""Words of the start and the end of a quote in a text fragment; more would fail at line breaks."""
_NUMBERS = re.compile(r" <sup>(?:(?<=[^\s|>#*+-] <sup>)|(?<=\w> <sup>))")
"""The beginning of numbers of sources, which stay on the line of the word before them; but not after what
opens a block or a cell in Markdown."""


Holder = LinkedBrief | LinkedEvent | Actor
"""What has numbered sources, which its texts cite."""


@dataclass(frozen=True)
class FrontMatter:
    """The metadata of a page for the engine. Its texts are escaped, as the engine inserts them into HTML."""

    title: str
    description: str
    source: str = ""
    """The file to edit to change the page; empty for a page that lists entries of others."""
    alternates: tuple[Alternate, ...] = ()
    updated: EdtfDate | None = None
    """The day of the last change of the content, if known."""
    card: str = ""
    """The preview image of the page; empty for that of the site."""
    modules: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()
    note: str = ""
    citation: tuple[tuple[str, str], ...] = ()
    """The names and contents of `meta` elements for reference managers."""
    relations: tuple[tuple[str, str], ...] = ()
    """Links to other versions of the page: the kind, from RFC 5829, and the path of each."""
    is_indexed: bool = True
    """Whether search engines are to list the page."""
    structured_data: str = ""
    """JSON-LD, escaped for its script element. It is at the end of the page, as YAML is slow to parse."""

    def yaml(self, language: Language) -> str:
        written = {
            "title": escape_html(" ".join(self.title.split())),
            "description": escape_html(
                wording.shortened(self.description, _LONGEST_DESCRIPTION)
            ),
            "source_file": self.source,
            "alternates": [asdict(each) for each in self.alternates],
            "updated": self.updated.text if self.updated else "",
            "changed": wording.date(self.updated, language) if self.updated else "",
            "card": self.card,
            "styles": list(self.styles),
            "modules": list(self.modules),
            "relations": [
                {"rel": kind, "address": addresses.address(path)}
                for kind, path in self.relations
            ],
            "robots": "" if self.is_indexed else "noindex",
            "citation": [
                {"name": name, "content": escape_html(" ".join(content.split()))}
                for name, content in self.citation
            ],
        }
        known = {key: value for key, value in written.items() if value}
        block = yaml.dump(
            known, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000
        )
        note = f"# {self.note}\n" if self.note else ""
        return f"---\n{note}{block}---\n"


_ISOLATED_OR_CODE = re.compile(
    r"[\u2066\u2069]|<(option|title|textarea)\b.*?</\1>|</?[A-Za-z][^<>]*>|\]\([^)\n]*\)|\{[^{}\n]*\}",
    re.DOTALL,
)
"""Tags, the targets and titles of links, and lists of attributes are code."""


def render(
    path: str,
    template: str | list[str],
    front_matter: FrontMatter,
    site: Site,
    **values: object,
) -> Output:
    """Render the first template that there is. Values are escaped, unless a filter made them Markdown.

    A page without a feed of its own announces that of the site, and each its plain text, if it has one.
    """
    names = [template] if isinstance(template, str) else template
    chosen = environment(replace(site.language, isolates=True)).select_template(
        [f"{name}.md.jinja" for name in names]
    )
    body = chosen.render(
        link=Links(path, site.own_pages),
        alternates=front_matter.alternates,
        site=site,
        **values,
    )
    if not site.language.is_english:
        body = _ISOLATED_OR_CODE.sub(_in_english, body)
        if (
            len(names) > 1 and chosen.name == f"{names[-1]}.md.jinja"
        ):  # nobody has translated this page
            body = f'<div lang="en" dir="ltr" markdown>\n\n{body.strip()}\n\n</div>'
    lines = "\n".join(line.rstrip() for line in body.strip().split("\n"))
    lines = markdown.with_links(re.sub("\n\n\n+", "\n\n", lines))
    text = _NUMBERS.sub("\u00a0<sup>", lines)
    alternates = front_matter.alternates
    if not any(each.type == ATOM for each in alternates):
        alternates += downloads.feeds(site, addresses.HOME, site.name)
    if addresses.has_text(path):
        alternates += (
            Alternate("text/plain", addresses.text(path), front_matter.title),
        )
    head = replace(front_matter, alternates=alternates).yaml(site.language)
    data = front_matter.structured_data
    script = f'\n<script type="application/ld+json">{data}</script>\n' if data else ""
    return Output(path, f"{head}\n{text}\n{script}".encode())


def _in_english(found: re.Match[str]) -> str:
    """The mark of English for one of `ISOLATED` in a text; in what can have no marks, there is none."""
    opened, closed = ISOLATED
    if found[0] in ISOLATED:
        return '<span lang="en" dir="ltr">' if found[0] == opened else "</span>"
    return found[0].replace(opened, "").replace(closed, "")


def render_list(
    path: str,
    template: str,
    title: str,
    description: str,
    site: Site,
    *,
    alternates: tuple[Alternate, ...] = (),
    data: tuple[str, ...] = (),
    modules: tuple[str, ...] = (),
    updated: EdtfDate | None = None,
    **values: object,
) -> Output:
    """A list, with the names of the files that have its data."""
    front_matter = FrontMatter(
        title,
        description,
        alternates=(*alternates, *downloads.data(site, f"{site.name}: {title}", *data)),
        updated=updated,
        modules=modules,
        structured_data=structured_data.collection(path, title, description, site),
    )
    return render(path, template, front_matter, site, **values)


@pass_eval_context
def _escaped(_: EvalContext, value: object) -> Markup:
    """Escape a value; as it asks for the context, also those that a template has."""
    return markdown.escape(value)


class _Context(Context):
    """Calls macros and functions without looking for what else to pass: none has a mark that asks for it."""

    def call(
        self,
        called: Callable[..., object],
        /,
        *arguments: object,
        _loop_vars: object = None,  # which templates add to calls in loops and in blocks
        _block_vars: object = None,
        **values: object,
    ) -> object:
        return called(*arguments, **values)


@cache
def environment(language: Language = DEFAULT) -> Environment:
    """The template environment of a language; it escapes every value for Markdown."""
    made = Environment(
        loader=PackageLoader("briefing_site.pages"),
        autoescape=True,  # so that what a macro gives back counts as Markdown already
        finalize=_escaped,  # and everything else is escaped for Markdown
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,
        bytecode_cache=Compiled("markdown"),
    )
    made.context_class = _Context
    made.filters |= {
        "time": partial(time, language=language),
        "state": partial(state, language=language),
        "in_line": partial(in_line, language=language),
        "known": known,
        "publication": partial(publication, language=language),
        "date": partial(wording.date, language=language),
        "count": partial(wording.count, language=language),
        "inexactness": partial(wording.inexactness, language=language),
        "known_days": wording.known_days,
        "destination": markdown.destination,
        "run_on": partial(run_on, language=language),
        "shortened": wording.shortened,
        "blocks": partial(blocks, language=language),
        "cited": cited,
        "words_in_source": words_in_source,
        "standing": partial(wording.standing, language=language),
        "updates": partial(history.of_brief, language=language),
        "strip": chart.strip,
        "course": partial(chart.course, language=language),
        "foreign": partial(wording.foreign, language=language),
        "source_kind": partial(wording.source_kind, language=language),
        "number": partial(wording.number, language=language),
        "label": partial(wording.label, language=language),
        "check_words": partial(QuoteCheck.words, language=language),
        "quote_checks": partial(quote_checks.counts, language=language),
        "orcid": ORCID.address,
        "verbatim": markdown.verbatim,
        "named": partial(named, language=language),
        "named_in": named_in,
    }
    made.globals |= translations(language, markdown.escape)
    made.globals |= {
        "addresses": addresses,
        "dates": wording.dates,
        "longest_calendar": LONGEST_CALENDAR,
    }
    return made


@cache
def time(when: EdtfDate, language: Language) -> Markup:
    """A date, as a `time` element if HTML has a form for it."""
    words, machine = (
        markdown.escape(wording.date(when, language)),
        wording.html_datetime(when),
    )
    if not machine:
        return Markup('<span class="date">{}</span>').format(words)
    return Markup('<time datetime="{}">{}</time>').format(machine, words)


@cache
def state(status: str, language: Language) -> Markup:
    """A badge for what is not confirmed."""
    if status == "confirmed":
        return Markup()
    return Markup(' <strong class="badge badge--{}">{}</strong>').format(
        status, markdown.escape(wording.label(status, language))
    )


def in_line(
    account: LinkedEvent, status: str, link: Links, *, language: Language
) -> Markup:
    """An account of an event in a list, with the status that all accounts give it."""
    day, title = time(account.date, language), markdown.escape(account.entry.title)
    target = link.brief(account.slug, account.id)
    return Markup(f"{day} [{title}]({target}){state(status, language)}")  # noqa: S704 -- each is escaped


def known(facts: Facts) -> Markup:
    """What menus filter an entry of a list by."""
    keys = (f' data-{name}="{markdown.escape(key)}"' for name, key in facts.items())
    return Markup(" data-facts" + "".join(keys))  # noqa: S704 -- escaped just now


def publication(
    source: Source,
    languages: Mapping[str | None, str],
    *,
    accessed: bool = False,
    language: Language,
) -> Markup:
    """A source as lists name it; `languages` has the names of those to mention.

    With `accessed`, also its DOI, and when it was read.
    """
    _, escape, target = language.gettext, markdown.escape, markdown.destination
    authors = ", ".join(
        named(each, source.language, language=language) for each in source.authors
    )
    title = escape(source.title or source.name)
    if source.url:
        title = Markup(f"[{title}]({target(source.url)})")  # noqa: S704 -- both are Markdown already
    elif source.title:
        title = Markup(f"<cite>{title}</cite>")  # noqa: S704 -- escaped just now
    if code := wording.foreign(source.title or "", source.language, language):
        title = Markup(f'<span lang="{code}">{title}</span>')  # noqa: S704 -- Markdown already
    made = f"{authors}: {title}" if authors else str(title)
    if source.title and source.description:
        made += rf" \[{escape(source.description)}\]"
    if source.publisher:
        made += f", {named(source.publisher, source.language, language=language)}"
    if source.published:
        made += f", {time(source.published, language)}"
    if name := languages.get(source.language):
        made += " (" + _("in %(language)s", language=escape(name)) + ")"
    if accessed and source.doi:
        made += (
            f", [doi:{escape(source.doi)}]({target(f'https://doi.org/{source.doi}')})"
        )
    if accessed and source.accessed:
        made += ", " + _("accessed %(date)s", date=time(source.accessed, language))
    if source.archived:
        made += " · [" + _("archived copy") + f"]({target(source.archived)})"
    if source.kind:
        made += f' <span class="source-kind">{escape(wording.source_kind(source.kind, language))}</span>'
    return Markup(made)  # noqa: S704 -- each part is Markdown already


def cited(sources: Iterable[NumberedSource], link: Links, holder: Holder) -> Markup:
    """The numbers of sources, each linked to its entry in the list of the brief or the actor."""
    marks = [
        _mark(source, markdown.escape(source.number), link, holder)
        for source in sources
    ]
    return Markup(f"<sup>{' '.join(marks)}</sup>") if marks else Markup()  # noqa: S704 -- Markdown already


def _mark(source: NumberedSource, text: Markup, link: Links, holder: Holder) -> Markup:
    path = (
        addresses.actor(holder.id)
        if isinstance(holder, Actor)
        else addresses.brief(holder.slug)
    )
    target = link.to(path, addresses.anchor("source", source.id))
    return Markup(rf"[\[{text}\]]({target})")  # noqa: S704 -- both are Markdown already


def words_in_source(url: str | None, text: str) -> Markup:
    """The address of a source with a text fragment, with which a browser highlights the words; or empty.

    https://wicg.github.io/scroll-to-text-fragment/: the start and the end of a long text, and the part
    before the gap of a text with a gap.
    """
    if not url:
        return Markup()
    words = re.split(r"…|\.\.\.|\[", text)[0].strip(" .,;:").split()
    if not words:
        return Markup()
    is_long = len(words) > _FRAGMENT_WORDS * 2
    parts = [words[:_FRAGMENT_WORDS], words[-_FRAGMENT_WORDS:]] if is_long else [words]
    directive = ",".join(
        quote(" ".join(part), safe="").replace("-", "%2D") for part in parts
    )
    return markdown.destination(url) + Markup("{}:~:text={}").format(
        "" if "#" in url else "#", directive
    )


def run_on(
    text: Prose, link: Links, holder: Holder | None = None, *, language: Language
) -> Markup:
    return MarkdownLine(_citing(link, holder, language), _naming(link, holder)).write(
        text
    )


def named(name: str, code: str | None = None, *, language: Language) -> Markup:
    """A name, with its language if that is certain; `code` is the language of the source that has it."""
    own = wording.language_of_name(name, code, language)
    escaped = markdown.escape(name)
    return Markup('<span lang="{}">{}</span>').format(own, escaped) if own else escaped


def blocks(
    text: Prose, link: Links, holder: Holder | None = None, *, language: Language
) -> Markup:
    return MarkdownBlocks(_citing(link, holder, language), _naming(link, holder)).write(
        text
    )


def named_in(text: str, link: Links, holder: Holder) -> Markup:
    """A text without markup, in which what it names is explained as in prose."""
    return _naming(link, holder)(text)


def _naming(link: Links, holder: Holder | None) -> Callable[[str], Markup]:
    """What escapes a text; on the page of a brief, it also marks what readers can look up."""
    if (
        isinstance(holder, LinkedBrief)
        and link.page == addresses.brief(holder.slug)
        and holder.explained
    ):
        return _marking(link, holder.explained)
    return markdown.escape


@lru_cache
def _marking(link: Links, explained: tuple[Explained, ...]) -> Callable[[str], Markup]:
    targets = {each.text: link.address(each.path, each.anchor) for each in explained}
    first = "".join(sorted({re.escape(text[0]) for text in targets}))
    any_ = re.compile(
        rf"(?<!\w)(?=[{first}])(?:{'|'.join(map(re.escape, targets))})(?!\w)"
    )

    def name(text: str) -> Markup:
        made, at, shown = Markup(), 0, markdown.with_apostrophes(text)
        for found in any_.finditer(text):
            after = text[found.end() : found.end() + 2]
            # a mark such as a vowel of Hindi belongs to the word, and another capital to a longer name
            if unicodedata.category(after[:1] or " ")[0] != "M" and not (
                after[:1] == " " and after[1:].isupper()
            ):
                made += markdown.escape(shown[at : found.start()]) + markdown.mark(
                    found[0], targets[found[0]]
                )
                at = found.end()
        return made + markdown.escape(shown[at:])

    return name


def _citing(
    link: Links, holder: Holder | None, language: Language
) -> Callable[[Citation], Markup]:
    def cite(citation: Citation) -> Markup:
        if holder is None:
            return Markup()
        (source,) = holder.source_numbers((citation.source,))
        text = markdown.escape(source.number)
        if citation.locator:
            text += Markup(", ") + markdown.escape(citation.locator.words(language))
        return Markup("<sup>{}</sup>").format(_mark(source, text, link, holder))

    return cite
