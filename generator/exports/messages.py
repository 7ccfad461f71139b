"""What the scripts of the site say in its language; the scripts themselves are in English."""

import json
from collections.abc import Iterator

from generator.library.library import Library
from generator.site import addresses, language
from generator.site.output import Output, Task
from generator.site.site import Site


def tasks(_library: Library, site: Site) -> Iterator[Task]:
    """One file; none for a site in English."""
    if language.of_scripts(site.language):
        yield Task(addresses.MESSAGES, messages)


def messages(_library: Library, site: Site) -> Iterator[Output]:
    """The texts in English, and their translations."""
    found = language.of_scripts(site.language)
    yield Output(addresses.MESSAGES, (json.dumps(found, ensure_ascii=False) + "\n").encode())
