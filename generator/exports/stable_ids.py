"""Ids that stay the same wherever the site stands, for formats that want them unique in the world."""

from uuid import UUID, uuid5

from generator.site.site import Site


def stable_id(site: Site, *names: str) -> UUID:
    """The id of what these names say on this site, such as `("event", "sco-revival", "ivanov-tour")`.

    A UUID of version 5 (RFC 9562), which is a digest of the site's namespace and the names.
    """
    return uuid5(site.namespace, "\0".join(names))
