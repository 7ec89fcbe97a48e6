"""What conditional formats can make of a cell: another number format, or a text in the colour of its own ground."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.xlsx.attributes import whole
from xlsappraise.xlsx.xml import local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Look:
    """What a conditional format changes. ``code``: its number format; ``unseen``: text in the colour of the ground."""

    code: str | None = None
    unseen: bool = False


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
    for extension in root.iterfind(f"{ns}extLst"):
        for group in (e for e in extension.iter() if local(e.tag) == "conditionalFormatting"):
            cells = next((e.text or "" for e in group if local(e.tag) == "sqref"), "")
            for inner in (e for e in group.iter() if local(e.tag) == "dxf"):
                yield Painted(cells, look(inner))


def look(style: Element) -> Look:
    """Return what a differential style changes."""
    code = next((e.get("formatCode") for e in style if local(e.tag) == "numFmt"), None)
    text = _colour(style, "font", "color")
    ground = _colour(style, "fill", "bgColor") or _colour(style, "fill", "fgColor")
    white = text in ("rgb FFFFFF", "indexed 1", "indexed 9", "theme 0")
    return Look(code, text is not None and (text == ground or (ground is None and white)))


def _colour(style: Element, part: str, name: str) -> str | None:
    for group in (e for e in style if local(e.tag) == part):
        for element in group.iter():
            if local(element.tag) == name:
                rgb = element.get("rgb")
                if rgb is not None:
                    return f"rgb {rgb[-6:].upper()}"
                kinds = [kind for kind in ("theme", "indexed") if element.get(kind) is not None]
                return f"{kinds[0]} {element.get(kinds[0])}{element.get('tint', '')}" if kinds else None
    return None
