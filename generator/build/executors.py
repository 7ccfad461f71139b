"""Executors on other machines: https://distributed.dask.org/ brings one that runs tasks on a Dask cluster."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from generator.languages.exceptions import reason
from generator.languages.phrase import marked


class ExecutorError(OSError):
    """There is no executor at an address; the message says why."""


@contextmanager
def connected(address: str) -> Iterator[Executor]:
    """The executor of the Dask cluster whose scheduler is at the address, such as `tcp://scheduler:8786`.

    Its workers need the same version of this program, and access to the cache of the build. Raises
    `ExecutorError` if `distributed` is not installed or the scheduler does not answer.
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
            marked("no Dask scheduler answers at {address}: {reason}", address=address, reason=reason(error))
        ) from error
    with client:
        yield client.get_executor(pure=False)
