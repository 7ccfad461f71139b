"""YAML text to records with positions, and what to write instead of what is wrong.

`yaml` makes a tree of a file, and `repair` lets it read on after errors of syntax; `validation` turns the
tree into a record, or into diagnostics, for which `misspelling`, `suggestions` and `date_formats` write the
help; `folder` reads all files. What takes more than one value is left to the checks.
"""

from briefing_site.reading.folder import Collection, ParsedFile, RawFile
from briefing_site.reading.yaml import composer
from briefing_site.reading.yaml import node as nodes
from briefing_site.reading.yaml.document import Document
from briefing_site.reading.yaml.node import Scalar

__all__ = [
    "Collection",
    "Document",
    "ParsedFile",
    "RawFile",
    "Scalar",
    "composer",
    "nodes",
]
