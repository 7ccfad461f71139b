"""Do the sources still answer, and is there a copy of each in an archive? Tells, and changes nothing."""
