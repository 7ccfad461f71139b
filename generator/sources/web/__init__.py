"""Pages of other hosts, asked for with care: for them, and for the machine that asks.

Only `briefs verify` and `briefs sources` come here; a build reaches no network.
"""
