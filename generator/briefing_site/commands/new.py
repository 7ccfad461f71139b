"""`briefs new`: asks for the essentials of a brief, and creates its file."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import click

from briefing_site import pipeline
from briefing_site.commands import check_files, current_project
from briefing_site.commands import replace as replace_files
from briefing_site.commands.terminal import ask, say, site_language
from briefing_site.diagnostics import in_language
from briefing_site.form import scaffold
from briefing_site.format import identifiers
from briefing_site.format import schema as schemas
from briefing_site.languages.phrase import marked
from briefing_site.reading import Collection, RawFile, folder, nodes
from briefing_site.site import addresses

SHORT_ID = 40
"""Characters of a suggested id; people will type it."""

_EXAMPLE = scaffold.Start("A title", "A summary.", "2000-01-01", "source", "A source")
"""Stands in for the other answers while one is checked."""


@click.command()
@click.option("--title", help="What happened, in a few words.")
@click.option(
    "--summary", help="What happened and why it matters, in one to three sentences."
)
@click.option(
    "--date", help="The date of the brief, such as 2024-05-14. Default: today."
)
@click.option(
    "--topic",
    "topics",
    multiple=True,
    help="An id from briefs/topics.yml. Can be repeated.",
)
@click.option("--source", help="The title of a publication that documents it.")
@click.option("--address", help="The web address of that publication, if it has one.")
@click.option(
    "--name", help="The file name, without .yml. Default: derived from the title."
)
def new(topics: tuple[str, ...], **given: str | None) -> None:
    """Create a brief: ask a few questions and write a file in briefs/ that explains itself.

    Options replace the questions. The file is a draft, so it is not on the site yet. It passes the check
    and explains each field. Existing files are never overwritten.
    """
    project, language = current_project(), site_language()
    texts = pipeline.load(project)
    collection, _ = folder.read(texts)
    root = collection.topics.document.root if collection.topics else None
    known_topics = (
        tuple(sorted(root.entries)) if isinstance(root, nodes.Mapping) else ()
    )
    site = project.site()
    listed = [text for text in texts if text.path == "briefs/topics.yml"]

    def invalid_as(field: str) -> Callable[[str], str]:
        """What a check says of a brief in which an answer is the value of a field."""

        def invalid_reason(answer: str) -> str:
            value: Any = _parts(answer) if field == "topics" else answer
            start = replace(_EXAMPLE, **{field: value})
            brief = RawFile(
                "briefs/new.yml",
                scaffold.text(start, "").encode("utf-8", "surrogatepass"),
            )
            found = check_files([*listed, brief]).diagnostics
            own = in_language(
                (each for each in found if each.path == brief.path), language
            )
            return next((f"{each.message}: {each.help}" for each in own), "")

        return invalid_reason

    ask_for = partial(ask, {**given, "topic": ",".join(topics) or None})
    title = ask_for(
        "title", marked("What happened, in a few words"), invalid_as("title")
    )
    what = marked("What happened and why it matters, in one to three sentences")
    summary = ask_for("summary", what, invalid_as("summary"))
    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- the day where the author is
    date = ask_for("date", marked("The date of the brief"), invalid_as("date"), today)
    available = ", ".join(known_topics)
    what = marked(
        "Topics, separated by commas (optional). Available: {topics}", topics=available
    )
    chosen = ask_for("topic", what, invalid_as("topics"), "")
    what = marked("The title of a publication that documents it")
    source = ask_for("source", what, invalid_as("source_title"))
    what = marked("The web address of that publication (optional)")
    address = ask_for("address", what, invalid_as("source_address"), "")
    suggestion = identifiers.suggestion(title, SHORT_ID)
    name = ask_for(
        "name",
        marked(
            "The file name, without .yml. It becomes the address of the brief, so keep it short"
        ),
        lambda text: _invalid_name_reason(text, collection),
        suggestion
        if suggestion and not _invalid_name_reason(suggestion, collection)
        else None,
    )
    source_id = identifiers.suggestion(source, SHORT_ID)
    if not source_id or identifiers.invalid_reason(source_id) is not None:
        source_id = "source"
    start = scaffold.Start(
        title, summary, date, source_id, source, address, _parts(chosen)
    )
    published = site.address and site.address + addresses.schema("site/brief")
    schema = published or f"../{schemas.FOLDER}/brief.json"
    text = scaffold.text(start, schema, known_topics, site.settings.kinds, language)
    replace_files(project.root, {f"briefs/{name}.yml": (b"", text.encode())})
    say(
        "Created {path} as a draft. Open it and follow its comments. `make check` (or `briefs check`) "
        "reports errors, and `make serve` (or `briefs serve`) previews it.",
        path=f"briefs/{name}.yml",
    )


def _invalid_name_reason(name: str, collection: Collection) -> str:
    reason = identifiers.invalid_page_reason(name)
    if reason is not None:
        better = identifiers.suggestion(name, SHORT_ID)
        if better == name:
            return marked(
                "'{name}' is not a valid name: {reason}", name=name, reason=reason
            )
        return marked(
            "'{name}' is not a valid name: {reason}; try '{better}'",
            name=name,
            reason=reason,
            better=better,
        )
    for file in collection.briefs:
        if file.id.casefold() == name:
            return marked(
                "the brief '{brief}' already exists; choose another name", brief=file.id
            )
        if any(old.text == name for _, old in file.document.scalars(("formerly", "*"))):
            return marked(
                "this is the former name of '{brief}'; choose another name",
                brief=file.id,
            )
    return ""


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
