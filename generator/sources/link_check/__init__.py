"""Checks whether sources are online and archived. Reports only; changes nothing."""
