"""YAML text to records with positions, and what to write instead of what is wrong.

`brief_files` lists the files of the folder of briefs, `parsing` reads one, and `folder` all of them. `yaml`
makes a tree of a file, and `repair` lets it read on after errors of syntax; `validation` turns the tree into
a record, or into diagnostics, for which `misspelling`, `suggestions` and `date_formats` write the help. What
takes more than one value is left to the checks. `editing` writes into files, and `revision` keeps the lines
whose values stay.
"""

from briefing_site.reading.brief_files import RawFile
from briefing_site.reading.folder import Collection
from briefing_site.reading.parsing import ParsedFile
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
