"""The folder of pages holds the generator's files, whole, and nobody else's are touched."""

import os
from pathlib import Path

import pytest

from generator.publishing.output import Deferred, Output
from generator.writing import writer
from generator.writing.writer import WritingError
from tests.project import snapshot


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    writer.write(tmp_path, {"a.md": b"1", "b/c.md": b"2"})
    os.utime(tmp_path / "a.md", ns=(1, 1))
    changes = writer.write(tmp_path, {"a.md": b"1", "b/c.md": b"3"})
    assert (changes.written, changes.removed, changes.unchanged) == (("b/c.md",), (), 1)
    assert (tmp_path / "a.md").stat().st_mtime_ns == 1
    assert (tmp_path / "b/c.md").read_bytes() == b"3"


def test_stale_files_and_empty_folders_go(tmp_path: Path) -> None:
    writer.write(tmp_path, {"a.md": b"1", "b/c/d.md": b"2"})
    assert writer.write(tmp_path, {"a.md": b"1"}).removed == ("b/c/d.md",)
    assert not (tmp_path / "b").exists()


def test_files_of_others_stay(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "mine.md").write_text("mine")
    writer.write(tmp_path, {"b/c.md": b"2"})
    writer.write(tmp_path, {})
    assert (tmp_path / "b" / "mine.md").read_text() == "mine"
    assert not (tmp_path / "b" / "c.md").exists()


def test_a_file_of_somebody_else_is_never_replaced(tmp_path: Path) -> None:
    """And then nothing is written at all."""
    (tmp_path / "b.md").write_text("mine")
    before = snapshot(tmp_path)
    with pytest.raises(WritingError, match=r"b\.md"):
        writer.write(tmp_path, {"a.md": b"1", "b.md": b"2"})
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("path", ["../a.md", "a/../../b.md", "/a.md", "", "linked/a.md", "loop/a.md"])
def test_nothing_leaves_the_folder(tmp_path: Path, path: str) -> None:
    """Neither by its path nor through a link."""
    folder, outside = tmp_path / "docs", tmp_path / "outside"
    folder.mkdir()
    outside.mkdir()
    (folder / "linked").symlink_to(outside)
    (folder / "loop").symlink_to("loop")
    before = snapshot(tmp_path)
    with pytest.raises(WritingError):
        writer.write(folder, {"good.md": b"1", path: b"2"})
    assert snapshot(tmp_path) == before


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    writer.write(folder, {"a.md": b"1"})
    (tmp_path / "outside.md").write_text("mine")
    (folder / "a.md").unlink()
    (folder / "a.md").symlink_to(tmp_path / "outside.md")
    writer.write(folder, {"a.md": b"2"})
    assert (tmp_path / "outside.md").read_text() == "mine"
    assert (folder / "a.md").read_bytes() == b"2"


@pytest.mark.parametrize("step", range(5))
def test_a_run_that_was_cut_off_is_made_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Wherever the first run ended, the next one leaves just its own files."""
    writer.write(tmp_path, {"old.md": b"0", "a.md": b"1"})
    replace, calls = Path.replace, 0

    def fail(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls > step:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(KeyboardInterrupt):
        writer.write(tmp_path, {"a.md": b"2", "b.md": b"3", "c.md": b"4"})
    monkeypatch.undo()
    writer.write(tmp_path, {"a.md": b"5"})
    left = {path: content for path, content in snapshot(tmp_path).items() if not path.startswith(".")}
    assert left == {"a.md": b"5"}
    assert sorted(path.name for path in (tmp_path / ".generated").iterdir()) == ["manifest.json"]


def test_a_damaged_manifest_is_told(tmp_path: Path) -> None:
    writer.write(tmp_path, {"a.md": b"1"})
    (tmp_path / ".generated" / "manifest.json").write_text("{")
    with pytest.raises(WritingError, match=r"manifest\.json"):
        writer.write(tmp_path, {"a.md": b"2"})


def test_what_was_not_touched_is_current(tmp_path: Path) -> None:
    """Until the inputs differ, or a file of the run was changed by somebody else."""
    writer.write(tmp_path, {"a.md": b"1", "b.md": b"2"}, "inputs")
    assert writer.is_current(tmp_path, "inputs") == 2
    assert writer.is_current(tmp_path, "other inputs") is None
    (tmp_path / "a.md").write_bytes(b"11")
    assert writer.is_current(tmp_path, "inputs") is None
    writer.write(tmp_path, {"a.md": b"1", "b.md": b"2"}, "inputs")
    assert writer.is_current(tmp_path, "inputs") == 2
    (tmp_path / "b.md").unlink()
    assert writer.is_current(tmp_path, "inputs") is None


def test_costly_content_is_made_only_when_its_fingerprint_changes(tmp_path: Path) -> None:
    made: list[str] = []

    def costly(fingerprint: str) -> Deferred:
        def make() -> bytes:
            made.append(fingerprint)
            return fingerprint.encode()

        return Deferred(fingerprint, make)

    for fingerprint in ("1", "1", "2", "2"):
        writer.write(tmp_path, {"a.pdf": costly(fingerprint)})
    assert made == ["1", "2"]
    assert (tmp_path / "a.pdf").read_bytes() == b"2"
    (tmp_path / "a.pdf").unlink()
    writer.write(tmp_path, {"a.pdf": costly("2")})
    assert made == ["1", "2", "2"]


def test_nothing_is_written_until_all_costly_content_is_made(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise RuntimeError("no paper")

    with pytest.raises(RuntimeError, match="no paper"):
        writer.write(
            tmp_path, {"a.md": b"1", "b.pdf": Deferred("1", lambda: b"2"), "c.pdf": Deferred("1", fail)}
        )
    assert snapshot(tmp_path) == {}


def test_each_file_is_counted_once(tmp_path: Path) -> None:
    """Whether it is written, unchanged or too costly to be looked at again."""

    def counted(second: bytes) -> int:
        ticks: list[None] = []
        files: dict[str, bytes | Deferred] = {
            "a.md": b"1",
            "b.md": second,
            "c.pdf": Deferred("1", lambda: b"4"),
        }
        writer.write(tmp_path, files, tick=lambda: ticks.append(None))
        return len(ticks)

    assert [counted(b"2"), counted(b"3")] == [3, 3]


def test_costly_content_can_be_begun_ahead(tmp_path: Path) -> None:
    """It is made once, and not at all where it stands already."""
    made: list[str] = []

    def files(fingerprint: str) -> list[Output]:
        def make() -> bytes:
            made.append(fingerprint)
            return fingerprint.encode()

        return [Output("a.md", b"1"), Output("b.pdf", Deferred(fingerprint, make))]

    for fingerprint in ("1", "1", "2"):
        with writer.ahead(tmp_path) as begin:
            writer.write(tmp_path, {file.path: begin(file).content for file in files(fingerprint)})
    assert made == ["1", "2"]
    assert (tmp_path / "b.pdf").read_bytes() == b"2"
