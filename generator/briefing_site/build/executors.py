"""Runs tasks on a Dask cluster, whose executor is one of `concurrent.futures`.

See https://distributed.dask.org/.
"""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from briefing_site.build import workers
from briefing_site.build.workers import Job
from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked


class ExecutorError(OSError):
    """There is no executor at an address; the message says why."""


@contextmanager
def connected(address: str, job: Job) -> Iterator[Executor]:
    """The executor of the cluster whose scheduler is at the address, such as `tcp://scheduler:8786`.

    Its workers have begun the job; they need the same version of this program. Raises `ExecutorError` if
    `distributed` is not installed or the scheduler does not answer.
    """
    try:
        import distributed  # noqa: PLC0415 -- an optional dependency
    except ImportError as error:
        raise ExecutorError(
            marked("--executor requires Dask; install it with: pip install distributed")
        ) from error
    try:
        client = distributed.Client(address)
    except (OSError, ValueError) as error:
        raise ExecutorError(
            marked(
                "no Dask scheduler answers at {address}: {reason}",
                address=address,
                reason=reason(error),
            )
        ) from error
    with client:
        client.run(workers.begin, job)
        yield client.get_executor(pure=False)
