"""The papers that a form may be laid out for; the one on which it takes the fewest pages is chosen.

Widths are in units of 7 pixels, heights in points. The smallest print of a form is 9 points; a form that is printed at
``SCALE`` has 8 points at least. No form is squeezed on a page: it takes the pages that it needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

UNIT = 7
"""Pixels of a unit of width"""
SCALE = 0.9
"""The least scale; where Microsoft YaHei is missing, columns are a little wider than where it is"""


@dataclass(frozen=True)
class Paper:
    """A4 in an orientation: the width of a form, and the height that a page holds."""

    width: float
    room: float
    landscape: bool


UPRIGHT = Paper(111.0, 820.0, landscape=False)
WIDE = Paper(160.0, 560.0, landscape=True)


def pages(blocks: Sequence[float], room: float, repeated: float) -> tuple[tuple[int, ...], float]:
    """Return the blocks that begin a new page and the height that is used of the last page.

    A block stays whole where it fits a page, else it begins where it does; ``repeated``: the height of the rows that
    each page but the first repeats.
    """
    breaks: list[int] = []
    used = 0.0
    for number, tall in enumerate(blocks):
        if used and used + tall > room and tall <= room - repeated:
            breaks.append(number)
            used = repeated
        used += tall
        while used > room:
            used -= room - repeated
    return tuple(breaks), used
