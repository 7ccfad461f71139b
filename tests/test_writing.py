"""The folder of pages holds the generator's files, whole, and nobody else's are touched."""

import os
from pathlib import Path

import pytest

from briefing_site.build import records, writer
from briefing_site.build.records import RecordError
from briefing_site.build.store import seal
from briefing_site.build.writer import WritingError
from tests.project import disguise, make, snapshot, write


def test_what_changed_is_written_and_what_is_stale_goes_with_empty_folders(
    tmp_path: Path,
) -> None:
    make(tmp_path, {"h/mine.md": "mine"})
    write(
        tmp_path,
        {"a.md": b"1", "b.md": b"2", "c/d/e.md": b"3", "f/g.md": b"4", "h/i.md": b"5"},
    )
    os.utime(tmp_path / "a.md", ns=(1, 1))
    changes = write(tmp_path, {"a.md": b"1", "b.md": b"3", "f": b"5"})
    assert (changes.written, changes.unchanged) == (("b.md", "f"), 1)
    assert changes.removed == ("c/d/e.md", "f/g.md", "h/i.md")
    assert (tmp_path / "a.md").stat().st_mtime_ns == 1
    assert (tmp_path / "b.md").read_bytes() == b"3"
    assert not (tmp_path / "c").exists()
    assert snapshot(tmp_path / "h") == {"mine.md": b"mine"}


@pytest.mark.parametrize(
    "path", ["../a.md", "a/../../b.md", "/a.md", "", "linked/a.md", "loop/a.md"]
)
def test_nothing_leaves_the_folder(tmp_path: Path, path: str) -> None:
    folder, outside = tmp_path / "docs", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "linked").symlink_to(outside)
    (folder / "loop").symlink_to("loop")
    before = snapshot(tmp_path)
    with pytest.raises(WritingError):
        write(folder, {"good.md": b"1", path: b"2"})
    assert snapshot(tmp_path) == before


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    write(folder, {"a.md": b"1"})
    (tmp_path / "outside.md").write_text("mine")
    (folder / "a.md").unlink()
    (folder / "a.md").symlink_to(tmp_path / "outside.md")
    write(folder, {"a.md": b"2"})
    assert (tmp_path / "outside.md").read_text() == "mine"
    assert (folder / "a.md").read_bytes() == b"2"


@pytest.mark.parametrize("step", range(5))
def test_a_run_that_was_cut_off_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Wherever the first run ended, the next one leaves just its own files."""
    write(tmp_path, {"old.md": b"0", "a.md": b"1"})
    replace, calls = Path.replace, 0

    def fail(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls > step:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, {"a.md": b"2", "b.md": b"3", "c.md": b"4"})
    monkeypatch.undo()
    write(tmp_path, {"a.md": b"5"})
    left = {
        path: content
        for path, content in snapshot(tmp_path).items()
        if not path.startswith(".")
    }
    assert left == {"a.md": b"5"}
    assert sorted(path.name for path in (tmp_path / ".generated").iterdir()) == [
        "record.cbor"
    ]


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"{",
        seal([1]),
        seal({"files": {"a\0.md": "1"}}),
        seal({"files": {"a.md": 1}}),
    ],
)
def test_a_damaged_record_is_reported(tmp_path: Path, damaged: bytes) -> None:
    write(tmp_path, {"a.md": b"1"})
    (tmp_path / ".generated/record.cbor").write_bytes(damaged)
    with pytest.raises(RecordError, match=r"record\.cbor"):
        write(tmp_path, {"a.md": b"2"})


def is_current(folder: Path, inputs: str) -> bool:
    return writer.is_current(folder, records.read(folder), inputs)


def test_what_a_cache_has_restored_is_current(tmp_path: Path) -> None:
    """Its content is what was written, though nothing else is the same."""
    write(tmp_path, {"a.md": b"1"}, "inputs")
    (tmp_path / "a.md").unlink()
    (tmp_path / "a.md").write_bytes(b"1")
    assert is_current(tmp_path, "inputs")
    (tmp_path / "a.md").rename(tmp_path / "b.md")
    (tmp_path / "a.md").symlink_to("b.md")
    assert not is_current(tmp_path, "inputs")


def test_what_was_not_touched_is_current(tmp_path: Path) -> None:
    """Until the inputs differ, or a file of the run was changed by somebody else."""
    write(tmp_path, {"a.md": b"1", "b.md": b"2"}, "inputs")
    assert is_current(tmp_path, "inputs")
    assert not is_current(tmp_path, "other inputs")
    unfinished = tmp_path / ".generated/unfinished"
    unfinished.mkdir()  # as a run that is killed leaves it
    assert not is_current(tmp_path, "inputs")
    unfinished.rmdir()
    disguise(tmp_path / "a.md")
    assert not is_current(tmp_path, "inputs")
    write(tmp_path, {"a.md": b"1", "b.md": b"2"}, "inputs")
    assert is_current(tmp_path, "inputs")
    (tmp_path / "b.md").unlink()
    assert not is_current(tmp_path, "inputs")
    write(tmp_path, {"a.md": b"1"})
    assert not is_current(tmp_path, "")
