"""The accent colour in shades that can be read on light and on dark pages.

Contrast is that of WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
"""

import colorsys
import math
from dataclasses import dataclass

LIGHT = ("#fcfbf8", "#f3f0e8")
DARK = ("#16181c", "#20242a")
"""The backgrounds of pages and of what is raised on them, as in `theme/assets/look.css`."""
ENOUGH = 4.5
"""The contrast of text that level AA requires."""

_STEPS = 200


@dataclass(frozen=True)
class Accent:
    light: str
    dark: str


DEFAULT = Accent("#8a2b1c", "#f0a48d")
"""As in `theme/assets/look.css`, and the mark in `theme/assets/icons/`."""


def accent(colour: str) -> Accent:
    """The shades nearest to a colour such as `#0b5394` that can be read on every background."""
    return Accent(_shade(colour, LIGHT, 0.0), _shade(colour, DARK, 1.0))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _shade(colour: str, backgrounds: tuple[str, ...], towards: float) -> str:
    """The colour, made darker towards 0 or lighter towards 1 as far as that is required."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    shade = colour.lower()
    step = 0
    while min(contrast(shade, background) for background in backgrounds) < ENOUGH:
        step += 1
        changed = lightness + (towards - lightness) * step / _STEPS
        parts = colorsys.hls_to_rgb(hue, changed, saturation)
        shade = "#" + bytes(round(part * 255) for part in parts).hex()
    return shade


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """A part of a colour from 0 to 1 as sRGB encodes it, in proportion to its light."""
    if part <= 0.04045:
        return part / 12.92
    return math.pow((part + 0.055) / 1.055, 2.4)


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255
