"""What other programs export, as entries of a brief: references, and tables of events.

`bibtex` and `ris` read references into the data model of the Citation Style Language, each with a table of
its fields, and `csl_json` turns that into sources; `events` reads tables. Each gives plain data with the keys
of the format, and notes on what was not kept. `insertion` adds them to a file.
Whatever is read is data of somebody else: it is limited in size, and nothing in it is run or requested.
"""
