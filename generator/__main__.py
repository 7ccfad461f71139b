"""Makes `python -m generator` the same as the command `briefs`."""

from generator.cli import main

main()
