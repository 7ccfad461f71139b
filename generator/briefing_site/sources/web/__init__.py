"""A careful HTTP client: considerate of hosts, and safe for this machine.

Only `briefs verify`, `briefs sources` and `briefs freeze` use it; a build never accesses the network.
"""
