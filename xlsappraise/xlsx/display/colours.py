"""The colours of cells and of conditional formats: text and ground, as far as a file gives them; the size of a text.

Colours of a theme other than black and white, and of a palette, are unknown; nothing is said of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from xlsappraise.xlsx.attributes import decimal, whole
from xlsappraise.xlsx.xml import local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

UNKNOWN = "?"
BLACK, WHITE = "000000", "FFFFFF"
LEAST_SIZE = 3.0
"""Points below which nobody reads a text"""
LEAST_CONTRAST = 1.15
"""The contrast, from 1 to 21, below which nobody sees a text"""
_KNOWN = {
    ("theme", "0"): WHITE, ("theme", "1"): BLACK, ("indexed", "0"): BLACK, ("indexed", "1"): WHITE,
    ("indexed", "8"): BLACK, ("indexed", "9"): WHITE, ("indexed", "64"): BLACK, ("indexed", "65"): WHITE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of text and ground, as six hexadecimal digits, or unknown; the size of the text in points."""

    text: str = BLACK
    ground: str = WHITE
    size: float = 11.0

    @property
    def unseen(self) -> bool:
        """Return whether nobody sees the text."""
        return self.size < LEAST_SIZE or _alike(self.text, self.ground)


@lru_cache(maxsize=4096)
def _alike(text: str, ground: str) -> bool:
    """Return whether two known colours are so near each other that nobody sees one on the other."""
    if UNKNOWN in (text, ground):
        return False
    darker, lighter = sorted((_light(text), _light(ground)))
    return (lighter + 0.05) / (darker + 0.05) < LEAST_CONTRAST


def _light(colour: str) -> float:
    """Return how light a colour is, from 0 to 1, as contrasts are measured (WCAG 2)."""
    red, green, blue = (((int(colour[at : at + 2], 16) / 255 + 0.055) / 1.055) ** 2.4 for at in (0, 2, 4))
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


def colour(element: Element) -> str:
    """Return the colour that an element gives."""
    if whole(element.get("tint", "0")) != 0:
        return UNKNOWN
    written = element.get("rgb")
    if written is not None:
        digits = written[-6:].upper()
        return digits if len(digits) == 6 and not digits.strip("0123456789ABCDEF") else UNKNOWN
    return next((_KNOWN.get((kind, element.get(kind, "")), UNKNOWN) for kind in ("theme", "indexed")
                 if element.get(kind) is not None), UNKNOWN)  # fmt: skip


def text_colour(font: Element) -> str | None:
    """Return the colour of a font; None where it gives none."""
    return next((colour(e) for e in font if local(e.tag) == "color"), None)


def text_size(font: Element) -> float:
    """Return the size of a font in points."""
    return next((decimal(e.get("val")) or 0.0 for e in font if local(e.tag) == "sz"), 11.0)


def cell_colours(root: Element, ns: str, styles: Iterable[Element]) -> Iterator[Colours]:
    """Yield the colours of each cell style, and the size of its text."""
    fonts = [(text_colour(font) or BLACK, text_size(font)) for font in root.iterfind(f"{ns}fonts/{ns}font")]
    fills = [_ground(fill) for fill in root.iterfind(f"{ns}fills/{ns}fill")]
    for style in styles:
        font, fill = whole(style.get("fontId", "0")) or 0, whole(style.get("fillId", "0")) or 0
        text, size = fonts[font] if font < len(fonts) else (BLACK, 11.0)
        yield Colours(text, fills[fill] if fill < len(fills) else WHITE, size)


def _ground(fill: Element) -> str:
    """Return the ground of a cell style: white without a fill, unknown for patterns and gradients."""
    pattern = next((e for e in fill if local(e.tag) == "patternFill"), None)
    if pattern is None:
        return UNKNOWN
    kind = pattern.get("patternType", "none")
    if kind != "solid":
        return WHITE if kind == "none" else UNKNOWN
    return next((colour(e) for e in pattern if local(e.tag) == "fgColor"), UNKNOWN)
