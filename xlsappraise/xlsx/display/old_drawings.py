"""What an old drawing (VML) holds: the boxes of comments, which programs draw, or anything else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.problems import Refusal
from xlsappraise.xlsx.xml import local, tree

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SHAPES = frozenset({
    "shape", "rect", "oval", "line", "group", "roundrect", "polyline", "image", "arc", "curve", "background", "diagram",
})  # fmt: skip
_PAINTED = frozenset({"imagedata", "textpath"})
_BREAK = re.compile(rb"<br\s*>", re.IGNORECASE)
"""A line break as Excel writes it, which it does not close"""


@dataclass(frozen=True, slots=True)
class OldDrawing:
    """Whether an old drawing shows anything besides comments, and whether it has controls such as buttons."""

    shows: bool = False
    controls: bool = False


def old_drawing(data: bytes) -> OldDrawing:
    """Return what an old drawing holds; one that cannot be parsed may show anything."""
    if not data:
        return OldDrawing()
    try:
        root = tree(_BREAK.sub(b"<br/>", data))
    except Refusal:
        return OldDrawing(shows=True)
    elements = [(local(element.tag).lower(), element) for element in root.iter()]
    return OldDrawing(
        any(name in _PAINTED or (name in _SHAPES and not _is_note(name, element)) for name, element in elements),
        any(name == "clientdata" and _kind(element) != "Note" for name, element in elements),
    )


def _is_note(name: str, element: Element) -> bool:
    """Return whether a shape is the box of a comment."""
    return name == "shape" and any(local(child.tag) == "ClientData" and _kind(child) == "Note" for child in element)


def _kind(data: Element) -> str:
    return next((value for name, value in data.attrib.items() if local(name) == "ObjectType"), "")
