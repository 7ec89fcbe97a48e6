"""Whether a content has room in its cell.

Blanks, indents and number formats push it out, it is shrunk to fit, its font is taller than its row, its beginning is
cut off.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

from xlsappraise.base.rounding import plain
from xlsappraise.xlsx.attributes import count, decimal, flag
from xlsappraise.xlsx.xml import own_children

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from xlsappraise.xlsx.address import Place

HEIGHT, WIDTH = 15.0, 9.0
"""Those of rows and columns that have none of their own"""
_STEP = 1.3
"""Characters of a step of indentation"""
_LINE = 1.25
"""The height of a line against the size of its font"""
_SIZE = 11.0
"""Points of the font by which columns are measured"""
_LEAST_SIZE = 4.0
"""Points of a shrunk text below which nobody reads it; programs differ somewhat about the widths of letters"""
TALL = 20.0
"""Points from which on a font is measured against its row; rows too low for an ordinary one are named as such"""
_SHARE = 2.0
"""How much taller than its row a font is of which nobody can tell the digits: two thirds of each are above or below"""
_CUT = 1.5
"""How much longer than its room a text is that is surely cut off; programs differ about the widths of letters"""
_DIGIT = 0.5
"""The width of a digit against the size of its font"""
_UPRIGHT, _RIGHT, _STEEP = 255, 90, 45
"""The rotation of a text whose letters stand one below the other; that of one that is read upwards, the numbers above
which are those of texts that are turned the other way; from which on a text is measured by the height of its room"""
_SIDES = {"right": "right", "center": "center", "centerContinuous": "center"}
"""Where a text ends or stands whose beginning may be cut off"""
_MARGIN, _POINT = 0.71, 0.5
"""Of the width of a column what is left blank around digits, and the width of a point, in digits"""
_TOLD = 2
"""Decimals that tell a number"""
SHORT = 6
"""Characters of a text that is never cut off"""
Cramped = Literal["pushed by blanks", "pushed by indents", "pushed by its format", "tiny", "tall", "cut"]


@dataclass(frozen=True, slots=True)
class Placing:
    """How a style places a content: in several lines, so many steps from the side, smaller until it fits."""

    wrapped: bool = False
    indent: float = 0.0
    shrunk: bool = False
    side: str = ""
    """``right`` or ``center``, where it begins at the left of its cell if it is too long"""
    turned: int = 0
    """Degrees"""

    @property
    def crowds(self) -> bool:
        """Whether it moves a content away, or makes it smaller."""
        return self.indent > 1 or self.shrunk

    @property
    def may_cut(self) -> bool:
        """Whether it is the beginning of a text that is cut off where the text is too long."""
        return self.turned != 0 or (self.side != "" and not (self.wrapped or self.shrunk))


PLACED = Placing()


def placing(style: Element) -> Placing:
    """Return how a style places a content."""
    placed = own_children(style).get("alignment")
    if placed is None:
        return PLACED
    wrapped, shrunk = flag(placed.get("wrapText")), flag(placed.get("shrinkToFit"))
    side = placed.get("horizontal", "")
    return Placing(
        wrapped,
        decimal(placed.get("indent")) or 0.0,
        shrunk and not wrapped,
        _SIDES.get(side, ""),
        count(placed.get("textRotation")),
    )


@dataclass(frozen=True, slots=True)
class Room:
    """The room of a cell, or of the merged area that it begins: its width in characters, its height in points.

    ``left``: the width of the blank cells before it, into which a text may reach; ``grows``: whether its row becomes as
    high as its font.
    """

    width: float
    height: float
    left: float = 0.0
    grows: bool = False


def room(
    at: Place,
    merges: Mapping[Place, Place],
    widths: Iterable[tuple[int, int, float]],
    heights: Mapping[int, float],
    taken: Container[Place] = (),
    fixed: float | None = None,
) -> Room:
    """Return the room of a cell; ``merges``: merged areas from and to, ``taken``: the cells with content.

    ``fixed``: the height of rows without one of their own, where they do not grow.
    """
    last = merges.get(at, at)
    rows, columns = range(at[0], last[0] + 1), range(at[1], last[1] + 1)
    width = sum(_width(widths, column) for column in columns)
    left = 0.0
    for column in range(at[1] - 1, -1, -1) if last == at else ():
        if (at[0], column) in taken:
            break
        left += _width(widths, column)
    height = sum(heights.get(row, HEIGHT if fixed is None else fixed) for row in rows)
    return Room(width, height, left, last == at and at[0] not in heights and fixed is None)


def _width(widths: Iterable[tuple[int, int, float]], column: int) -> float:
    return next((width for first, last, width in widths if first <= column <= last), WIDTH)


def cramped(text: str, size: float, placed: Placing, has: Room, padding: float = 0.0) -> Cramped | None:
    """Return why a text cannot be read in its room; None where it can.

    ``padding``: digits of room that a number format takes up.
    """
    if placed.indent * _STEP >= has.width:
        return "pushed by indents"
    blanks = text[: len(text) - len(text.lstrip())]
    lines = blanks.split("\n")
    pushed = _measured(lines[-1]) * size / _SIZE
    if pushed >= has.width and not placed.wrapped:
        return "pushed by blanks"
    if (len(lines) - 1 + pushed // max(has.width, 1.0)) * size * _LINE >= has.height:
        return "pushed by blanks"
    if size >= TALL and too_tall(size, has):
        return "tall"
    needed = max(_measured(line) for line in text.split("\n")) * size / _SIZE
    if padding and padding * size / _SIZE + needed > has.width:
        return "pushed by its format"
    return "tiny" if placed.shrunk and needed and size * has.width / needed < _LEAST_SIZE else None


def too_tall(size: float, has: Room) -> bool:
    """Return whether nobody can read a font of this size in a room so high."""
    return not has.grows and size >= _SHARE * has.height


def cut(text: str, size: float, placed: Placing, has: Room) -> bool:
    """Return whether the beginning of a text is cut off; not that of several lines, which programs place anywhere."""
    needed = _measured(text) * size / _SIZE
    if placed.turned and has.grows:
        return False
    if placed.turned == _UPRIGHT:
        return len(text) * size * _LINE > _CUT * has.height
    if placed.turned:
        degrees = placed.turned if placed.turned <= _RIGHT else placed.turned - _RIGHT
        return degrees >= _STEEP and _measured(text) * size * _DIGIT > _CUT * has.height
    return needed > _CUT * (has.width + has.left * (2 if placed.side == "center" else 1))


def rounded_off(value: float, size: float, has: Room) -> str | None:
    """Return what programs show of a number without a format whose decimals have no room; None where it is told.

    One whose digits before the point have no room is shown as ####, which is no other number.
    """
    whole, _point, decimals = plain(value).partition(".")
    usable = (has.width - _MARGIN) * min(1.0, _SIZE / size)  # the digits of a small font may be wide ones
    fitting = int(usable - len(whole) - _POINT) if usable > len(whole) + _POINT else 0
    if usable < len(whole) or fitting >= min(len(decimals), _TOLD):
        return None
    return f"{Decimal(plain(value)).quantize(Decimal(1).scaleb(-fitting), ROUND_HALF_UP):f}"


def _measured(text: str) -> float:
    """Return the width of a text in digits: those of East Asia have two."""
    return sum(2.0 if unicodedata.east_asian_width(char) in "WF" else 1.0 for char in text)
