"""The structure that CONTRIBUTING.md describes is the one that is there."""

from importlinter.cli import lint_imports

from tests.project import ROOT


def test_imports_point_one_way() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == 0


def test_every_page_kind_has_a_template_of_its_name() -> None:
    pages = {path.stem for path in (ROOT / "generator/pages").glob("*.py")} - {"__init__", "registry"}
    templates = {path.name.split(".")[0] for path in (ROOT / "generator/pages/templates").iterdir()}
    assert templates - {"macros", "former", "parts"} == pages


def test_lock_files_name_no_registry() -> None:
    for lock in (ROOT / "requirements").iterdir():
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
