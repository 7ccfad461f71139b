"""Executors on other machines: https://distributed.dask.org/ brings one that runs tasks on a Dask cluster."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from briefing_site.languages.exceptions import reason
from briefing_site.languages.phrase import marked


class ExecutorError(OSError):
    """There is no executor at an address; the message says why."""


class ClusterExecutor(Executor):
    def __init__(self, client: Any) -> None:  # noqa: ANN401 -- Dask has no types
        self._client = client
        self._executor = client.get_executor(pure=False)

    def share(self, value: object) -> Any:  # noqa: ANN401
        """What stands for the value as an argument; the value itself is sent to each worker once."""
        return self._client.scatter(value, broadcast=True, hash=False)

    def submit(
        self,
        function: Callable[..., Any],
        /,
        *arguments: Any,  # noqa: ANN401
        **named: Any,  # noqa: ANN401
    ) -> Future[Any]:
        submitted: Future[Any] = self._executor.submit(function, *arguments, **named)
        return submitted


@contextmanager
def connected(address: str) -> Iterator[ClusterExecutor]:
    """The executor of the Dask cluster whose scheduler is at the address, such as `tcp://scheduler:8786`.

    Its workers need the same version of this program. Raises `ExecutorError` if `distributed` is not
    installed or the scheduler does not answer.
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
        yield ClusterExecutor(client)
