"""Languages: the catalogues of texts, and texts that are looked up in them only where they are shown."""
