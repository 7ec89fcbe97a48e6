"""The colours that a file names by number: those of its theme and of its palette, lighter or darker by a tint."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.problems import Refusal
from xlsappraise.xlsx.attributes import number_of
from xlsappraise.xlsx.xml import local, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

UNKNOWN = "?"
BLACK, WHITE = "000000", "FFFFFF"
_BASIC = (BLACK, WHITE, "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_INDEXED = (
    *_BASIC, *_BASIC,
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080",
    "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF",
    "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF",
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
    BLACK, WHITE,
)  # fmt: skip
"""The palette of every workbook that has none of its own; the last two are those of the system"""
_OWN = 64
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
"""The colours of a theme in the order of their numbers"""
_SYSTEM = {"window": WHITE, "windowText": BLACK}


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by number, as six hexadecimal digits or unknown."""

    theme: tuple[str, ...] = (WHITE, BLACK)
    indexed: tuple[str, ...] = _INDEXED

    def colour(self, written: str) -> str:
        """Return the colour that ``written`` names, as ``colour_of`` returns it."""
        kind, number, tint = written.split(" ")
        if kind == "rgb":
            base = number
        else:
            colours = self.theme if kind == "theme" else self.indexed
            base = colours[int(number)] if int(number) < len(colours) else UNKNOWN
        return base if base == UNKNOWN or not float(tint) else _tinted(base, float(tint))


def colour_of(element: Element) -> str:
    """Return what an element says of a colour: its kind, its number and its tint."""
    tint = number_of(element.get("tint", "0"))
    shade = 0.0 if tint is None else max(-1.0, min(1.0, tint))
    rgb = element.get("rgb")
    if rgb is not None:
        return f"rgb {_digits(rgb)} {shade}"
    for kind in ("theme", "indexed"):
        number = element.get(kind, "").strip()
        if number.isascii() and number.isdigit() and len(number) < 5:
            return f"{kind} {int(number)} {shade}"
    return f"rgb {UNKNOWN} 0"


def palette_of(theme: bytes | None, styles: Element, ns: str) -> Palette:
    """Return the colours of a workbook: of its theme, and of the palette among its styles."""
    own = [_digits(e.get("rgb", "")) for e in styles.iterfind(f"{ns}colors/{ns}indexedColors/{ns}rgbColor")][:_OWN]
    return Palette(_theme(theme) if theme else Palette().theme, (*own, *_INDEXED[len(own) :]))


def _theme(data: bytes) -> tuple[str, ...]:
    try:
        root = parse(data)
    except Refusal:  # nothing but colours is read of it
        return Palette().theme
    scheme = next((e for e in root.iter() if local(e.tag) == "clrScheme"), None)
    found = {local(e.tag): _named(e) for e in scheme} if scheme is not None else {}
    return tuple(found.get(name, UNKNOWN) for name in _THEME) if found else Palette().theme


def _named(element: Element) -> str:
    for one in element:
        if local(one.tag) == "srgbClr":
            return _digits(one.get("val", ""))
        if local(one.tag) == "sysClr":
            return _digits(one.get("lastClr") or _SYSTEM.get(one.get("val", ""), UNKNOWN))
    return UNKNOWN


def _digits(written: str) -> str:
    """Return six hexadecimal digits; eight begin with how opaque a colour is."""
    digits = written[-6:].upper()
    return digits if len(digits) == 6 and not digits.strip("0123456789ABCDEF") else UNKNOWN


def _tinted(colour: str, tint: float) -> str:
    """Return a colour that is darker by a tint below 0, lighter by one above it."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * one):02X}" for one in colorsys.hls_to_rgb(hue, light, full))
