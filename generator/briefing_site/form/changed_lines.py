"""The lines in which a brief differs from its published file: what the form tells people to change there."""

import json
from difflib import SequenceMatcher


def changed_lines(published: str, text: str) -> str:
    """The blocks of lines that differ, as JSON, from the end of the file to its beginning.

    In this order, line numbers stay right while one replaces block after block. A block has
    the number of its first `line`, the line `above` it, and the `old` and the `new` lines.
    """
    old_lines = published.removesuffix("\n").split("\n")
    new_lines = text.removesuffix("\n").split("\n")
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    blocks = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        block = {
            "line": old_start + 1,
            "above": old_lines[old_start - 1 : old_start],
            "old": old_lines[old_start:old_end],
            "new": new_lines[new_start:new_end],
        }
        blocks.append(block)
    blocks.reverse()
    return json.dumps(blocks)
