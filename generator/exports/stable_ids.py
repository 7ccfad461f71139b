"""Ids that stay the same wherever the site stands, for formats that want them unique in the world."""

from uuid import UUID, uuid5

_NAMESPACE = UUID("093bfa9a-9c7c-4dce-8b47-ad04ceca41f7")
"""Made once, by chance; every id depends on it."""


def stable_id(*names: str) -> UUID:
    """The id of what these names say, such as `("event", "sco-revival", "ivanov-tour")`.

    A UUID of version 5 (RFC 9562), which is a digest of the names.
    """
    return uuid5(_NAMESPACE, "\0".join(names))
