"""Checks whether sources are online and archived, and adds the addresses of archived copies to files."""
