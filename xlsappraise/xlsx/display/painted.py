"""What conditional formats make of a cell: another number format, other colours, a bar or sign in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.xlsx.attributes import count, flag
from xlsappraise.xlsx.display import alternatives
from xlsappraise.xlsx.display.colours import LEAST_SIZE, mixed, pattern_of, text_colour, text_size
from xlsappraise.xlsx.display.fonts import Odd, odd_font
from xlsappraise.xlsx.display.palette import Palette, colour_of
from xlsappraise.xlsx.display.room import TALL
from xlsappraise.xlsx.display.styles import BUILT_IN, crossed, format_number
from xlsappraise.xlsx.xml import local, own_children

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_NO_STYLE = -1
_SIGNS = ("dataBar", "iconSet")
_GROUNDS, _COLOURS = ("dataBar", "colorScale"), ("color", "fillColor")
_NEGATIVE, _ONE_COLOUR = "negativeFillColor", "negativeBarColorSameAsPositive"
"""The colour of bars under negative numbers, and whether it is that of the others"""


@dataclass(frozen=True, slots=True)
class Look:
    """What a conditional format changes; None for what it leaves. ``replaced``: a bar or sign is shown alone.

    Colours are those of a palette, of what stands in a sheet itself as written.
    """

    code: str | None = None
    text: str | None = None
    ground: str | None = None
    size: float | None = None
    replaced: bool = False
    odd: Odd | None = None
    negative: bool = False
    """Whether negative numbers alone look so"""


@dataclass(frozen=True, slots=True)
class Painted:
    """A conditional format: the cells that it is for, as written, and its look, the number of it, or its element.

    ``rank``: the lower one decides where two give the same; ``last``: whether those of a higher number are left out.
    """

    cells: str
    look: Look | int | Element
    rank: int = 0
    last: bool = False


def conditional_formats(root: Element, ns: str) -> Iterator[Painted]:
    """Yield the conditional formats of a sheet, those of the extensions too."""
    for group in root.iterfind(f"{ns}conditionalFormatting"):
        for rule in group.iterfind(f"{ns}cfRule"):
            number = count(rule.get("dxfId"), _NO_STYLE)
            if number != _NO_STYLE:
                rank, last = count(rule.get("priority")), flag(rule.get("stopIfTrue"))
                yield Painted(group.get("sqref", ""), number, rank, last)
            yield from _signs(group.get("sqref", ""), rule)
    for extension in root.iterfind(f"{ns}extLst"):
        for group in (e for e in extension.iter() if local(e.tag) == "conditionalFormatting"):
            cells = " ".join(e.text or "" for e in group if local(e.tag) == "sqref")  # of any namespace
            for rule in (e for e in group if local(e.tag) == "cfRule"):
                rank, last = count(rule.get("priority")), flag(rule.get("stopIfTrue"))
                for inner in (e for e in rule.iter() if local(e.tag) == "dxf"):
                    alternatives.refuse(inner)
                    yield Painted(cells, inner, rank, last)
            yield from _signs(cells, group)


def _signs(cells: str, rule: Element) -> Iterator[Painted]:
    """Yield the looks of bars, signs and scales of colours: those that leave no value, and those of one colour."""
    for element in rule.iter():
        name = local(element.tag)
        if name in _SIGNS and not flag(element.get("showValue"), default=True):
            yield Painted(cells, Look(replaced=True))
        elif name in _GROUNDS:
            for inner in (e for e in element if local(e.tag) in _COLOURS):
                yield Painted(cells, Look(ground=colour_of(inner)))
            below = (e for e in element if local(e.tag) == _NEGATIVE and not flag(element.get(_ONE_COLOUR)))
            yield from (Painted(cells, Look(ground=colour_of(inner), negative=True)) for inner in below)


def look(style: Element, palette: Palette) -> Look:
    """Return what a differential style changes."""
    parts = own_children(style)
    font = parts.get("font")
    text = None if font is None else text_colour(font)
    size = None if font is None or LEAST_SIZE <= text_size(font) < TALL else text_size(font)
    return Look(
        _format(parts["numFmt"]) if "numFmt" in parts else None,
        None if text is None else palette.colour(text),
        _ground(parts["fill"], palette) if "fill" in parts else None,
        size,
        odd=(None if font is None else odd_font(font, palette.signs)) or _border(parts.get("border")),
    )


def _border(border: Element | None) -> Odd | None:
    return "struck out" if border is not None and crossed(border) else None


def _format(element: Element) -> str | None:
    return element.get("formatCode") or BUILT_IN.get(format_number(element))


def _ground(fill: Element, palette: Palette) -> str | None:
    """Return the ground that a conditional format gives: of a solid one the colour that is named as the farther one."""
    pattern = own_children(fill).get("patternFill")
    if pattern is None or pattern_of(pattern, "solid") not in ("solid", "none"):
        return mixed(fill, palette)
    found = {name: palette.colour(colour_of(e)) for name, e in own_children(pattern).items()}
    return found.get("bgColor", found.get("fgColor"))
