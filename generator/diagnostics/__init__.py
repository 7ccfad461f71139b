"""Errors and warnings about contributors' files: what is wrong, where, and how to fix it.

Every stage of a build can report with this room; it imports none of them, and knows no single rule.
"""

from generator.diagnostics.diagnostic import (
    MAX_DIAGNOSTICS,
    MORE_MISTAKES,
    Code,
    Diagnostic,
    Edit,
    Message,
    Position,
    Severity,
    Span,
    in_language,
    in_order,
)

__all__ = [
    "MAX_DIAGNOSTICS",
    "MORE_MISTAKES",
    "Code",
    "Diagnostic",
    "Edit",
    "Message",
    "Position",
    "Severity",
    "Span",
    "in_language",
    "in_order",
]
