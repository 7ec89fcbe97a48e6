"""The colours that a file names by number: those of its theme and of its palette, lighter or darker by a tint."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import phrase
from xlsappraise.xlsx.attributes import count, decimal, flag
from xlsappraise.xlsx.display import alternatives
from xlsappraise.xlsx.display.contrast import alike
from xlsappraise.xlsx.display.fonts import theme_fonts_of_signs
from xlsappraise.xlsx.display.theme import BLACK, UNKNOWN, WHITE, digits, theme_colour
from xlsappraise.xlsx.limits import hostile
from xlsappraise.xlsx.xml import CHOICE, local, refuse_mixed, tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["BLACK", "UNKNOWN", "WHITE", "Palette", "colour_of", "palette_of"]
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
_SYSTEM = {67: "F0F0F0", 77: BLACK, 78: WHITE, 79: BLACK, 80: "FFFFE1", 81: BLACK, 0x7FFF: BLACK}
"""Colours of the system beyond the palette: of buttons, charts and notes, and that of a font by itself"""
_DIGITS = re.compile(r"[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8}")
_KINDS = ("theme", "rgb", "indexed")
_OWN = 64
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
"""The colours of a theme in the order of their numbers"""


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by number, as six hexadecimal digits or unknown."""

    theme: tuple[str, ...] = (WHITE, BLACK)
    indexed: tuple[str, ...] = _INDEXED
    signs: frozenset[str] = frozenset()
    """The fonts of the theme that have signs in place of letters"""

    def colour(self, written: str) -> str:
        """Return the colour that ``written`` names, as ``colour_of`` returns it.

        Raise Refusal where it names several that look different, of which each program takes another.
        """
        if "|" not in written:
            return self._one(written)
        first, *others = self.colours(written)
        if any(other != first and not alike(first, other) for other in others):
            raise hostile(phrase("a colour that programs take differently: {text}", text=written[:80]))
        return first

    def colours(self, written: str) -> tuple[str, ...]:
        """Return every colour that ``written`` names."""
        return tuple(self._one(one) for one in written.split("|"))

    def _one(self, written: str) -> str:
        kind, number, tint = written.split(" ")
        if kind == "rgb":
            base = number
        else:
            colours = self.theme if kind == "theme" else self.indexed
            other = UNKNOWN if kind == "theme" else _SYSTEM.get(int(number), UNKNOWN)
            base = colours[int(number)] if int(number) < len(colours) else other
        return base if base == UNKNOWN or not float(tint) else _tinted(base, float(tint))


def colour_of(element: Element) -> str:
    """Return what an element says of a colour: its kind, its number and its tint; black or white where it is automatic.

    Of several kinds all, the one that programs take first before the others, with a stroke between them.
    """
    shade = max(-1.0, min(1.0, decimal(element.get("tint")) or 0.0))
    found = [_named(kind, written, shade) for kind in _KINDS if (written := element.get(kind, "").strip())]
    if not found or (element.get("auto") is not None and flag(element.get("auto"))):
        found.append(f"rgb {WHITE if local(element.tag) == 'bgColor' else BLACK} 0.0")
    return found[0] if len(found) == 1 else "|".join(found)


def _named(kind: str, written: str, shade: float) -> str:
    if kind == "rgb":
        if not _DIGITS.fullmatch(written):
            raise hostile(phrase("a colour that programs take differently: {text}", text=written[:80]))
        return f"{kind} {digits(written)} {shade}"
    number = count(written, -1)
    return f"{kind} {number} {shade}" if number >= 0 else f"rgb {UNKNOWN} 0"


def palette_of(theme: bytes | None, styles: Element, ns: str) -> Palette:
    """Return the colours of a workbook: of its theme, and of the palette among its styles."""
    own = [digits(e.get("rgb", "")) for e in styles.iterfind(f"{ns}colors/{ns}indexedColors/{ns}rgbColor")][:_OWN]
    colours, signs = _theme(theme) if theme else (Palette().theme, frozenset())
    return Palette(colours, (*own, *_INDEXED[len(own) :]), signs)


def _theme(data: bytes) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the colours of a theme, and its fonts that have signs in place of letters.

    Raise Refusal for a theme that is not read here, but by programs.
    """
    root = tree(data)
    refuse_mixed(root, data)
    ns = root.tag[: root.tag.find("}") + 1]
    for name in ("clrScheme", "fontScheme"):
        _refuse_choice(root, f"{ns}{name}")
    schemes = root.findall(f"{ns}themeElements/{ns}clrScheme")
    found: dict[str, str] = {}
    for element in (e for scheme in schemes for e in scheme if e.tag.startswith(ns)):
        name, colour = local(element.tag), theme_colour(element, ns)
        if found.setdefault(name, colour) != colour:
            raise hostile(phrase("content of which programs take different versions: {name}", name=name))
    colours = tuple(found.get(name, UNKNOWN) for name in _THEME) if found else Palette().theme
    return colours, theme_fonts_of_signs(root, ns)


def _refuse_choice(theme: Element, tag: str) -> None:
    """Raise Refusal where a list of a theme, or a part of it, is a choice between alternatives."""
    for whole in theme.iter(tag):
        alternatives.refuse(whole)
    for choice in theme.iter(CHOICE):
        if choice.find(f".//{tag}") is not None:
            alternatives.refuse(choice)


def _tinted(colour: str, tint: float) -> str:
    """Return a colour that is darker by a tint below 0, lighter by one above it."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, full = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return "".join(f"{round(255 * one):02X}" for one in colorsys.hls_to_rgb(hue, light, full))
