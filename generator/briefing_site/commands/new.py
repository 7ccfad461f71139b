"""`briefs new`: asks for the essentials of a brief, and creates its file."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import click

from briefing_site import pipeline
from briefing_site.commands.changes import replace_files
from briefing_site.commands.project import check_files, current_project
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
    project = current_project()
    files = pipeline.load(project)
    collection, _ = folder.read(files)
    topics_files = [file for file in files if file.path == "briefs/topics.yml"]
    options = {**given, "topic": ",".join(topics) or None}
    known_topics = _known_topics(collection)
    questions = _Questions(options, topics_files)
    start = _essentials(questions, known_topics)
    name = _ask_name(options, start.title, collection)
    site = project.site()
    if site.address:
        schema = site.address + addresses.schema("site/brief")
    else:
        schema = f"../{schemas.FOLDER}/brief.json"
    text = scaffold.text(
        start, schema, known_topics, site.settings.kinds, site_language()
    )
    path = f"briefs/{name}.yml"
    brief = RawFile(path, text.encode())
    replace_files(project.root, [(RawFile(path, b""), brief)])
    say(
        "Created {path} as a draft. Open it and follow its comments. `make check` (or `briefs check`) "
        "reports errors, and `make serve` (or `briefs serve`) previews it.",
        path=path,
    )


def _known_topics(collection: Collection) -> tuple[str, ...]:
    """The ids of the topics of the site, sorted."""
    root = collection.topics.document.root if collection.topics else None
    if not isinstance(root, nodes.Mapping):
        return ()
    return tuple(sorted(root.entries))


@dataclass(frozen=True)
class _Questions:
    """Asks for values of fields, and checks each answer as the check of a brief would."""

    options: Mapping[str, str | None]
    topics_files: list[RawFile]

    def ask(
        self, option: str, question: str, field: str, default: str | None = None
    ) -> str:
        return ask(self.options, option, question, self._check_of(field), default)

    def _check_of(self, field: str) -> Callable[[str], str]:
        """What says why an answer can't be the value of a field of `scaffold.Start`."""

        def invalid_reason(answer: str) -> str:
            value: Any = _parts(answer) if field == "topics" else answer
            start = replace(_EXAMPLE, **{field: value})
            content = scaffold.text(start, "").encode("utf-8", "surrogatepass")
            brief = RawFile("briefs/new.yml", content)
            checked = check_files([*self.topics_files, brief])
            for diagnostic in in_language(checked.diagnostics, site_language()):
                if diagnostic.path == brief.path:
                    return f"{diagnostic.message}: {diagnostic.help}"
            return ""

        return invalid_reason


def _essentials(questions: _Questions, known_topics: tuple[str, ...]) -> scaffold.Start:
    """Ask for everything that a new brief begins with."""
    today = datetime.date.today().isoformat()  # noqa: DTZ011 -- the day where the author is
    title = questions.ask("title", marked("What happened, in a few words"), "title")
    summary = questions.ask(
        "summary",
        marked("What happened and why it matters, in one to three sentences"),
        "summary",
    )
    date = questions.ask("date", marked("The date of the brief"), "date", today)
    topics = questions.ask(
        "topic",
        marked(
            "Topics, separated by commas (optional). Available: {topics}",
            topics=", ".join(known_topics),
        ),
        "topics",
        "",
    )
    source = questions.ask(
        "source",
        marked("The title of a publication that documents it"),
        "source_title",
    )
    address = questions.ask(
        "address",
        marked("The web address of that publication (optional)"),
        "source_address",
        "",
    )
    source_id = identifiers.suggestion(source, SHORT_ID)
    if not source_id or identifiers.invalid_reason(source_id) is not None:
        source_id = "source"
    return scaffold.Start(
        title, summary, date, source_id, source, address, _parts(topics)
    )


def _ask_name(
    options: Mapping[str, str | None], title: str, collection: Collection
) -> str:
    """Ask for the file name; one made from the title is suggested if it can be used."""

    def invalid_reason(name: str) -> str:
        return _invalid_name_reason(name, collection)

    suggestion: str | None = identifiers.suggestion(title, SHORT_ID)
    if not suggestion or invalid_reason(suggestion):
        suggestion = None
    question = marked(
        "The file name, without .yml. It becomes the address of the brief, so keep it short"
    )
    return ask(options, "name", question, invalid_reason, suggestion)


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
        for _, former_name in file.document.scalars(("formerly", "*")):
            if former_name.text == name:
                return marked(
                    "this is the former name of '{brief}'; choose another name",
                    brief=file.id,
                )
    return ""


def _parts(text: str) -> tuple[str, ...]:
    """The parts of a text between commas."""
    parts = [part.strip() for part in text.split(",")]
    return tuple(part for part in parts if part)
