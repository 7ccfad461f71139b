"""The accent colour in shades that can be read on light and on dark pages.

Contrast is that of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
"""

import colorsys
from dataclasses import dataclass

LIGHT = ("#fcfbf8", "#f3f0e8")
DARK = ("#16181c", "#20242a")
"""The backgrounds of pages and of what is raised on them, as in `theme/assets/briefs.css`."""
ENOUGH = 4.5
"""The contrast of text that level AA requires."""

_STEPS = 200


@dataclass(frozen=True)
class Accent:
    light: str
    dark: str


DEFAULT = Accent("#8a2b1c", "#f0a48d")
"""As in `theme/assets/briefs.css`, and the mark in `theme/assets/icons/`."""


def accent(colour: str) -> Accent:
    """The shades nearest to a colour such as `#0b5394` that can be read on every background."""
    return Accent(_shade(colour, LIGHT, 0.0), _shade(colour, DARK, 1.0))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _shade(colour: str, backgrounds: tuple[str, ...], towards: float) -> str:
    """The colour, made darker towards 0 or lighter towards 1 as far as that is required."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    shades = (
        colorsys.hls_to_rgb(
            hue, lightness + (towards - lightness) * step / _STEPS, saturation
        )
        for step in range(_STEPS + 1)
    )
    written = (
        "#" + bytes(round(part * 255) for part in parts).hex() for parts in shades
    )
    return next(
        each
        for each in written
        if all(contrast(each, other) >= ENOUGH for other in backgrounds)
    )


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _parts(colour)
    ]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255
