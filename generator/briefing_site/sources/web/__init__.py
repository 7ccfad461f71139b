"""A careful HTTP client: considerate of hosts, and safe for this machine.

Only `briefs verify` and `briefs sources` use it; a build never accesses the network.
"""
