"""Whether a text can be seen on its ground: the contrast of two colours."""

from __future__ import annotations

from functools import lru_cache

from xlsappraise.xlsx.display.theme import UNKNOWN

LEAST_CONTRAST = 1.4
"""The contrast, from 1 to 21, below which nobody reads a text: black on navy has 1.31, on the darkest blue that Excel
offers 1.37; a light grey that can just be read on white has 1.41"""
LEAST_OF_FORMATS = 1.3
"""The same for the colours of number formats: their green, which people choose for what is good, has 1.37 on white"""


@lru_cache(maxsize=4096)
def alike(text: str, ground: str, least: float = LEAST_CONTRAST) -> bool:
    """Return whether two known colours are so near each other that nobody sees one on the other."""
    return UNKNOWN not in (text, ground) and contrast(text, ground) < least


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21; the least one where either is unknown."""
    if UNKNOWN in (one, other):
        return 1.0
    darker, lighter = sorted((_light(one), _light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: str) -> float:
    """Return how light a colour is, from 0 to 1, as contrasts are measured (WCAG 2)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
