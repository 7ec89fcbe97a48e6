"""The columns of half the cover, and the headings of a panel in them."""

from __future__ import annotations

from collections.abc import Sequence

from xlsappraise.drawing.draft import SheetDraft

PANEL = (13.5, 9.0, 9.0, 8.6, 8.6, 8.6, 28.5)
"""The widths of the columns of a panel"""
ALL = len(PANEL)

Head = tuple[int, int, str, bool]
"""First column, number of columns, text, and whether figures stand below it"""


def put_heads(draft: SheetDraft, row: int, left: int, title: str, heads: Sequence[Head]) -> int:
    """Put a panel's title and its headings; return the next row."""
    draft.put(row, left, title, "section", across=ALL)
    draft.tall(row, 22)
    for column, across, text, right in heads:
        draft.put(row + 1, left + column, text, "head-right" if right else "head", across=across)
    return row + 2
