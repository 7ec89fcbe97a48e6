"""The colours of cells and of conditional formats: text and ground, as far as a file gives them; the size of a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.attributes import count, decimal
from xlsappraise.xlsx.display.palette import BLACK, UNKNOWN, WHITE, Palette, colour_of
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import is_own, local, own_children

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LEAST_SIZE = 5.0
"""Points below which nobody reads a text"""
LEAST_CONTRAST = 1.4
"""The contrast, from 1 to 21, below which nobody reads a text: black on navy has 1.31, on the darkest blue that Excel
offers 1.37; a light grey that can just be read on white has 1.41"""
LEAST_OF_FORMATS = 1.3
"""The same for the colours of number formats: their green, which people choose for what is good, has 1.37 on white"""


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of text and ground, as six hexadecimal digits, or unknown; the size of the text in points."""

    text: str = BLACK
    ground: str = WHITE
    size: float = 11.0

    @property
    def unseen(self) -> bool:
        """Return whether nobody sees the text."""
        return self.size < LEAST_SIZE or alike(self.text, self.ground)


@lru_cache(maxsize=4096)
def alike(text: str, ground: str, least: float = LEAST_CONTRAST) -> bool:
    """Return whether two known colours are so near each other that nobody sees one on the other."""
    if UNKNOWN in (text, ground):
        return False
    darker, lighter = sorted((_light(text), _light(ground)))
    return (lighter + 0.05) / (darker + 0.05) < least


def _light(colour: str) -> float:
    """Return how light a colour is, from 0 to 1, as contrasts are measured (WCAG 2)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def text_colour(font: Element) -> str | None:
    """Return what a font says of its colour; None where it gives none."""
    written = own_children(font).get("color")
    return None if written is None else colour_of(written)


def text_size(font: Element) -> float:
    """Return the size of a font in points."""
    written = own_children(font).get("sz")
    return 11.0 if written is None else decimal(written.get("val")) or 0.0


def normal_size(root: Element, ns: str) -> float:
    """Return the size of the font in whose digits the widths of columns are counted."""
    first = root.find(f"{ns}cellStyleXfs/{ns}xf")
    fonts = root.findall(f"{ns}fonts/{ns}font")
    number = 0 if first is None else count(first.get("fontId"))
    return text_size(fonts[number]) if number < len(fonts) else 11.0


def cell_colours(root: Element, ns: str, styles: Iterable[Element], palette: Palette) -> Iterator[Colours]:
    """Yield the colours of each cell style, and the size of its text."""
    fonts = []
    for element in root.iterfind(f"{ns}fonts/{ns}font"):
        colour = text_colour(element)
        fonts.append((BLACK if colour is None else palette.colour(colour), text_size(element)))
    fills = [_filled(fill, palette) for fill in root.iterfind(f"{ns}fills/{ns}fill")]
    known: dict[tuple[str, str], Colours] = {}
    for style in styles:
        written = style.get("fontId", "0"), style.get("fillId", "0")
        if written not in known:
            font, fill = (count(number) for number in written)
            text, size = fonts[font] if font < len(fonts) else (BLACK, 11.0)
            known[written] = Colours(text, fills[fill] if fill < len(fills) else WHITE, size)
        yield known[written]


def _filled(fill: Element, palette: Palette) -> str:
    """Return the ground of a cell style: white without a fill, the nearer colour of a solid one."""
    kinds = own_children(fill)
    if len(kinds) > 1:
        raise hostile(phrase("content of which programs take different versions: {name}", name="fill"))
    pattern = kinds.get("patternFill")
    kind = "" if pattern is None else pattern.get("patternType", "none")
    if kind == "none":
        return WHITE
    if pattern is None or kind != "solid":
        return mixed(fill, palette)
    written = own_children(pattern).get("fgColor")
    return BLACK if written is None else palette.colour(colour_of(written))


def mixed(fill: Element, palette: Palette) -> str:
    """Return the colour of a pattern or a gradient all colours of which look the same; unknown for others."""
    written = (e for e in fill.iter() if local(e.tag) in ("fgColor", "bgColor", "color") and is_own(e))
    colours = [palette.colour(colour_of(e)) for e in written]
    same = len(colours) > 1 and all(alike(colours[0], other) for other in colours[1:])
    return colours[0] if same else UNKNOWN
