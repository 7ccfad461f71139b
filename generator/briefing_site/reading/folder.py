"""All files of the folder of briefs, parsed, and the errors in their names."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import Any

from pydantic import BaseModel

from briefing_site.diagnostics import Diagnostic, Message, Span
from briefing_site.format import Brief, Profile, identifiers
from briefing_site.format.fields.identifier import BAD_ID
from briefing_site.format.gazetteer import Gazetteer
from briefing_site.format.glossary import Glossary
from briefing_site.format.places import BRIEF, TOPICS
from briefing_site.format.topics import Topics
from briefing_site.format.verification import Verification, Verifications
from briefing_site.format.version import FrozenVersion
from briefing_site.languages.phrase import marked
from briefing_site.reading import brief_files, codes, ids, parsing
from briefing_site.reading.brief_files import RawFile
from briefing_site.reading.parsing import Model, Parse, ParsedFile
from briefing_site.reading.yaml.document import Document

_START = Span.at(1, 1)


@dataclass(frozen=True)
class Collection:
    """All files of a folder of briefs, sorted by id."""

    briefs: tuple[ParsedFile[Brief], ...]
    profiles: tuple[ParsedFile[Profile], ...]
    topics: ParsedFile[Topics] | None
    glossary: ParsedFile[Glossary] | None = None
    gazetteer: ParsedFile[Gazetteer] | None = None
    verification: ParsedFile[Verifications] | None = None
    versions: tuple[ParsedFile[FrozenVersion], ...] = ()

    @classmethod
    def of(cls, files: Iterable[ParsedFile[Any]]) -> "Collection":
        """The collection of files that are sorted by path."""
        by_model: defaultdict[type[BaseModel], list[ParsedFile[Any]]]
        by_model = defaultdict(list)
        for file in files:
            by_model[file.model].append(file)
        return cls(
            briefs=tuple(by_model[Brief]),
            profiles=tuple(by_model[Profile]),
            topics=_only(by_model[Topics]),
            glossary=_only(by_model[Glossary]),
            gazetteer=_only(by_model[Gazetteer]),
            verification=_only(by_model[Verifications]),
            versions=tuple(by_model[FrozenVersion]),
        )

    @property
    def shared(self) -> tuple[ParsedFile[Any], ...]:
        """The files but for briefs and versions."""
        files: list[ParsedFile[Any]] = list(self.profiles)
        for file in (self.topics, self.glossary, self.gazetteer, self.verification):
            if file:
                files.append(file)
        return tuple(files)

    @property
    def files(self) -> tuple[ParsedFile[Any], ...]:
        """All files but those of versions."""
        return (*self.briefs, *self.shared)

    @cached_property
    def renames(self) -> ids.Renames:
        """The former names in all files, also in those with errors, but those that are in use again."""
        slugs = {file.id for file in self.briefs}
        briefs: dict[str, str] = {}
        events: dict[str, str] = {}
        for file in self.briefs:
            for _, former in file.document.scalars(BRIEF.formerly.each):
                if former.text not in slugs:
                    briefs.setdefault(former.text, file.id)
            for former_id, id_ in _renamed_events(file):
                events.setdefault(f"{file.id}#{former_id}", f"{file.id}#{id_}")
        return ids.Renames(briefs, events, self._renamed_topics())

    def _renamed_topics(self) -> dict[str, str]:
        if self.topics is None:
            return {}
        document = self.topics.document
        listed = {str(location[0]) for location, _ in document.find(TOPICS.each)}
        topics: dict[str, str] = {}
        for location, former in document.scalars(TOPICS.each.formerly.each):
            if former.text not in listed:
                topics.setdefault(former.text, str(location[0]))
        return topics

    def record_of(
        self, brief: str, quote: str, fingerprint: str
    ) -> Verification | None:
        """The record of a quote that applies to its present words and source; `None` if there is none."""
        if self.verification is None or self.verification.record is None:
            return None
        records = self.verification.record.root
        record = records.get(brief, {}).get(quote)
        if record is None or record.quote != fingerprint:
            return None
        return record

    def without_trees(self) -> "Collection":
        """The same for those who need only records: half of the memory is that of trees."""
        briefs = []
        for file in self.briefs:
            document = replace(file.document, root=None)
            briefs.append(replace(file, document=document, prose={}))
        collection = replace(self, briefs=tuple(briefs))
        vars(collection)["renames"] = self.renames  # as these come from the trees
        return collection


def _only(files: list[ParsedFile[Model]]) -> ParsedFile[Model] | None:
    return files[0] if files else None


def _renamed_events(file: ParsedFile[Brief]) -> Iterator[tuple[str, str]]:
    """The former ids of the events of a brief, each with the current one."""
    current_ids = {entry.location: entry.id for entry in file.entries}
    former_ids = file.document.scalars(BRIEF.timeline.each.formerly.each)
    for location, former in former_ids:
        event = location[:2]
        if event in current_ids and former.text not in current_ids.values():
            yield former.text, current_ids[event]


def read(
    files: Iterable[RawFile],
    folder: str = "briefs",
    tick: Callable[[str], None] = lambda _path: None,
    parse: Parse = parsing.parse,
) -> tuple[Collection, list[Diagnostic]]:
    """Parse and validate the files, in any order; `folder` is the path that theirs start with.

    `tick` is called with the path of each file, after it was read.
    """
    parsed_files: dict[str, ParsedFile[Any]] = {}
    diagnostics: list[Diagnostic] = []
    in_order = sorted(files, key=lambda file: file.path)
    paths = frozenset(raw.path for raw in in_order)
    for raw in in_order:
        parts = raw.path.removeprefix(folder + "/").split("/")
        misplaced = brief_files.misplaced_reason(parts)
        if misplaced:
            message = Message(codes.BAD_FILE_NAME, *misplaced)
            empty = Document(raw.path, b"", None)
            diagnostics.append(empty.report(message, _START))
        else:
            file, file_diagnostics = parse(raw, brief_files.model_of(raw.path, folder))
            diagnostics += file_diagnostics
            first = parsed_files.setdefault(raw.path.casefold(), file)
            if file.model in {Brief, Profile}:
                diagnostics += _check_name(file, first, paths)
        tick(raw.path)
    return Collection.of(parsed_files.values()), diagnostics


def _check_name(
    file: ParsedFile[Any], first: ParsedFile[Any], paths: Container[str]
) -> Iterator[Diagnostic]:
    """Report the name of a brief or a profile if it is no id, or that of another file in other capitals."""
    name = file.id
    document = file.document
    if first is not file:
        other = first.document.path
        message = marked(
            "the file name differs from {other} only in capital letters: many disks treat them as one file",
            other=other,
        )
        help_ = marked(
            "rename {other} to '{name}', or delete one of the two",
            other=other,
            name=f"{name.lower()}-2.yml",
        )
        yield document.report(Message(codes.ID_CLASH, message, help_), _START)
        return
    reason = identifiers.invalid_page_reason(name)
    if reason is None:
        return
    help_ = marked("give the file another name")
    better = identifiers.suggestion(name)
    if better not in {"", name}:
        if PurePath(document.path).with_stem(better).as_posix() in paths:
            better += "-2"
        help_ = marked("rename the file to '{name}'", name=f"{better}.yml")
    yield document.report(BAD_ID, _START, help_, text=name, reason=reason)
