"""`briefs verify --since`: a record that a pull request brings is believed as far as a new comparison confirms it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.format.verification import fingerprint
from tests.host import Host, Reply, host, page
from tests.project import Ended, make, run
from tests.repository import commit, git

pytestmark = pytest.mark.usefixtures("own_cache")

BRIEF = """\
title: A dam
summary: A dam is built.
date: 2020-05-01
actors:
  - {id: ada-stone, name: Ada Stone, kind: person, role: Engineer}
quotes:
  - {id: river, text: The river belongs to nobody, speaker: ada-stone, date: 2020-04, source: gazette}
  - {id: gap, text: We do … want the dam, speaker: ada-stone, date: 2020-04, source: gazette}
sources:
  gazette: {title: The dam, url: ADDRESS/gazette, archived: ADDRESS/copy}
"""
GAZETTE = page("The dam", "“The river belongs to nobody,” she said.", "“We do not want the dam,” said he.")
PASSAGE = "“We do not want the dam,” said he."


@dataclass(frozen=True)
class Proposal:
    """A repository with a branch, on which a record can be written by hand."""

    folder: Path
    gazette: Host

    @property
    def brief(self) -> str:
        """The brief on main."""
        return BRIEF.replace("ADDRESS", self.gazette.address)

    def record(self, quote: str = "river", words: str = "The river belongs to nobody", **values: str) -> None:
        entry = {
            "state": "verified",
            "date": "2026-11-20",
            "from": "url",
            "quote": fingerprint(words, "gazette", f"{self.gazette.address}/gazette"),
        } | {key.strip("_"): value for key, value in values.items()}
        make(self.folder, {"briefs/verification.yml": f"# by hand\ndam:\n  {quote}: {json.dumps(entry)}\n"})

    def verify(self, *arguments: str) -> Ended:
        options = ("--date", "2026-11-25", "--allow-private", "--pause", "0", "--timeout", "2")
        done = run(self.folder, "verify", "--since", "main", *options, *arguments)
        assert done.stderr == ""
        return done

    def errors(self) -> list[str]:
        """The first line of each error and warning."""
        done = self.verify()
        found = [
            line for line in done.stdout.splitlines() if re.match(r"\S+:\d+:\d+: (error|warning)\[", line)
        ]
        assert done.returncode == any(": error[" in line for line in found)
        return found


@pytest.fixture
def proposal(tmp_path: Path) -> Iterator[Proposal]:
    with host({"/gazette": GAZETTE, "/copy": GAZETTE}) as gazette:
        made = Proposal(tmp_path, gazette)
        make(tmp_path, {"briefs/dam.yml": made.brief})
        git(tmp_path, "init", "-q")
        commit(tmp_path, "Begin")
        git(tmp_path, "switch", "-q", "-c", "proposal")
        yield made


def test_nothing_changed(proposal: Proposal) -> None:
    done = proposal.verify()
    assert (done.returncode, done.stdout) == (0, "0 quotes; 0 errors\n")
    assert proposal.gazette.asked == []


def test_a_record_that_is_confirmed(proposal: Proposal) -> None:
    proposal.record()
    done = proposal.verify()
    assert (done.returncode, done.stdout) == (0, "1 quote checked word for word on the live page; 0 errors\n")
    assert proposal.gazette.asked == ["/robots.txt", "/gazette"]  # what the record names


def test_the_record_is_not_written(proposal: Proposal) -> None:
    proposal.record(state="unreachable")
    before = (proposal.folder / "briefs/verification.yml").read_bytes()
    proposal.verify()
    assert (proposal.folder / "briefs/verification.yml").read_bytes() == before


def test_an_invented_quote_with_a_record(proposal: Proposal) -> None:
    """Whatever it says it was compared with."""
    words = "The river belongs to me alone"
    make(proposal.folder, {"briefs/dam.yml": proposal.brief.replace("The river belongs to nobody", words)})
    for origin in ("url", "archived", "text"):
        proposal.record(words=words, from_=origin)
        (error,) = proposal.errors()
        assert error.startswith(
            "briefs/verification.yml:3:3: error[unconfirmed]: the record of 'river' says “"
        )
        assert "but it is not there; the source says: The river belongs to nobody" in error
    assert (
        "delete briefs/verification.yml, which has no other entries, or run `make verify`"
        in proposal.verify().stdout
    )
    annotation = proposal.verify("--format", "github").stdout
    assert annotation.startswith("::error file=briefs/verification.yml,line=3,")


def test_an_invented_quote_without_a_record_is_a_warning(proposal: Proposal) -> None:
    """It claims nothing, and the reviewer hears of it."""
    make(proposal.folder, {"briefs/dam.yml": proposal.brief.replace("to nobody", "to me alone")})
    (warning,) = proposal.errors()
    assert warning.startswith(
        "briefs/dam.yml:7:23: warning[quote-not-found]: the quote was not found in its source"
    )


def test_a_flipped_state(proposal: Proposal) -> None:
    proposal.record("gap", "We do … want the dam", state="not-found")
    git(proposal.folder, "switch", "-q", "main")
    commit(proposal.folder, "Record")
    git(proposal.folder, "switch", "-q", "-c", "flipped")
    assert proposal.verify().stdout == "0 quotes; 0 errors\n"
    proposal.record("gap", "We do … want the dam")
    (error,) = proposal.errors()
    assert (
        "'gap' says “Checked word for word on the live page”, 2026-11-20, but it leaves out 'not': read the passage"
        in error
    )
    proposal.record(state="not-found")
    assert (
        "says “Not found word for word on the live page”, 2026-11-20, but it is there" in proposal.errors()[0]
    )


@pytest.mark.parametrize("passage", [PASSAGE, "We do want the dam", None])
def test_the_passage_of_a_quote_with_gaps(proposal: Proposal, passage: str | None) -> None:
    """Also in a record that has the former name of its state."""
    given = {"passage": passage} if passage else {}
    proposal.record("gap", "We do … want the dam", state="with-gaps", **given)
    found = proposal.errors()
    assert [each.endswith("but the passage is another one") for each in found] == (
        [] if passage in {PASSAGE, None} else [True]
    )


@pytest.mark.parametrize("reply", [Reply(404), Reply(403), Reply(500)])
@pytest.mark.parametrize("origin", ["url", "archived"])
def test_what_can_not_be_read_confirms_nothing(proposal: Proposal, reply: Reply, origin: str) -> None:
    proposal.gazette.replies |= {"/gazette": reply, "/copy": reply}
    proposal.record(from_=origin)
    (error,) = proposal.errors()
    assert "that can't be confirmed: " in error
    assert f"responds with {reply.status}" in error


def test_the_words_are_only_at_the_other_address(proposal: Proposal) -> None:
    proposal.gazette.replies["/gazette"] = Reply(404)
    proposal.record()
    assert proposal.errors()[0].endswith("but its text was found elsewhere only")


def test_a_copy_that_only_the_author_has(proposal: Proposal) -> None:
    """Nobody can refute it where the page can't be read: the reviewer is told, and readers see what it is."""
    proposal.gazette.replies |= {"/gazette": Reply(403), "/copy": Reply(404)}
    proposal.record(from_="text")
    (warning,) = proposal.errors()
    assert "warning[authors-copy]: 'river' was compared with a copy that only the author had" in warning


def test_another_source_without_an_address_is_no_longer_the_one_that_was_compared(proposal: Proposal) -> None:
    """Its id, which the record is bound to, stays."""
    brief = proposal.brief.replace("{title: The dam, url", "{title: The dam} # url")
    make(proposal.folder, {"briefs/dam.yml": brief})
    proposal.record(from_="text", quote_=fingerprint("The river belongs to nobody", "gazette", None))
    commit(proposal.folder, "Record it")
    git(proposal.folder, "branch", "-f", "main")
    assert proposal.errors() == []
    make(proposal.folder, {"briefs/dam.yml": brief.replace("title: The dam}", "title: The memoirs}")})
    (warning,) = proposal.errors()
    assert "warning[authors-copy]: 'river' was compared with a copy that only the author had" in warning


def test_another_archived_copy_is_compared(proposal: Proposal) -> None:
    """Although the record stays valid: it is the same source."""
    proposal.record(from_="archived")
    git(proposal.folder, "switch", "-q", "main")
    commit(proposal.folder, "Record")
    git(proposal.folder, "switch", "-q", "-c", "copied")
    make(proposal.folder, {"briefs/dam.yml": proposal.brief.replace("/copy", "/forged")})
    proposal.gazette.replies["/forged"] = page("The dam", "Nothing.")
    (error,) = [each for each in proposal.errors() if "unconfirmed" in each]
    assert error.endswith("but it is not there")
    assert "/forged" in proposal.gazette.asked


def test_a_day_to_come(proposal: Proposal) -> None:
    proposal.record(date="2026-11-26")
    assert proposal.errors()[0].endswith(", 2026-11-26, but that day is yet to come")


def test_a_run_that_only_the_main_branch_can_name(proposal: Proposal) -> None:
    """A quote that is renamed takes its record along, as it was."""
    address = "https://git.example/owner/briefs/actions/runs/1"
    proposal.record(run=address)
    assert "but the run that it names did not record that" in proposal.errors()[0]
    git(proposal.folder, "switch", "-q", "main")
    commit(proposal.folder, "Record")
    git(proposal.folder, "switch", "-q", "-c", "later")
    make(
        proposal.folder,
        {"briefs/dam.yml": proposal.brief.replace("id: river", "id: stream, formerly: [river]")},
    )
    proposal.record("stream", run=address)
    assert proposal.errors() == []
    proposal.record("stream", run=address, date="2026-11-21")
    assert "but the run that it names did not record that" in proposal.errors()[0]


def test_a_cached_page_confirms_nothing(proposal: Proposal) -> None:
    proposal.record()
    assert proposal.errors() == []
    proposal.gazette.replies["/gazette"] = proposal.gazette.replies["/copy"] = page("The dam", "Nothing.")
    assert len(proposal.errors()) == 1


def test_a_base_that_is_not_there(proposal: Proposal) -> None:
    done = run(proposal.folder, "verify", "--since", "nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert "git can't read 'nowhere': " in done.stderr


def test_a_private_network_confirms_nothing(proposal: Proposal) -> None:
    """The check of a pull request contacts what its author names."""
    proposal.record()
    done = run(proposal.folder, "verify", "--since", "main", "--date", "2026-11-25")
    assert done.returncode == 1
    assert "private network" in done.stdout
    assert proposal.gazette.asked == []
