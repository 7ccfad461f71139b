"""Which inline styles hide a text, whatever the style sheets and scripts of the page do.

What scripts let appear as readers scroll counts as seen: `opacity`, and a `transform` or `filter`.
"""

import re

_IGNORED = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_ZERO = r"[+-]?(?:0+\.?0*|\.0+)(?:[a-z]+|%)?"
_FAR = r"\d{3,}(?:\.\d*)?[a-z%]+|\d{2,}(?:\.\d*)?(?:r?em|v[wh]|%)"
_HIDING = {
    "display": "none",
    "visibility": "hidden|collapse",
    "content-visibility": "hidden",
    "text-decoration": ".*line-through.*",
    "text-decoration-line": ".*line-through.*",
    "zoom": _ZERO,
    "clip": r"rect\( ?([\d.]+)(?:px)?[ ,]+([\d.]+)(?:px)?[ ,]+\1(?:px)?[ ,]+\2(?:px)? ?\)",
    "clip-path": r"inset\( ?(?:[5-9]\d|\d{3,})(?:\.\d*)?% ?\)",
    "text-indent": rf"-?(?:{_FAR})",
}
"""The values that hide an element with all that is in it, by property."""
_INHERITED = {
    "font-size": _ZERO,
    "font": rf"(?:.* )?{_ZERO}(?: ?/ ?\S+)? .+",
    "color": "transparent",
    "-webkit-text-fill-color": "transparent",
}
"""The values that hide a text, by property, unless an element further in has another value."""
_PLACES = ("left", "top", "right", "bottom", "margin-left", "margin-top")
_SIZES = ("height", "max-height", "width")
_CUT = ("overflow", "overflow-x", "overflow-y")


def hides(style: str) -> bool:
    """Whether a `style` attribute hides the text of its element."""
    declared = _declared(style)

    def has(value: str, *names: str) -> bool:
        return any(re.fullmatch(value, declared[name]) for name in names if name in declared)

    return (
        any(has(value, name) for name, value in _HIDING.items())
        or has(f"-(?:{_FAR})", *_PLACES)
        or (has("(?:hidden|clip).*", *_CUT) and has(_ZERO, *_SIZES))
    )


def inherited(style: str, around: frozenset[str]) -> frozenset[str]:
    """The properties that hide the text in an element, given those that hide the text around it."""
    for name, value in (_declared(style) if style else {}).items():
        if name in _INHERITED:
            what = name.removesuffix("-size")
            around = around | {what} if re.fullmatch(_INHERITED[name], value) else around - {what}
    return around


def _declared(style: str) -> dict[str, str]:
    """The values by property, in lower case, as a browser reads them: without comments and escapes."""
    plain = _ESCAPE.sub(_unescaped, _IGNORED.sub("", style)).lower()
    parts = (each.partition(":") for each in plain.split(";"))
    return {
        " ".join(name.split()): " ".join(value.replace("!important", " ").split()) for name, _, value in parts
    }


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else ord(escape[2])
    return chr(code) if 0 < code < 0xD800 else "\N{REPLACEMENT CHARACTER}"
