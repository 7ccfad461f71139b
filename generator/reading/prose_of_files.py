"""The prose of a file, which is parsed once for all that reads it."""

from collections.abc import Iterator
from collections.abc import Mapping as Mappings

from pydantic import BaseModel

from generator.diagnostics import Diagnostic
from generator.format import limits, traversal
from generator.format.fields import PROSE
from generator.format.limits import FileLimit
from generator.format.prose import parser as prose_parser
from generator.format.prose.tree import Prose
from generator.format.traversal import Location
from generator.reading import codes
from generator.reading.yaml import node as nodes
from generator.reading.yaml.document import Document


def parse(document: Document, model: type[BaseModel]) -> dict[Location, Prose]:
    """All prose of a file by location, parsed once; texts that are too long or empty are left out."""
    return {
        location: prose_parser.parse(scalar.text)
        for pattern in traversal.patterns(model, PROSE)
        for location, scalar in document.scalars(pattern)
        if len(scalar.text) <= limits.PROSE and scalar.text.strip()
    }


def excess(document: Document, prose: Mappings[Location, Prose], limit: FileLimit) -> Diagnostic | None:
    """The error if the file has more values than the limit allows, where the prose exceeds it."""
    values = nodes.count(document.root) if document.root else 0
    for location, parsed in prose.items():
        values += parsed.parts
        if values > limit.values:
            span = document.nearest(location)
            return document.report_message(codes.TOO_MANY_VALUES, span, limit=limit.values)
    return None


def diagnostics(document: Document, prose: Mappings[Location, Prose]) -> Iterator[Diagnostic]:
    """What the parser found in each."""
    for location, parsed in prose.items():
        scalar = document.scalar(location)
        for finding in parsed.findings:
            span = document.span(scalar, finding.start, finding.end)
            yield document.report(finding.code, span, finding.message, finding.help)
