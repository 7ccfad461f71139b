"""Executors on other machines: https://distributed.dask.org/ brings one that runs tasks on a Dask cluster."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager


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
        raise ExecutorError("--executor requires Dask; install it with: pip install distributed") from error
    try:
        client = distributed.Client(address)
    except OSError as error:
        raise ExecutorError(f"no Dask scheduler answers at {address}: {error}") from error
    with client:
        yield client.get_executor(pure=False)
