"""Are quotes word for word in their sources? Texts in, what was found out; the record of it in `briefs/`."""
