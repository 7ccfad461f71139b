"""Timestamps prove when a file existed, and are worth nothing if anything about them is not as it was."""

import datetime
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import rfc3161_client

from tests.authority import DAY, Authority, authority
from tests.host import Host, Reply, host, redirect
from tests.project import CASES, make, run, run_anew, snapshot, with_settings

BRIEF = "title: Other\nsummary: Short.\ndate: 2020-01-01\nsources: {p: {title: A paper}}\nbackground: So [@p].\n"
OPTIONS = ("--allow-private", "--pause", "0")
VERSION = "briefs/versions/a/2020-02-03.json"
STAMP = "timestamps/versions/a/2020-02-03.json.tsr"
RECORD = "briefs/verification.yml"
RECORD_STAMP = "timestamps/verification.yml.tsr"
FREEZE = ("freeze", "a", "--date", "2020-02-03", *OPTIONS)


@dataclass
class Notary:
    """A project that has its files confirmed, and whoever does so."""

    folder: Path
    authority: Authority
    host: Host
    service: Callable[[bytes], Reply]

    def checked(self) -> str:
        """What `briefs check --timestamps` says; nothing if all is proven."""
        ended = run(self.folder, "check", "--timestamps")
        assert ended.returncode in {0, 1}, ended.stderr
        return ended.stdout if ended.returncode else ""

    def page(self, path: str) -> str:
        ended = run(self.folder, "build")
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return (self.folder / "site" / path / "index.html").read_text()


@pytest.fixture
def notary(tmp_path: Path) -> Iterator[Notary]:
    own = authority(tmp_path / "authority")
    project = tmp_path / "project"
    made = Notary(project, own, Host("", {}, []), own.answer)

    def service(query: bytes) -> Reply:
        return made.service(query)  # which a test may exchange

    with host({}, service) as made.host:
        settings = with_settings(
            timestamp_authority=f"{made.host.address}/tsr", exports=["data"]
        )
        make(project, {**settings, "briefs/a.yml": BRIEF})
        (project / "timestamps").mkdir()
        (project / "timestamps/authorities.pem").write_bytes(own.root)
        yield made


def today() -> str:
    day = datetime.datetime.now(datetime.UTC).date()
    return f"{day.day} {day:%B %Y}"


def test_the_page_of_a_version_says_who_confirmed_its_day(notary: Notary) -> None:
    ended = run(notary.folder, *FREEZE)
    assert ended.returncode == 0, ended.stderr
    assert notary.host.asked == ["/tsr"]
    assert notary.checked() == ""
    page = notary.page("briefs/a/versions/2020-02-03")
    assert "confirmed by Notaries &lt;b&gt;of&lt;/b&gt; 上海." in page
    assert f"{today()}</time>, confirmed by" in page
    before = snapshot(notary.folder / "site")
    assert notary.page("briefs/a/versions/2020-02-03") == page
    assert snapshot(notary.folder / "site") == before
    # a DOI comes later, and is no part of what was confirmed
    assert (
        run(notary.folder, "freeze", "a", "--doi", "10.5281/zenodo.1").returncode == 0
    )
    assert notary.checked() == ""
    (notary.folder / STAMP).unlink()
    assert "confirmed by" not in notary.page("briefs/a/versions/2020-02-03")


def test_the_digest_of_a_version_is_what_the_authority_confirms(notary: Notary) -> None:
    """So anybody can compare the two, with any program."""
    assert run(notary.folder, *FREEZE).returncode == 0
    answer = rfc3161_client.decode_timestamp_response(
        (notary.folder / STAMP).read_bytes()
    )
    digest = json.loads((notary.folder / VERSION).read_bytes())["digest"]
    assert answer.tst_info.message_imprint.message.hex() == digest


def test_a_record_needs_a_new_timestamp_when_it_has_changed(notary: Notary) -> None:
    quote = "quotes:\n  - id: q\n    text: We walk\n    date: 2020-01-01\n    speaker: jane\n    source: p\n"
    actors = "actors: [{id: jane, name: Jane, kind: person, role: Walker}]\n"
    (notary.folder / "briefs/a.yml").write_text(BRIEF + quote + actors)
    copies = notary.folder.parent / "copies"
    copies.mkdir()
    (copies / "p.txt").write_text("“We walk”, she said.")
    verify = ("verify", "--texts", str(copies), *OPTIONS)
    ended = run(notary.folder, *verify, "--date", "2026-11-25")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert notary.checked() == ""
    assert "The record of these comparisons existed on" in notary.page("quotes")
    first = (notary.folder / RECORD_STAMP).read_bytes()
    assert run(notary.folder, *verify, "--date", "2026-11-25").returncode == 0
    assert (notary.folder / RECORD_STAMP).read_bytes() == first
    record = notary.folder / RECORD
    record.write_text(record.read_text().replace("2026-11-25", "2026-11-24"))
    said = notary.checked()
    assert f"{RECORD}:1:1" in said
    assert "the timestamp is that of other contents" in said
    assert "confirmed by" not in notary.page("quotes")
    assert run(notary.folder, *verify).returncode == 0
    assert notary.checked() == ""


def test_verify_has_versions_confirmed_that_were_frozen_before(notary: Notary) -> None:
    settings = (notary.folder / "mkdocs.yml").read_text()
    (notary.folder / "mkdocs.yml").write_text("site_name: Test\n")
    assert run(notary.folder, *FREEZE).returncode == 0
    assert f"there is no timestamp '{STAMP}'" in notary.checked()
    (notary.folder / "mkdocs.yml").write_text(settings)
    assert run(notary.folder, "verify", "--offline").returncode == 0
    assert notary.host.asked == []
    assert run(notary.folder, "verify", *OPTIONS).returncode == 0
    assert notary.checked() == ""


def other_nonce(own: Authority) -> Callable[[bytes], Reply]:
    def service(query: bytes) -> Reply:
        return own.answer(query[:-8] + bytes([query[-8] ^ 1]) + query[-7:])

    return service


def other_digest(own: Authority) -> Callable[[bytes], Reply]:
    other = rfc3161_client.TimestampRequestBuilder().data(b"other")
    query = other.hash_algorithm(rfc3161_client.HashAlgorithm.SHA256).build()
    return lambda _: own.answer(query.as_bytes())


def by_another(own: Authority) -> Callable[[bytes], Reply]:
    return authority(own.folder.parent / "other").answer


def by_an_expired_one(own: Authority) -> Callable[[bytes], Reply]:
    expired = authority(own.folder.parent / "expired", "Expired", until=-DAY)
    root = own.folder.parent / "project/timestamps/authorities.pem"
    root.write_bytes(own.root + expired.root)
    return expired.answer


SERVICES: dict[str, tuple[Callable[[Authority], Callable[[bytes], Reply]], str]] = {
    "error": (lambda _: lambda _: Reply(503), "the host responds with 503"),
    "refusal": (lambda own: lambda _: own.answer(b"no request"), "gave no timestamp"),
    "garbage": (lambda _: lambda _: Reply(body=b"\x30\x82garbage"), "gave no timestamp"),
    "nothing": (lambda _: lambda _: Reply(), "gave no timestamp"),
    "redirect": (lambda _: lambda _: redirect("http://10.0.0.1/", 307), "responds with 307"),
    "too large": (lambda own: lambda query: Reply(body=own.stamp(query) + b"x" * 70_000), "is longer than 65,536 bytes"),
    "nonce": (other_nonce, "is that of another request"),
    "digest": (other_digest, "is that of other contents"),
    "another": (by_another, "is of no authority in 'timestamps/authorities.pem'"),
    "expired": (by_an_expired_one, "is of no authority in 'timestamps/authorities.pem'"),
}  # fmt: skip


@pytest.mark.parametrize("name", SERVICES)
def test_nothing_is_written_unless_the_authority_confirms_it(
    notary: Notary, name: str
) -> None:
    service, expected = SERVICES[name]
    notary.service = service(notary.authority)
    before = snapshot(notary.folder)
    ended = run(notary.folder, *FREEZE)
    assert ended.returncode == 2
    assert f"did not confirm '{VERSION}': " in ended.stderr
    assert expected in ended.stderr
    assert snapshot(notary.folder) == before


@pytest.mark.parametrize(
    "certificate",
    [
        None,
        "",
        "no certificate",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    ],
)
def test_no_authority_is_asked_without_its_root_certificate(
    notary: Notary, certificate: str | None
) -> None:
    file = notary.folder / "timestamps/authorities.pem"
    file.unlink()
    if certificate is not None:
        file.write_text(certificate)
    ended = run(notary.folder, *FREEZE)
    assert ended.returncode == 2
    assert (
        "'timestamps/authorities.pem' has no certificate: write the root certificate"
        in ended.stderr
    )
    assert notary.host.asked == []


def test_private_hosts_are_asked_only_if_allowed(notary: Notary) -> None:
    ended = run(notary.folder, "freeze", "a")
    assert ended.returncode == 2
    assert "use --allow-private" in ended.stderr
    assert notary.host.asked == []


def changed(version: Path) -> None:
    """As who forges one would do it: with the digest of the new content."""
    from briefing_site.format.version import digest

    fields = json.loads(version.read_bytes())
    fields["title"] = "Forged"
    fields["digest"] = digest(fields)
    version.write_text(json.dumps(fields))


def test_what_no_timestamp_proves_is_reported_and_not_claimed(notary: Notary) -> None:
    assert run(notary.folder, *FREEZE).returncode == 0
    version, stamp = notary.folder / VERSION, notary.folder / STAMP
    good = version.read_bytes(), stamp.read_bytes()
    other = notary.authority.stamp(
        rfc3161_client.TimestampRequestBuilder()
        .data(b"x")
        .hash_algorithm(rfc3161_client.HashAlgorithm.SHA256)
        .build()
        .as_bytes()
    )
    for change, expected in (
        (lambda: changed(version), "is that of other contents"),
        (stamp.unlink, f"there is no timestamp '{STAMP}'"),
        (lambda: stamp.write_bytes(other), "is that of other contents"),
        (lambda: stamp.write_bytes(b""), "gave no timestamp"),
        (
            lambda: stamp.write_bytes(good[1][:-9] + b"forgery!!"),
            "is of no authority in",
        ),
        (
            lambda: (notary.folder / "timestamps/authorities.pem").write_bytes(
                authority(notary.folder.parent / "b").root
            ),
            "is of no authority in",
        ),
    ):
        version.write_bytes(good[0])
        stamp.write_bytes(good[1])
        change()
        said = notary.checked()
        assert f"{VERSION}:1:1" in said
        assert "unproven-day" in said
        assert expected in said
        assert "confirmed by" not in notary.page("briefs/a/versions/2020-02-03")
        assert run(notary.folder, "check").returncode == 0


def test_a_timestamp_outlives_the_certificates(tmp_path: Path) -> None:
    """Those of this one were valid until a few minutes after it was made."""
    shutil.copytree(CASES / "timestamps", tmp_path, dirs_exist_ok=True)
    make(tmp_path, {"briefs/a.yml": BRIEF})
    ended = run(tmp_path, "check", "--timestamps")
    assert ended.returncode == 0, ended.stdout
    stamp = tmp_path / "timestamps/versions/a/2020-02-03.json.tsr"
    assert stamp.exists()


def test_without_the_library_commands_say_what_to_install(notary: Notary) -> None:
    assert run(notary.folder, *FREEZE).returncode == 0
    missing = notary.folder.parent / "missing"
    missing.mkdir()
    (missing / "rfc3161_client.py").write_text("raise ImportError('not installed')")
    generator = str(Path(__file__).parent.parent / "generator")
    path = {"PYTHONPATH": os.pathsep.join([str(missing), generator])}
    (notary.folder / "briefs/a.yml").write_text(BRIEF.replace("Other", "Another"))
    for command in (("check", "--timestamps"), ("freeze", "a", *OPTIONS)):
        ended = run_anew(notary.folder, *command, **path)
        assert ended.returncode == 2
        assert "pip install 'briefing-site[timestamps]'" in ended.stderr
    assert run_anew(notary.folder, "build", **path).returncode == 0
    page = (notary.folder / "site/briefs/a/versions/2020-02-03/index.html").read_text()
    assert "confirmed by" not in page
