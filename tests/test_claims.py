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

    def merge(self) -> None:
        """Make what is on the branch the state of main."""
        commit(self.folder, "Record")
        git(self.folder, "branch", "-f", "main")

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


INVENTED = "The river belongs to me alone"
THERE = "but it is not there; the source says: The river belongs to nobody"
GAP = {"quote": "gap", "words": "We do … want the dam", "state": "with-gaps"}
UNREAD = {"url": "/gazette", "archived": "/copy"}
RUN = "https://git.example/owner/briefs/actions/runs/1"
FOUND: dict[str, tuple[dict[str, str], dict[str, Reply], str]] = {
    "an invented quote": ({"words": INVENTED}, {}, THERE),
    "an invented quote that was compared with a copy": ({"words": INVENTED, "from_": "archived"}, {}, THERE),
    "an invented quote that the author compared": ({"words": INVENTED, "from_": "text"}, {}, THERE),
    "a quote that is there": ({"state": "not-found"}, {}, "says “Not found word for word on the live page”, 2026-11-20, but it is there"),
    "the passage": ({**GAP, "passage": PASSAGE}, {}, ""),  # also with the former name of its state
    "no passage": (GAP, {}, ""),
    "another passage": ({**GAP, "passage": "We do want the dam"}, {}, "but the passage is another one"),
    **{
        f"{origin} answers {status}": ({"from_": origin}, dict.fromkeys(UNREAD.values(), Reply(status)), f"responds with {status}")
        for origin in UNREAD
        for status in (404, 403, 500)
    },
    "words that are only at the other address": ({}, {"/gazette": Reply(404)}, "but its text was found elsewhere only"),
    "a day to come": ({"date": "2026-11-26"}, {}, ", 2026-11-26, but that day is yet to come"),
    "a run that only the main branch can name": ({"run": RUN}, {}, "but the run that it names did not record that"),
}  # fmt: skip
"""What a record says, what the host answers, and the error; empty if there is none."""


@pytest.mark.parametrize("name", FOUND)
def test_a_record_is_believed_as_far_as_it_is_confirmed(proposal: Proposal, name: str) -> None:
    record, replies, error = FOUND[name]
    proposal.gazette.replies |= replies
    if record.get("words") == INVENTED:
        make(
            proposal.folder,
            {"briefs/dam.yml": proposal.brief.replace("The river belongs to nobody", INVENTED)},
        )
    proposal.record(**record)
    before = (proposal.folder / "briefs/verification.yml").read_bytes()
    found = proposal.errors()
    assert [error in each for each in found] == [True] * bool(error)
    head = f"briefs/verification.yml:3:3: error[unconfirmed]: the record of '{record.get('quote', 'river')}' says “"
    assert all(each.startswith(head) for each in found)
    assert ("that can't be confirmed: " in "".join(found)) == ("answers" in name)
    assert (proposal.folder / "briefs/verification.yml").read_bytes() == before  # the check writes nothing


def test_what_to_do_about_it_is_said_in_every_format(proposal: Proposal) -> None:
    proposal.record(state="not-found")
    said = "delete briefs/verification.yml, which has no other entries, or run `make verify`"
    assert said in proposal.verify().stdout
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
    proposal.merge()
    assert proposal.verify().stdout == "0 quotes; 0 errors\n"
    proposal.record("gap", "We do … want the dam")
    (error,) = proposal.errors()
    said = "'gap' says “Checked word for word on the live page”, 2026-11-20, but it leaves out 'not': read the passage"
    assert said in error


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
    proposal.merge()
    assert proposal.errors() == []
    make(proposal.folder, {"briefs/dam.yml": brief.replace("title: The dam}", "title: The memoirs}")})
    (warning,) = proposal.errors()
    assert "warning[authors-copy]: 'river' was compared with a copy that only the author had" in warning


def test_another_archived_copy_is_compared(proposal: Proposal) -> None:
    """Although the record stays valid: it is the same source."""
    proposal.record(from_="archived")
    proposal.merge()
    make(proposal.folder, {"briefs/dam.yml": proposal.brief.replace("/copy", "/forged")})
    proposal.gazette.replies["/forged"] = page("The dam", "Nothing.")
    (error,) = [each for each in proposal.errors() if "unconfirmed" in each]
    assert error.endswith("but it is not there")
    assert "/forged" in proposal.gazette.asked


def test_a_quote_that_is_renamed_takes_its_record_along_as_it_was(proposal: Proposal) -> None:
    proposal.record(run=RUN)
    proposal.merge()
    renamed = proposal.brief.replace("id: river", "id: stream, formerly: [river]")
    make(proposal.folder, {"briefs/dam.yml": renamed})
    proposal.record("stream", run=RUN)
    assert proposal.errors() == []
    proposal.record("stream", run=RUN, date="2026-11-21")
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
