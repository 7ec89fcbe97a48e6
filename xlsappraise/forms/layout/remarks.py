"""How long a remark may be, and the room that it takes."""

from __future__ import annotations

from xlsappraise.drawing.heights import height

REMARK_LIMIT = 200
_LONGEST = "字" * REMARK_LIMIT


def remark_height(width: float) -> float:
    """Return the height of a cell in which the longest remark shows."""
    return height(_LONGEST, width)
