"""Errors and warnings about contributors' files: what is wrong, where, and how to fix it.

Every stage of a build can report with this room; it imports none of them.
"""

from generator.diagnostics.codes import Code, Severity
from generator.diagnostics.diagnostic import (
    MAX_DIAGNOSTICS,
    Diagnostic,
    Edit,
    Position,
    Span,
    in_language,
    in_order,
)
from generator.diagnostics.message import AnyMessage
from generator.diagnostics.messages import Message
from generator.diagnostics.reasons import Reason
from generator.diagnostics.statements import StatementMessage
from generator.diagnostics.version_messages import VersionMessage

__all__ = [
    "MAX_DIAGNOSTICS",
    "AnyMessage",
    "Code",
    "Diagnostic",
    "Edit",
    "Message",
    "Position",
    "Reason",
    "Severity",
    "Span",
    "StatementMessage",
    "VersionMessage",
    "in_language",
    "in_order",
]
