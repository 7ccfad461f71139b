"""What reads the content of other hosts ends in time, within its memory, and takes nothing else with it."""

import os
import re
import time
from collections.abc import Iterator

import pytest

from briefing_site.sources.contained import Container, ExhaustedError


@pytest.fixture
def container() -> Iterator[Container]:
    made = Container(seconds=30, megabytes=200)
    yield made
    made.close()


def test_it_returns_and_raises_what_the_function_does(container: Container) -> None:
    assert container.call(re.escape, "a.b") == r"a\.b"
    with pytest.raises(re.error, match="unterminated"):
        container.call(re.compile, "[")
    process = container.call(os.getpid)
    assert process != os.getpid()
    assert container.call(os.getpid) == process


def test_what_takes_too_much_memory_is_refused(container: Container) -> None:
    with pytest.raises(ExhaustedError, match="more than 200 MB of memory"):
        container.call(bytes, 2_000_000_000)
    assert len(container.call(bytes, 1000)) == 1000


def test_what_takes_too_long_is_ended() -> None:
    impatient = Container(seconds=0.2)
    with pytest.raises(ExhaustedError, match=r"more than 0\.2 seconds"):
        impatient.call(time.sleep, 60)


def test_a_crash_is_no_crash_of_the_command(container: Container) -> None:
    with pytest.raises(ExhaustedError, match="crashed"):
        container.call(os._exit, 3)
    assert container.call(len, "abc") == 3
