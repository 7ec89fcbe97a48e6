"""What of a sheet is out of sight: rows and columns that are hidden or too small, panes that cut rows off, views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.xlsx.address import place
from xlsappraise.xlsx.attributes import decimal, flag, whole

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LEAST_HEIGHT = 4.0
"""Points below which a row shows nothing"""
LEAST_WIDTH = 0.6
"""Characters below which a column shows nothing: about four points"""
MOST_FROZEN_ROWS, MOST_FROZEN_COLUMNS = 40, 30
"""More frozen rows or columns than a screen has leave none to scroll"""


@dataclass(frozen=True, slots=True)
class Sight:
    """What of a sheet cannot be seen, counted from 0. ``cut_rows``, ``cut_columns``: how many lie before the first that
    can be scrolled to; ``frozen``: more rows or columns stand still than a screen has; ``no_zeros``: 0 is shown blank.
    """

    hidden_columns: tuple[tuple[int, int], ...] = ()
    low_rows: bool = False
    """Whether rows without a height of their own show nothing"""
    cut_rows: int = 0
    cut_columns: int = 0
    frozen: bool = False
    no_zeros: bool = False
    formulas: bool = False
    """Whether the view shows formulas instead of values"""


ALL_SEEN = Sight()


def sight_of(root: Element, ns: str) -> Sight:
    """Return what the settings of a sheet put out of sight."""
    rows = columns = 0
    frozen = no_zeros = formulas = False
    for view in root.iterfind(f"{ns}sheetViews/{ns}sheetView"):
        no_zeros |= not flag(view.get("showZeros"), default=True)
        formulas |= flag(view.get("showFormulas"))
        pane = view.find(f"{ns}pane")
        if pane is None or not pane.get("state", "split").startswith("frozen"):
            continue
        first = place(view.get("topLeftCell") or "A1")
        rows, columns = max(rows, first[0]), max(columns, first[1])
        down, across = decimal(pane.get("ySplit")) or 0, decimal(pane.get("xSplit")) or 0
        frozen |= down > MOST_FROZEN_ROWS or across > MOST_FROZEN_COLUMNS
    return Sight(tuple(_hidden_columns(root, ns)), _low(root, ns), rows, columns, frozen, no_zeros, formulas)


def _low(root: Element, ns: str) -> bool:
    default = root.find(f"{ns}sheetFormatPr")
    if default is None:
        return False
    height = decimal(default.get("defaultRowHeight"))
    return height is not None and height < LEAST_HEIGHT


def _hidden_columns(root: Element, ns: str) -> Iterator[tuple[int, int]]:
    for column in root.iterfind(f"{ns}cols/{ns}col"):
        width = decimal(column.get("width"))
        if flag(column.get("hidden")) or (width is not None and width < LEAST_WIDTH):
            first, last = whole(column.get("min", "")) or 1, whole(column.get("max", "")) or 1
            yield first - 1, last - 1


def row_unseen(row: Element, low: bool) -> bool:
    """Return whether a row is hidden or lower than a text; ``low``: whether rows without a height are."""
    height = decimal(row.get("ht"))
    return flag(row.get("hidden")) or (low if height is None else height < LEAST_HEIGHT)
