"""Everything that the briefs say as data, in several formats that are filled with the same objects."""
