"""What is wrong in a contributor's file, where, and how to mend it.

This room knows nothing of briefs: any stage may report with it, and it imports none of them.
"""

from generator.diagnostics.codes import Code, Severity
from generator.diagnostics.diagnostic import MOST_MISTAKES, Diagnostic, Position, Span, in_order
from generator.diagnostics.messages import Message, Reason

__all__ = [
    "MOST_MISTAKES",
    "Code",
    "Diagnostic",
    "Message",
    "Position",
    "Reason",
    "Severity",
    "Span",
    "in_order",
]
