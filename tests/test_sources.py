"""`briefs sources`: what became of the sources, and where there is a copy of each. The exit code is always 0."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.host import Host, Reply, host, page, redirect
from tests.project import make, run

HEAD = """\
title: A dam
summary: A dam is built.
date: 2020-05-01
sources:
"""
FINE = page("A page", "It is there.")
STATES = {
    "answers": (FINE, "answers"),
    "moved": (redirect("/new-place", 301), "moved"),
    "moved-for-good": (redirect("/new-place", 308), "moved"),
    "elsewhere-today": (redirect("/new-place", 302), "answers"),
    "gone": (Reply(404), "gone"),
    "gone-for-good": (Reply(410), "gone"),
    "moved-and-gone": (redirect("/nowhere"), "gone"),
    "unauthorised": (Reply(401), "blocked"),
    "forbidden": (Reply(403), "blocked"),
    "too-often": (Reply(429), "blocked"),
    "linkedin": (Reply(999), "blocked"),
    "wall": (Reply(503, page("Just a moment...").body), "blocked"),
    "for-people-only": (FINE, "blocked"),
    "broken": (Reply(500), "unreachable"),
    "going-round": (redirect("/going-round"), "unreachable"),
    "names-its-place": (redirect("/gone", 200), "answers"),
}
SLOW = {
    "/slow": Reply(body=b"x" * 50_000, slow=0.01),
    "/silent": Reply(body=b"x", slow=5),
}
OPTIONS = ("--allow-private", "--pause", "0")


def snapshot(address: str) -> Reply:
    """What the archive answers where it has a copy."""
    closest = {
        "available": True,
        "status": "200",
        "timestamp": "20200502000000",
        "url": address,
    }
    body = json.dumps(
        {"url": "asked", "archived_snapshots": {"closest": closest}}
    ).encode()
    return Reply(body=body, headers={"Content-Type": "application/json"})


NOTHING = Reply(
    body=b'{"archived_snapshots": {}}', headers={"Content-Type": "application/json"}
)


@pytest.fixture
def press() -> Iterator[Host]:
    """A host with pages in every state."""
    replies = {f"/{name}": reply for name, (reply, _) in STATES.items()}
    replies["/new-place"] = FINE
    replies["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /for-people-only\n")
    with host(replies) as running:
        yield running


@pytest.fixture
def archive() -> Iterator[Host]:
    with host({"/available": NOTHING}) as running:
        yield running


def checked(folder: Path, archive: Host, *arguments: str) -> list[dict[str, object]]:
    options = (
        *OPTIONS,
        "--archive",
        f"{archive.address}/available",
        "--format",
        "json",
    )
    result = run(folder, "sources", *options, *arguments)
    assert (result.returncode, result.stderr) == (0, "")
    document = json.loads(result.stdout)
    assert document["version"] == 2
    found: list[dict[str, object]] = document["sources"]
    return found


def test_every_state(tmp_path: Path, press: Host, archive: Host) -> None:
    """Who refuses a program is not gone."""
    sources = "".join(
        f"  {name}: {{title: A title, url: '{press.address}/{name}'}}\n"
        for name in STATES
    )
    unknown = "  no-host: {title: A title, url: 'http://nowhere.invalid/page'}\n  no-port: {title: A title, url: 'http://127.0.0.1:1/'}\n"
    folder = make(tmp_path, {"briefs/dam.yml": HEAD + sources + unknown})
    found = checked(folder, archive)
    expected = {name: state for name, (_, state) in STATES.items()}
    assert {each["source"]: each["state"] for each in found} == {
        **expected,
        "no-host": "unreachable",
        "no-port": "unreachable",
    }
    assert {each["source"]: each["moved_to"] for each in found if each["moved_to"]} == {
        "moved": f"{press.address}/new-place",
        "moved-for-good": f"{press.address}/new-place",
    }
    (detail,) = (each["detail"] for each in found if each["source"] == "no-port")
    assert detail == "no connection: Connection refused"
    assert press.asked.count("/robots.txt") == 1
    assert "/for-people-only" not in press.asked


def test_who_is_too_slow(tmp_path: Path, archive: Host) -> None:
    with host(SLOW) as slow:
        sources = "".join(
            f"  {path[1:]}: {{title: A title, url: '{slow.address}{path}'}}\n"
            for path in SLOW
        )
        folder = make(tmp_path, {"briefs/dam.yml": HEAD + sources})
        found = checked(folder, archive, "--timeout", "0.5")
    assert [each["state"] for each in found] == ["timeout", "timeout"]


def test_one_host_is_asked_for_one_thing_at_a_time(
    tmp_path: Path, press: Host, archive: Host
) -> None:
    pages = {f"/page-{number}": Reply(body=b"12345", slow=0.02) for number in range(8)}
    press.replies.update(pages)
    sources = "".join(
        f"  s{path[1:]}: {{title: A title, url: '{press.address}{path}'}}\n"
        for path in pages
    )
    folder = make(tmp_path, {"briefs/dam.yml": HEAD + sources})
    assert {each["state"] for each in checked(folder, archive)} == {"answers"}
    assert press.most_at_once == 1


def test_the_archive_saves_what_it_does_not_have(
    tmp_path: Path, press: Host, archive: Host
) -> None:
    """As many pages as it is asked to, until it refuses; not those that are gone. Only what it answers is used."""
    paths = (
        "answers",
        "moved",
        "elsewhere-today",
        "gone",
        "forbidden",
        "slow-to-save",
        "one-more",
    )
    press.replies |= {"/slow-to-save": FINE, "/one-more": FINE}
    sources = "".join(
        f"  {path}: {{title: A, url: '{press.address}/{path}'}}\n" for path in paths
    )
    folder = make(tmp_path, {"briefs/dam.yml": HEAD + sources})
    copies = {path: f"/web/20261126000000/{press.address}/{path}" for path in paths}
    archive.replies |= {
        f"/save/{press.address}/answers": redirect(copies["answers"], 302),
        copies["answers"]: FINE,
        f"/save/{press.address}/moved": Reply(
            headers={"Content-Location": copies["moved"]}
        ),
        f"/save/{press.address}/elsewhere-today": Reply(
            headers={"Content-Location": "/web/2026/http://a.example/"}
        ),
        f"/save/{press.address}/forbidden": Reply(520),
        f"/save/{press.address}/slow-to-save": Reply(429),
    }
    save = ("--archive-save", f"{archive.address}/save/", "--fix", "--save")
    found = {str(each["source"]): each for each in checked(folder, archive, *save, "0")}
    assert not any("/save/" in path for path in archive.asked)
    result = run(
        folder,
        "sources",
        *OPTIONS,
        "--archive",
        f"{archive.address}/available",
        *save,
        "6",
    )
    assert result.stderr == "briefs/dam.yml: 2 archived copies added\n"
    text = (folder / "briefs/dam.yml").read_text()
    assert [
        line.partition("archived: ")[2]
        for line in text.splitlines()
        if "archived" in line
    ] == [f"'{archive.address}{copies[path]}'}}" for path in ("answers", "moved")]
    for trouble in (
        "was asked to save it; look again", "responds with 520", "responds with 429", "none found",
    ):  # fmt: skip
        assert trouble in result.stdout
    saved = [
        path.rpartition("/")[2] for path in archive.asked if path.startswith("/save/")
    ]
    assert saved == ["answers", "moved", "elsewhere-today", "forbidden", "slow-to-save"]
    assert found["gone"]["archive_trouble"] == "none found in the archive"


HOSTILE = {
    "half-an-address": redirect("http://[::1"),
    "no-host": redirect("//["),
    "long-redirect": redirect("/" + "a[" * 20_000),
    "no-charset": Reply(
        body=b"x", headers={"Content-Type": "text/html; charset=undefined"}
    ),
    "not-packed": Reply(body=b"x", headers={"Content-Encoding": "gzip"}),
    "no-length": Reply(body=b"x", headers={"Content-Length": "-5"}),
    "many-headers": Reply(headers={f"X-{number}": "x" for number in range(300)}),
    "bytes": Reply(body=bytes(range(256)) * 50, headers={"Content-Type": "\x80\xff"}),
}


def test_a_hostile_host_spoils_only_its_own_sources(tmp_path: Path) -> None:
    """Whether it answers the request for a page, for robots.txt, or for a copy."""
    sources = "".join(
        f"  {name}: {{title: A page, url: '{{}}/{name}'}}\n" for name in HOSTILE
    )
    pages = {f"/{name}": reply for name, reply in HOSTILE.items()}
    slow_to_match = b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"$\n"
    with (
        host(pages) as wrong,
        host({"/robots.txt": Reply(body=slow_to_match), "/" + "a" * 900: FINE}) as slow,
        host({"/fine": FINE}) as right,
        host({"/available": Reply(body=b"[" * 60_000)}) as archive,
    ):
        last = f"  slow: {{title: A page, url: '{slow.address}/{'a' * 900}'}}\n"
        last += f"  fine: {{title: A page, url: '{right.address}/fine'}}\n"
        folder = make(
            tmp_path,
            {"briefs/dam.yml": HEAD + sources.replace("{}", wrong.address) + last},
        )
        found = {str(each["source"]): each for each in checked(folder, archive)}
    states = {name: each["state"] for name, each in found.items()}
    assert states.pop("fine") == "answers"
    assert states.pop("slow") in {"answers", "blocked"}
    assert states.keys() == HOSTILE.keys()
    assert {states["half-an-address"], states["no-host"], states["many-headers"]} == {
        "unreachable"
    }
