"""Only what changed is made again, and the result is that of a clean build, byte for byte."""

import itertools
import multiprocessing
import os
import random
import re
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import cbor2
import pytest
from pydantic import TypeAdapter

from briefing_site import pipeline
from briefing_site.build import (
    parsed,
    processes,
    program,
    records,
    store,
    workers,
    writer,
)
from briefing_site.build.builder import Builder
from briefing_site.build.parsed import ParsedFiles
from briefing_site.build.records import BuildRecord
from briefing_site.build.store import Store
from briefing_site.build.workers import Job, TaskError
from briefing_site.cli import main
from briefing_site.diagnostics import reporters
from briefing_site.exports import calendar, card, paper
from briefing_site.exports.data import api, spreadsheets
from briefing_site.languages.language import Language
from briefing_site.library import linker
from briefing_site.library.digests import LibraryDigests
from briefing_site.library.library import Library
from briefing_site.library.recording import recorded
from briefing_site.pages import actor, brief
from briefing_site.pipeline import Project
from briefing_site.reading import RawFile, folder, parsing
from briefing_site.reading.parsing import Model, Parsed
from briefing_site.site import Output, Site, Task
from tests.project import (
    WITH_PAPERS,
    check,
    disguise,
    make,
    run,
    site_briefs,
    texts,
    written_pages,
)

SITE = Site("Test", address="https://briefs.example/")
EMPTY = Library({}, {}, {}, (), (), ())

BRIEF = """\
title: The {name}
summary: What happened at the {name}.
date: 2020-05-0{number}
topics: [water]
see_also: [{other}]
actors:
  - {{id: anna, role: Engineer of the {name}}}
  - {{id: office-{name}, name: Office of the {name}, kind: organisation, role: Owner}}
relations:
  - {{from: anna, to: office-{name}, label: works for}}
timeline:
  - id: opened
    date: 2019-03-0{number}
    title: The {name} opens
    text: It was *late* [@paper].
    actors: [anna]
    sources: [paper]
    status: disputed
    note: Some say it never did.
quotes:
  - id: late
    speaker: anna
    text: We are late.
    date: 2019-03-0{number}
    source: paper
sources:
  paper: {{title: The Paper, url: "https://paper.example/{name}", published: 2019-04-01}}
"""
NAMES = ("dam", "bridge", "tunnel")
FILES = {
    "briefs/topics.yml": "water: {title: Water, summary: All about water.}\n",
    "briefs/actors/anna.yml": "name: Anna\nkind: person\nsummary: An engineer.\n",
} | {
    f"briefs/{name}.yml": BRIEF.format(
        name=name, number=number + 1, other=NAMES[number - 1]
    )
    for number, name in enumerate(NAMES)
}


def built(root: Path) -> dict[str, bytes]:
    result = run(root, "build", "--engine", "none")
    assert result.returncode == 0, result.stderr
    return written_pages(root / "docs")


def clean(root: Path, elsewhere: Path) -> dict[str, bytes]:
    shutil.rmtree(elsewhere, ignore_errors=True)
    shutil.copytree(root / "briefs", elsewhere / "briefs")
    shutil.copy(root / "mkdocs.yml", elsewhere)
    return built(elsewhere)


Edit = Callable[[Path, random.Random], None]


def replaced(word: str, by: str) -> Edit:
    """A brief with another text: `{}` is a number."""

    def edit(root: Path, chance: random.Random) -> None:
        path = chance.choice(sorted((root / "briefs").glob("*.yml")))
        path.write_text(
            path.read_text().replace(word, by.format(chance.randrange(1000)), 1)
        )

    return edit


def new_brief(root: Path, chance: random.Random) -> None:
    name = f"mill-{chance.randrange(1000)}"
    same = "    same_as: dam#opened\n    text: It"
    text = BRIEF.format(name=name, number=chance.randrange(1, 9), other="dam").replace(
        "    text: It", same
    )
    (root / f"briefs/{name}.yml").write_text(
        text.replace("2019-03-0", "2019-03-01/2019-03-0")
    )


def lost_brief(root: Path, _: random.Random) -> None:
    for path in (root / "briefs").glob("mill-*.yml"):
        path.unlink()


def profile(root: Path, chance: random.Random) -> None:
    path = root / "briefs/actors/anna.yml"
    path.write_text(
        f"name: Anna {chance.randrange(1000)}\nkind: person\nsummary: An engineer.\n"
    )


def frozen(root: Path, _: random.Random) -> None:
    for options in ((), ("--doi", "10.5281/zenodo.1")):
        ended = run(root, "freeze", "dam", *options)
        assert ended.returncode == 0, ended.stderr


def lost_page(root: Path, chance: random.Random) -> None:
    chance.choice(sorted((root / "docs").rglob("*.md"))).unlink()


def changed_page(root: Path, chance: random.Random) -> None:
    disguise(chance.choice(sorted((root / "docs").rglob("*.json"))))


def damaged_cache(root: Path, chance: random.Random) -> None:
    for path in sorted((root / ".cache").rglob("*")):
        if path.is_file() and chance.random() < 0.3:
            path.write_bytes(path.read_bytes()[: chance.randrange(100)])


def lost_cache(root: Path, _: random.Random) -> None:
    shutil.rmtree(root / ".cache")


EDITS = (
    replaced("summary: ", "summary: In {} words, "), replaced("title: ", "title: Number {} "), replaced("role: ", "role: For {} years "),
    replaced("label: ", "label: since {} "), replaced("status: disputed", "status: reported"), replaced("We are", "We are {} hours"),
    new_brief, lost_brief, profile, frozen, lost_page, changed_page, damaged_cache, lost_cache,
)  # fmt: skip


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(int(os.environ.get("SEQUENCES", "1"))))
def test_after_any_edits_the_pages_are_those_of_a_clean_build(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 -- nothing secret is made of it
    root = make(tmp_path / "project", FILES | WITH_PAPERS)
    built(root)
    edits = chance.sample(EDITS, k=len(EDITS))
    for some in (edits[::2], edits[1::2]):
        for edit in some:
            edit(root, chance)
        expected = clean(root, tmp_path / "clean")
        assert built(root) == expected, some
    shutil.rmtree(
        root / "docs/.generated"
    )  # without it, nobody knows that these are generated
    assert built(root) == expected


def test_what_is_wrong_across_files_is_found_after_any_edit(tmp_path: Path) -> None:
    """Also where an edit changes nothing that files are compared by, so that they are not compared again."""
    sourced = {
        path: text.replace("works for", "works for, sources: [paper]")
        for path, text in FILES.items()
    }
    root = make(tmp_path / "project", sourced)
    reports = []
    for path, old, new in (
        ("bridge", "What happened", "What has happened"),
        ("bridge", "Office of the bridge", "Office of the dam"),  # a name of two actors
        ("tunnel", "What happened", "What has happened"),
        ("bridge", "actors:", "\n\nactors:"),
        (
            "actors/anna",
            "An engineer.",
            "An engineer.\naffiliations: [{to: office-dam, role: clerk}]",
        ),
        ("dam", ", sources: [paper]", ""),
        ("dam", "label: works for", "label: works for, sources: [paper]"),
        ("dam", "{id: office-dam, ", "{id: office, "),  # an error
        ("dam", "{id: office, ", "{id: office-dam, "),
        ("dam", "Office of the dam", "The office"),
        ("bridge", "What has happened", "What happened"),
    ):
        file = root / f"briefs/{path}.yml"
        assert old in file.read_text(), old
        file.write_text(file.read_text().replace(old, new, 1))
        reports.append(run(root, "build", "--engine", "none", "--no-search").stderr)
        anew = pipeline.check(pipeline.load(Project(root))).diagnostics
        assert reports[-1].startswith(reporters.paragraphs(anew))
    found = [
        {*re.findall(r"(?:warning|error)\[([a-z-]+)\]", report)} for report in reports
    ]
    named, unsourced = {"same-name"}, {"same-name", "statement-without-source"}
    wrong = {"same-name", "unknown-actor"}
    assert found == [set(), *[named] * 4, unsourced, named, wrong, named, set(), set()]


def counted(
    _library: Library, _site: Site, marks: str, path: str, content: str
) -> Iterator[Output]:
    """A file; each call leaves a mark in the folder."""
    folder = Path(marks)
    (folder / f"{len(list(folder.iterdir()))}-{path}").touch()
    yield Output(path, content.encode())


def failing(_library: Library, _site: Site) -> Iterator[Output]:
    yield Output("a.txt", b"made")
    raise ValueError("no ink")


class Builds:
    """Builds of the same tasks in one folder."""

    def __init__(self, folder: Path) -> None:
        self.docs, self.marks = folder / "docs", folder / "marks"
        self.marks.mkdir()
        self._store = Store(folder / "cache")

    def __call__(
        self, *tasks: Task, program: str = "1", on_executor: bool = False
    ) -> list[str]:
        """Which of the counted tasks were run."""
        marks_before = set(self.marks.iterdir())
        job = Job(EMPTY, SITE, tasks, None if on_executor else self.docs)
        former = records.read(self.docs)
        executor = self._executor(job) if on_executor else nullcontext()
        with executor as running_executor, writer.staging(self.docs):
            builder = Builder(
                job,
                program,
                folder=self.docs,
                record=former,
                store=self._store,
                tick=print,
                executor=running_executor,
            )
            builder.make_all()
            files = {path: path in builder.staged for path in builder.files}
            record = BuildRecord(builder.files, tasks=builder.tasks)
            writer.write(self.docs, files, former, record)
        marks = set(self.marks.iterdir()) - marks_before
        return sorted(path.name.partition("-")[2] for path in marks)

    def _executor(self, job: Job) -> Executor:
        context = multiprocessing.get_context("forkserver")
        return ProcessPoolExecutor(
            2, context, initializer=workers.begin, initargs=(job,)
        )

    def task(self, path: str, content: str, *, is_slow: bool = False) -> Task:
        return Task(path, counted, (str(self.marks), path, content), is_slow=is_slow)

    def text(self, path: str) -> str:
        return (self.docs / path).read_text()


@pytest.fixture
def builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    """They typeset nothing, so that their processes can be forks whatever was typeset in this one."""
    monkeypatch.setattr(processes, "can_fork", lambda: processes.CAN_FORK)
    return Builds(tmp_path)


def test_a_task_is_run_again_when_its_arguments_or_the_program_change(
    builds: Builds,
) -> None:
    assert builds(builds.task("a", "1"), builds.task("b", "1")) == ["a", "b"]
    assert builds(builds.task("a", "1"), builds.task("b", "2")) == ["b"]
    assert builds(builds.task("a", "1"), builds.task("b", "2")) == []
    assert builds(builds.task("a", "1"), builds.task("b", "2"), program="2") == [
        "a",
        "b",
    ]
    assert builds(builds.task("a", "1")) == ["a"]
    assert not (builds.docs / "b").exists()


def test_what_takes_long_is_kept(builds: Builds) -> None:
    """Even if the pages are deleted or go back to an earlier version."""
    first, second = (builds.task("a", text, is_slow=True) for text in "12")
    assert [builds(each) for each in (first, second, first)] == [["a"], ["a"], []]
    assert builds.text("a") == "1"
    shutil.rmtree(builds.docs)
    assert builds(first) == []
    assert builds.text("a") == "1"


def test_paper_and_card_of_a_brief_do_not_depend_on_the_other_briefs_of_its_topic() -> (
    None
):
    lookups: set[str] = set()
    library = linker.link(check(FILES).collection)
    assert [*paper.paper(recorded(library, lookups.add), SITE, "dam")]
    assert {each for each in lookups if "topic" in each} == {"titles/topics/water.md"}
    (task,) = (
        each for each in card.tasks(library, SITE) if each.name == "briefs/dam/card.png"
    )
    lookups.clear()
    assert [*task.make(recorded(library, lookups.add), SITE, *task.arguments)]
    assert not lookups
    changed = FILES | {
        "briefs/bridge.yml": FILES["briefs/bridge.yml"].replace(
            "title: The bridge", "title: A bridge"
        )
    }
    assert changed != FILES
    assert task in card.tasks(linker.link(check(changed).collection), SITE)


FERRY = (
    BRIEF.format(name="ferry", number=4, other="dam")
    .replace("anna", "berta")
    .replace("{id: berta,", "{id: berta, name: Berta, kind: person,")
    .replace("see_also: [dam]", "see_also: []")
)
"""A brief that has nothing but its topic in common with the others."""


@pytest.mark.parametrize(
    ("written", "changed"),
    [
        ("title: The {}\n", "title: A {}\n"),
        ("summary: What happened", "summary: All that happened"),
        ("role: Engineer", "role: Chief engineer"),
        ("title: The {} opens", "title: The {} is opened"),
        ("text: We are late", "text: We are too late"),
        ("title: The Paper", "title: The Journal"),
    ],
)
def test_a_page_depends_on_the_briefs_that_it_shows(written: str, changed: str) -> None:
    """Such as that of an actor, which has its roles, events and quotes; and on no word of another brief."""
    files = FILES | {"briefs/ferry.yml": FERRY}
    library = linker.link(check(files).collection)
    lookups: set[str] = set()
    assert [*actor.page(recorded(library, lookups.add), SITE, "anna")]
    assert [*brief.page(recorded(library, lookups.add), SITE, "dam")]
    for name, is_made_again in (("dam", True), ("ferry", False)):
        path = f"briefs/{name}.yml"
        assert written.format(name) in files[path]
        text = files[path].replace(written.format(name), changed.format(name))
        changed_library = linker.link(check(files | {path: text}).collection)
        one, other = LibraryDigests(library), LibraryDigests(changed_library)
        different = {each for each in lookups if one.of(each) != other.of(each)}
        assert bool(different) == is_made_again, different


def _with_another_summary() -> Library:
    text = FILES["briefs/dam.yml"].replace("What happened", "All that happened")
    return linker.link(check(FILES | {"briefs/dam.yml": text}).collection)


@pytest.mark.parametrize("name", ["events", "quotes"])
def test_lists_of_entries_do_not_depend_on_summaries(name: str) -> None:
    """They are long: making all of them again for a word would be most of a build."""
    library = linker.link(check(FILES).collection)
    one, other = LibraryDigests(library), LibraryDigests(_with_another_summary())
    assert one.of("conclusions/dam") != other.of("standfirsts/dam")
    lookups: set[str] = set()
    assert [*api.list_(recorded(library, lookups.add), SITE, name)]
    assert [*spreadsheets.table(recorded(library, lookups.add), SITE, name)]
    for lookup in lookups:
        assert one.of(lookup) == other.of(lookup), lookup


def test_calendars_do_not_depend_on_summaries() -> None:
    library = linker.link(check(FILES).collection)
    tasks = [*calendar.tasks(library, SITE)]
    assert tasks == [*calendar.tasks(_with_another_summary(), SITE)]
    lookups: set[str] = set()
    for task in tasks:
        assert [*task.make(recorded(library, lookups.add), SITE, *task.arguments)]
    assert not lookups


def test_a_failed_task_is_named_and_nothing_is_written(builds: Builds) -> None:
    builds(builds.task("a.txt", "before"))
    with pytest.raises(
        TaskError, match=r"'a\.txt' could not be made: ValueError: no ink"
    ):
        builds(Task("a.txt", failing))
    assert builds.text("a.txt") == "before"


def test_tasks_run_on_any_executor(builds: Builds) -> None:
    """Its processes may be on machines without the folder of pages, so they return the content."""
    tasks = [builds.task(str(number), "text") for number in range(60)]
    assert len(builds(*tasks, on_executor=True)) == 60
    assert builds.text("3") == "text"


def test_a_cluster_runs_the_tasks(tmp_path: Path) -> None:
    from distributed import (
        LocalCluster,
    )  # takes half a second, in each process that collects tests

    root = make(tmp_path / "project", FILES)
    with LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=":0"
    ) as cluster:
        executor = ("--executor", cluster.scheduler_address)
        result = run(root, "build", "--engine", "none", *executor)
    assert result.returncode == 0, result.stderr
    assert written_pages(root / "docs") == clean(root, tmp_path / "clean")


PICKLE = b"cos\nsystem\n(S'touch forged'\ntR."
FORGED = (
    PICKLE,
    cbor2.dumps(PICKLE),
    b"\xff",
    cbor2.dumps(["a", {"b": 1}, None]),
    cbor2.dumps([{}, [], []]),
)
"""The last is how an entry begins."""


def test_a_forged_cache_runs_no_code(tmp_path: Path) -> None:
    """Whoever can write to it: no build unpickles what is in it."""
    root = make(tmp_path / "project", FILES | WITH_PAPERS)
    build = ("build", "--engine", "none")
    assert run(root, *build).returncode == 0
    expected = written_pages(root / "docs")
    forged = sorted(path for path in (root / ".cache").rglob("*") if path.is_file())
    kinds = Counter(path.parent for path in forged)
    assert min(kinds.values()) >= len(FORGED)  # so that each kind gets each
    for path, stored in zip(forged, itertools.cycle(FORGED), strict=False):
        path.write_bytes(bytes.fromhex(store.digest(stored)) + stored)
    shutil.rmtree(root / "docs")
    assert run(root, *build).returncode == 0
    assert written_pages(root / "docs") == expected
    assert not list(tmp_path.rglob("forged"))


def test_a_file_from_the_cache_is_the_one_that_was_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its positions, and with warnings that can be put into any language."""
    warned = {"briefs/dam.yml": FILES["briefs/dam.yml"] + "  unused: {title: Unused}\n"}
    same = {"briefs/bridge-2.yml": FILES["briefs/bridge.yml"]}
    files = texts(FILES | site_briefs() | warned | same)
    store, results = Store(tmp_path), []
    for _ in range(2):
        parser = ParsedFiles(store, "1", Language("de"))
        parser.prepare(files)
        results.append(folder.read(files, parse=parser))
        monkeypatch.setattr(
            "briefing_site.checks.rules.parse", parsing.parse
        )  # finds nothing unused
    assert results[0] == results[1]
    assert {"bridge", "bridge-2"} <= {file.id for file in results[0][0].briefs}
    orders = [
        [each.record.source_order for each in all_.briefs if each.record]
        for all_, _ in results
    ]
    assert orders[0] == orders[1]
    messages = {each.message for each in results[0][1]}
    assert "die Quelle" in " ".join(messages)


@pytest.mark.parametrize(
    "forged",
    [
        {"title": ["A title"]},
        {"title": "A title", "more": "fields"},
        {"status": "secret"},
        {"sources": {"a": {"title": "A", "url": "javascript:alert()"}}},
        {"timeline": [{"date": "2010-02-30", "title": "An event"}]},
    ],
)
def test_a_record_in_the_cache_is_validated(
    tmp_path: Path, forged: dict[str, object]
) -> None:
    """Or else the file is parsed again."""
    files, cache = texts(FILES), Store(tmp_path)
    parse = ParsedFiles(cache, "1", Language())
    expected = folder.read(files, parse=parse)
    for path in (tmp_path / parsed.FOLDER).iterdir():
        key = path.relative_to(tmp_path).as_posix()
        stored = cache.get(key, TypeAdapter(list[Any]))
        assert stored is not None
        cache.put(key, [{**stored[0], **forged}, *stored[1:]])
    assert folder.read(files, parse=parse) == expected


def test_only_files_that_a_comparison_is_about_are_parsed_again() -> None:
    parsed_files = Counter[str]()

    def parse(raw: RawFile, model: type[Model]) -> Parsed[Model]:
        parsed_files[raw.path] += 1
        return parsed.parse(raw, model)

    path = "briefs/dam.yml"
    files = FILES | {path: FILES[path].replace("water", "fire")}
    checked = pipeline.check(
        [RawFile(path, text.encode()) for path, text in files.items()], parse=parse
    )
    found = {(each.path, each.code.slug): each.excerpt for each in checked.diagnostics}
    assert found[path, "unknown-topic"] == "topics: [fire]"
    assert parsed_files == dict.fromkeys(files, 1)


TEXT = TypeAdapter(str)


def test_a_cache_forgets_what_was_not_used_for_a_month(tmp_path: Path) -> None:
    cache = Store(tmp_path)
    for key in ("used", "unused"):
        cache.put(key, "value")
        os.utime(tmp_path / key, (0, 0))
    assert cache.get("used", TEXT) == "value"
    cache.delete_unused()
    assert (cache.get("used", TEXT), cache.get("unused", TEXT)) == ("value", None)


def without_distributed() -> None:
    """The command where the optional library is missing."""
    sys.modules["distributed"] = None  # type: ignore[assignment] # as Python has it
    main()


def test_an_index_that_somebody_deleted_is_not_missed_without_a_search(
    tmp_path: Path,
) -> None:
    project = make(tmp_path, FILES)
    build = ("build", "--engine", "none")
    assert run(project, *build).returncode == 0
    shutil.rmtree(project / "docs/search-index")
    (project / "briefs/dam.yml").write_text(FILES["briefs/dam.yml"] + "# Changed\n")
    assert run(project, *build, "--no-search").returncode == 0
    assert run(project, *build).returncode == 0
    assert (project / "docs/search-index").is_dir()


def test_a_library_that_is_missing(tmp_path: Path) -> None:
    result = run(
        make(tmp_path, FILES),
        "build",
        "--executor",
        "tcp://scheduler",
        program=without_distributed,
    )
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "install it with: pip install distributed" in result.stderr


def test_another_version_of_a_package_makes_everything_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calculate = program.version.__wrapped__
    installed = calculate()
    assert calculate() == installed == program.version()
    (tmp_path / "markdown-99.0.dist-info").mkdir()
    (tmp_path / "markdown-99.0.dist-info/METADATA").write_text(
        "Name: markdown\nVersion: 99.0\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert calculate() != installed
