"""What other programs export, as entries of a brief: references, and tables of events.

`items` turns references in the model of the Citation Style Language into sources, for which `bibtex` and
`ris` read the other formats; `events` reads tables. Each gives plain data with the keys of the format, and
notes on what was not kept. `insertion` adds them to a file.
Whatever is read is data of somebody else: it is limited in size, and nothing in it is run or requested.
"""
