"""`briefs verify`: where it gets texts from, what it finds, what it records, and what comes of that."""

import base64
import gzip
import re
import socket
import time
import zlib
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

from briefing_site.reading.brief_files import VERIFICATION
from briefing_site.sources.verification.texts import file_stem
from briefing_site.sources.web import guard
from briefing_site.sources.web.answer import Answer, Finding
from briefing_site.sources.web.cache import Recent
from briefing_site.sources.web.client import Client
from tests.host import HTML, Host, Reply, bomb, host, packed, page, redirect
from tests.project import linked, make, run, site_briefs

pytestmark = pytest.mark.usefixtures("own_cache")

HEAD = """\
title: A dam
summary: A dam is built.
date: 2020-05-01
actors:
  - {id: ada-stone, name: Ada Stone, kind: person, role: Engineer}
quotes:
"""
GAZETTE = (
    "The valley had waited long for this day, and many came to see it in spite of the rain.",
    "“The river belongs to nobody,” said Ada Stone when asked whose water it was, “and everybody drinks from it.”",
    "The talks were hard. “It took us 10 years to agree,” she said, and laughed about it for a while.",
)
OPTIONS = ("--date", "2026-11-25", "--allow-private", "--pause", "0")


@pytest.fixture
def gazette() -> Iterator[Host]:
    """A host with the source of two of the quotes."""
    with host({"/gazette": page("The dam", *GAZETTE)}) as running:
        yield running


def verify(folder: Path, *arguments: str) -> tuple[int, str]:
    result = run(folder, "verify", *OPTIONS, *arguments)
    assert result.stderr == "", result.stderr
    return result.returncode, result.stdout


# --- texts from a folder


def texts_around(quotes: Sequence[tuple[str, str]], *, altered: bool) -> dict[str, str]:
    """A text that is built around the quotes of each path, by the path."""
    made: dict[str, str] = {}
    for name, quote in quotes:
        words = re.sub(r"[^\W\d_]{3,}", "altered", quote, count=1) if altered else quote
        filler = (
            f"Paragraph {len(made)} says something else before it comes to the point."
        )
        made[name] = (
            f"{made.get(name, '')}{filler}\n\n“{words.replace(' … ', ' and so on ')}”\n\n"
        )
    return made


def test_quotes_in_texts_built_around_them(tmp_path: Path) -> None:
    """All are verified; in texts of which one word in each differs none is, and each difference is shown."""
    files = {
        path: text
        for path, text in site_briefs().items()
        if not path.endswith(VERIFICATION)
    }
    folder = make(tmp_path / "project", files)
    found = linked(files).quotes
    quotes = [
        (f"{each.slug}/{each.entry.source}.txt", each.entry.text) for each in found
    ]
    make(tmp_path / "texts", texts_around(quotes, altered=False))
    code, output = verify(folder, "--texts", str(tmp_path / "texts"), "--offline")
    match = f"{len(quotes)} quotes match only the brief author’s copy; briefs/{VERIFICATION} updated\n"
    assert (code, output) == (0, match)
    assert run(folder, "check").stdout.endswith(": 0 errors\n")

    make(tmp_path / "texts", texts_around(quotes, altered=True))
    code, output = verify(folder, "--texts", str(tmp_path / "texts"), "--offline")
    assert code == 1
    assert output.splitlines()[-1].startswith(
        f"{len(quotes)} quotes not found in the brief author’s copy;"
    )
    assert output.count(" in the quote is 'altered' in the source\n") == len(quotes)
    assert run(folder, "check").stdout.count("error[quote-lost]") == len(quotes)


# --- texts from other hosts


PAGE = page("The dam", *GAZETTE).body
WORDS = "It took us 10 years to agree"


def encoded(encoding: str, body: bytes = PAGE) -> Reply:
    return Reply(body=body, headers={**HTML, "Content-Encoding": encoding})


def typed(kind: str, body: bytes = PAGE) -> Reply:
    return Reply(body=body, headers={"Content-Type": kind})


def in_charset(name: str, body: bytes = PAGE) -> Reply:
    return typed(f"text/html; charset={name}", body)


ANSWERS = [
    (packed(page("The dam", *GAZETTE)), "verified", ""),
    *((Reply(status), "blocked", str(status)) for status in (401, 403, 429, 999)),
    (Reply(503, page("Just a moment...").body), "blocked", "check for robots"),
    (Reply(200, page("Are you a robot?").body), "blocked", "check for robots"),
    (Reply(403, headers={"cf-mitigated": "challenge"}), "blocked", ""),
    (Reply(404), "unreachable", "404"),
    (Reply(500), "unreachable", "500"),
    (redirect("/10"), "unreachable", "redirects"),
    (redirect("file:///etc/passwd"), "unreachable", "not a web address"),
    (Reply(body=b"x" * 6_000_000), "unreachable", "too large"),
    (bomb(600), "unreachable", "too large"),
    # members of gzip that are empty took the library hours
    (encoded("gzip", gzip.compress(b"") * 60_000), "unreachable", "no text"),
    (encoded("gzip, gzip", gzip.compress(gzip.compress(b"") * 60_000)), "unreachable", "was not asked for"),
    (encoded("gzip", gzip.compress(PAGE)[:-9]), "verified", ""),
    (encoded("x-gzip", gzip.compress(PAGE)), "verified", ""),
    (encoded("deflate", zlib.compress(PAGE)), "unreachable", "was not asked for"),
    (encoded("identity"), "verified", ""),
    (encoded("gzip"), "unreachable", "can't be unpacked"),
    (encoded("br", b"\x8b\x02\x80abc"), "unreachable", "was not asked for"),
    (encoded("UTF-8"), "verified", ""),
    (typed("application/pdf", b"%PDF-1.7"), "unreachable", "application/pdf"),
    (Reply(body=b""), "unreachable", "no text"),
    (typed("text/plain", GAZETTE[2].encode()), "verified", ""),
    (redirect("http://[::1"), "unreachable", "not a web address"),
    (redirect("//["), "unreachable", "not a web address"),
    *((in_charset(name), "verified", "") for name in ("no-such", "undefined", "idna", "base64")),
    (in_charset("utf-7", b"<p>+" + base64.b64encode(WORDS.encode("utf-16-be")) + b"-"), "not-found", ""),
    (in_charset("unicode-escape", b"<p>" + b"".join(b"\\x%02x" % each for each in WORDS.encode())), "not-found", ""),
    (in_charset("cp037", f"<p>{WORDS}</p>".encode("cp037")), "not-found", ""),
    (in_charset("punycode", b"a-" * 200_000), "not-found", ""),
    (Reply(body=("e" + "\u0301" * 400_000).encode()), "not-found", ""),
    (Reply(body=b"<a " + b"b " * 100_000 + b">c</a>"), "not-found", ""),
    (Reply(body=b"<p>c" * 100_000), "not-found", ""),
]  # fmt: skip


def test_answers(tmp_path: Path, gazette: Host) -> None:
    """Who refuses is not gone, and no answer takes more than its share of time and memory."""
    brief = HEAD
    for number in range(len(ANSWERS)):
        quote = f"id: q{number}, text: It took us 10 years to agree, source: s{number}"
        brief += f"  - {{{quote}, speaker: ada-stone, date: 2020}}\n"
    brief += "sources:\n"
    for number, (reply, _, _) in enumerate(ANSWERS):
        gazette.replies[f"/{number}"] = reply
        brief += (
            f"  s{number}: {{title: A source, url: '{gazette.address}/{number}'}}\n"
        )
    folder = make(tmp_path, {"briefs/dam.yml": brief})
    code, output = verify(folder)
    assert code == 1
    record = yaml.safe_load((folder / "briefs" / VERIFICATION).read_text())["dam"]
    found = [record[f"q{number}"]["state"] for number in range(len(ANSWERS))]
    assert found == [state for _, state, _ in ANSWERS]
    assert gazette.agents == {f"briefs/{version('briefing-site')}"}
    paragraphs = {text.split("'")[1]: text for text in output.split("\n\n")[:-1]}
    for number, (_, _, reason) in enumerate(ANSWERS):
        assert reason in paragraphs.get(f"q{number}", "")


def test_a_page_that_takes_too_long(tmp_path: Path, gazette: Host) -> None:
    gazette.replies["/gazette"] = Reply(body=b"x" * 50_000, slow=0.01)
    quote = "{id: river, text: It is ours, source: s, speaker: ada-stone, date: 2020}"
    source = f"{{title: A source, url: '{gazette.address}/gazette'}}"
    folder = make(
        tmp_path, {"briefs/dam.yml": f"{HEAD}  - {quote}\nsources: {{s: {source}}}\n"}
    )
    code, output = verify(folder, "--timeout", "0.5")
    assert (code, "no complete response within 0.5 seconds" in output) == (0, True)
    assert "state: unreachable" in (folder / "briefs" / VERIFICATION).read_text()


def test_of_many_hosts_not_all_is_kept() -> None:
    """What was used last is, and what takes no room."""
    kept = Recent[None](10)
    kept.put("a", "12345")
    kept.put("b", "12345")
    assert kept.get("a") == "12345"
    kept.put("c", "123")
    assert [kept.get(each) for each in "abc"] == ["12345", None, "123"]
    kept.put("d", "1234567890ab")
    assert [kept.get(each) for each in "acd"] == [None] * 3


def test_robots_that_were_forgotten_are_asked_for_again(gazette: Host) -> None:
    gazette.replies["/robots.txt"] = Reply(body=b"User-agent: *\nDisallow: /secret\n")
    for room, times in ((100, 1), (10, 2)):
        gazette.asked.clear()
        client = Client("briefs", pause=0, allow_private=True, _rules=Recent(room))
        for path, state in (("gazette", Answer), ("secret", Finding)):
            assert isinstance(client.get(f"{gazette.address}/{path}"), state)
        assert gazette.asked.count("/robots.txt") == times
        client.container.close()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("64:ff9b::808:808", True), ("10.0.0.1", False),
        ("127.0.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.1", False),
        ("224.0.0.1", False), ("::1", False), ("fe80::1%eth0", False), ("fc00::1", False), ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True), ("64:ff9b::a00:1", False), ("2002:a00:1::", False),
        ("::127.0.0.1", False), ("::ffff:0:10.0.0.1", False), ("64:ff9b:1::a00:1", False), ("fec0::1", False),
        ("168.63.129.16", False), ("::ffff:168.63.129.16", False), ("64:ff9b::a83f:8110", False),
        ("192.0.0.192", False), ("100.100.100.200", False), ("169.254.170.2", False), ("fd00:ec2::254", False),
        ("3fff::1", False),
    ],
)  # fmt: skip
def test_private_addresses(address: str, public: bool) -> None:  # noqa: FBT001 -- of a table
    assert guard.is_public(address) == public


def test_names_of_private_networks_are_refused_also_behind_a_redirect(
    gazette: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Here this machine plays the public Internet."""
    port = gazette.address.rpartition(":")[2]
    places = {"public.example": "127.0.0.1", "private.example": "10.0.0.1"}
    gazette.replies["/there"] = redirect(f"http://private.example:{port}/gazette")
    gazette.replies["/here"] = redirect(f"http://public.example:{port}/gazette")
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, port, *_, **__: [(2, 1, 6, "", (places.get(host, host), port))],
    )
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")
    client = Client("briefs", pause=0)
    found = [
        client.get(f"http://public.example:{port}/{page}") for page in ("here", "there")
    ]
    found.append(client.get("http://private.example/"))
    told = [
        each.detail if isinstance(each, Finding) else str(each.status) for each in found
    ]
    refusal = (
        "'private.example' is in a private network; use --allow-private to allow this"
    )
    assert told == ["200", refusal, refusal]


def test_the_connection_goes_to_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that means this machine when it is looked up again does not help."""
    answers = iter(["203.0.113.7", "127.0.0.1", "127.0.0.1"])
    connected: list[object] = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        del host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(place: object, **_: object) -> socket.socket:
        connected.append(place)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr(guard, "is_public", lambda address: address == "203.0.113.7")
    Client("briefs", pause=0).get("http://rebinding.example/")
    assert connected == [("203.0.113.7", 80)]


@pytest.mark.parametrize("places", [["127.0.0.1"], ["203.0.113.7", "127.0.0.1"]])
def test_a_host_that_connects_late_gets_no_more_time(
    monkeypatch: pytest.MonkeyPatch, gazette: Host, places: list[str]
) -> None:
    """Its name is resolved slowly, or its first address does not respond; nothing would cut off what it sends."""
    origin = f"http://late.example:{gazette.address.rpartition(':')[2]}"
    connect = socket.create_connection

    def resolve(
        host: str, port: int, *_: object, **__: object
    ) -> list[tuple[object, ...]]:
        time.sleep(0.4 if len(places) == 1 and host == "late.example" else 0)
        found = places if host == "late.example" else [host]
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (place, port))
            for place in found
        ]

    def connected(place: tuple[str, int], timeout: float) -> socket.socket:
        if place[0] == "127.0.0.1":
            return connect(place, timeout)
        time.sleep(timeout + 0.2)
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connected)
    rules = Recent[Finding](1)
    rules.put(f"{origin}/", "")
    client = Client("briefs", pause=0, timeout=0.2, allow_private=True, _rules=rules)
    found = client.get(f"{origin}/gazette")
    assert found == Finding("timeout", "no complete response within 0.2 seconds")
    assert gazette.asked == []


def test_the_name_of_a_copy_of_an_address() -> None:
    assert (
        file_stem("https://www.example.org/a/b.html?page=2")
        == "www-example-org-a-b-html-page-2"
    )
    assert len(file_stem("https://example.org/" + "long/" * 200)) <= 200
