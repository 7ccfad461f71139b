"""What the robots.txt of a host allows: RFC 9309."""

from dataclasses import dataclass

from protego import Protego


@dataclass(frozen=True)
class Rule:
    """Whether a page may be read, and the seconds that the host requests between two requests."""

    allows: bool
    pause: float


def rule(text: str, agent: str, address: str) -> Rule:
    """The rule for an address; `agent` is the whole user agent."""
    rules = Protego.parse(text)
    return Rule(rules.can_fetch(address, agent), rules.crawl_delay(agent) or 0.0)
