"""Asks an authority for a timestamp (RFC 3161), and keeps none that proves nothing."""

from pathlib import Path

from briefing_site.checks import timestamps
from briefing_site.checks.timestamps import Confirmation, TimestampError
from briefing_site.languages.phrase import marked
from briefing_site.sources.web.answer import Finding
from briefing_site.sources.web.client import Client

LARGEST = 64 * 1024
"""Bytes of an answer; one takes about 6,000, most of which are certificates."""


def request(
    client: Client, address: str, root: Path, content: bytes
) -> tuple[bytes, Confirmation]:
    """A timestamp of the content from the authority at the address, and what it proves.

    The authority gets nothing but the digest of the content. Raises `TimestampError` if its answer proves
    nothing, or there is none.
    """
    roots = timestamps.authorities(root)
    import rfc3161_client  # noqa: PLC0415 -- an extra

    builder = rfc3161_client.TimestampRequestBuilder().data(content)
    query = builder.hash_algorithm(rfc3161_client.HashAlgorithm.SHA256).build()
    answer = client.post(
        address, query.as_bytes(), "application/timestamp-query", LARGEST
    )
    if isinstance(answer, Finding):
        raise TimestampError(answer.detail)
    if answer.status != 200:
        raise TimestampError(
            marked("the host responds with {status}", status=answer.status)
        )
    if answer.cut_off:
        raise TimestampError(
            marked("the answer is longer than {limit:,} bytes", limit=LARGEST)
        )
    confirmation = timestamps.confirm(roots, answer.body, content, query.nonce)
    return answer.body, confirmation
