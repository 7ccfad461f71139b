"""The contents of files in, the files on the disk. The only room that changes `docs/`."""
