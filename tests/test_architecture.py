"""The structure that CONTRIBUTING.md describes is the one that is there."""

from tests.project import ROOT


def test_every_page_kind_has_a_template_of_its_name() -> None:
    pages = {
        path.stem for path in (ROOT / "generator/briefing_site/pages").glob("*.py")
    } - {
        "__init__",
        "registry",
    }
    templates = {
        path.name.split(".")[0]
        for path in (ROOT / "generator/briefing_site/pages/templates").iterdir()
    }
    assert templates - {"macros", "former", "parts"} == pages


def test_lock_files_name_no_registry() -> None:
    for lock in (ROOT / "requirements").iterdir():
        text = lock.read_text(encoding="utf-8")
        assert "--hash=sha256:" in text
        assert "://" not in text
