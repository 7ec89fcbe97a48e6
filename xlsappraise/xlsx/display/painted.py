"""What conditional formats make of a cell: another number format, other colours, a bar or sign in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.xlsx.attributes import flag, whole
from xlsappraise.xlsx.display.colours import LEAST_SIZE, colour, text_colour, text_size
from xlsappraise.xlsx.xml import local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SIGNS = ("dataBar", "iconSet")


@dataclass(frozen=True, slots=True)
class Look:
    """What a conditional format changes; None for what it leaves. ``replaced``: a bar or sign is shown alone."""

    code: str | None = None
    text: str | None = None
    ground: str | None = None
    size: float | None = None
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Painted:
    """A conditional format: the cells that it is for, as written, and its look or the number of it."""

    cells: str
    look: Look | int


def conditional_formats(root: Element, ns: str) -> Iterator[Painted]:
    """Yield the conditional formats of a sheet, those of the extensions too."""
    for group in root.iterfind(f"{ns}conditionalFormatting"):
        for rule in group.iterfind(f"{ns}cfRule"):
            number = whole(rule.get("dxfId", ""))
            if number is not None:
                yield Painted(group.get("sqref", ""), number)
            yield from _signs(group.get("sqref", ""), rule)
    for extension in root.iterfind(f"{ns}extLst"):
        for group in (e for e in extension.iter() if local(e.tag) == "conditionalFormatting"):
            cells = next((e.text or "" for e in group if local(e.tag) == "sqref"), "")
            for inner in (e for e in group.iter() if local(e.tag) == "dxf"):
                yield Painted(cells, look(inner))
            yield from _signs(cells, group)


def _signs(cells: str, rule: Element) -> Iterator[Painted]:
    """Yield the looks of bars, signs and scales of colours: those that leave no value, and those of one colour."""
    for element in rule.iter():
        name = local(element.tag)
        if name in _SIGNS and not flag(element.get("showValue"), default=True):
            yield Painted(cells, Look(replaced=True))
        elif name == "colorScale":
            grounds = {colour(e) for e in element if local(e.tag) == "color"}
            if len(grounds) == 1:
                yield Painted(cells, Look(ground=grounds.pop()))


def look(style: Element) -> Look:
    """Return what a differential style changes."""
    parts = {local(part.tag): part for part in style}
    code = parts["numFmt"].get("formatCode") if "numFmt" in parts else None
    font = parts.get("font")
    text = None if font is None else text_colour(font)
    size = None if font is None or text_size(font) >= LEAST_SIZE else text_size(font)
    grounds = {local(e.tag): colour(e) for e in parts["fill"].iter()} if "fill" in parts else {}
    return Look(code, text, grounds.get("bgColor", grounds.get("fgColor")), size)
