"""What of a sheet is out of sight: rows and columns (hidden, too small, in collapsed groups), panes, views."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.xlsx.address import MAX_COLUMN, place
from xlsappraise.xlsx.attributes import count, decimal, flag, whole
from xlsappraise.xlsx.display.room import HEIGHT, WIDTH

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LEAST_HEIGHT = 4.0
"""Points below which a row shows nothing"""
LEAST_WIDTH = 0.6
"""Characters below which a column shows nothing: about four points"""
MOST_FROZEN_ROWS, MOST_FROZEN_COLUMNS = 40, 30
MOST_FROZEN_HEIGHT, MOST_FROZEN_WIDTH = 600.0, 230.0
"""More frozen rows or columns than a screen has, in points and characters, leave none to scroll"""
_WINDOWS, _LEVELS = 4, 7
"""Views of a sheet that are measured; levels of groups that programs know"""


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
    zoom: int = 100
    formulas: bool = False
    """Whether the view shows formulas instead of values"""
    scenarios: bool = False
    """Whether other values are kept for cells, which a choice in a list puts there"""
    lotus: bool = False
    """Whether formulas are computed by the rules of another program: texts as 0, comparisons as 1 and 0"""
    widths: tuple[tuple[int, int, float], ...] = ()
    """Columns from and to, and their width in characters"""
    row_height: float | None = None
    """The height of rows without one of their own, where these do not grow with their fonts"""


ALL_SEEN = Sight()


def sight_of(root: Element, ns: str) -> Sight:
    """Return what the settings of a sheet put out of sight."""
    rows = columns = 0
    frozen = no_zeros = formulas = False
    zoom = 100
    for number, view in enumerate(root.iterfind(f"{ns}sheetViews/{ns}sheetView")):
        no_zeros |= not flag(view.get("showZeros"), default=True)
        zoom = min(zoom, int(decimal(view.get("zoomScale")) or 100))
        formulas |= flag(view.get("showFormulas"))
        pane = view.find(f"{ns}pane")
        if pane is None or not pane.get("state", "split").startswith("frozen"):
            continue
        first = place(view.get("topLeftCell") or "A1")
        rows, columns = max(rows, first[0]), max(columns, first[1])
        down, across = decimal(pane.get("ySplit")) or 0, decimal(pane.get("xSplit")) or 0
        frozen |= down > MOST_FROZEN_ROWS or across > MOST_FROZEN_COLUMNS
        if number < _WINDOWS and not frozen:
            frozen = _height(root, ns, first[0], down) > MOST_FROZEN_HEIGHT
            frozen = frozen or _width(root, ns, first[1], across) > MOST_FROZEN_WIDTH
    scenarios = root.find(f"{ns}scenarios/{ns}scenario") is not None
    lotus = any(flag(one.get("transitionEvaluation")) for one in root.iterfind(f"{ns}sheetPr"))
    return Sight(
        tuple(_hidden_columns(root, ns)), _low(root, ns), rows, columns, frozen, no_zeros, zoom, formulas, scenarios,
        lotus,
        tuple((*_span(column), decimal(column.get("width")) or WIDTH) for column in root.iterfind(f"{ns}cols/{ns}col")),
        _row_height(root, ns),
    )  # fmt: skip


def _height(root: Element, ns: str, first: int, count: float) -> float:
    """Return the height of the frozen rows, as far as it is of interest; hidden rows have none."""
    own: dict[int, float] = {}
    for row in root.iterfind(f"{ns}sheetData/{ns}row") if count else ():
        number = (whole(row.get("r", "")) or len(own) + 1) - 1
        if number >= first + count:
            break
        own[number] = 0 if flag(row.get("hidden")) else decimal(row.get("ht")) or HEIGHT
    return sum(own.get(number, HEIGHT) for number in range(first, first + min(int(count), MOST_FROZEN_ROWS)))


def _width(root: Element, ns: str, first: int, count: float) -> float:
    """Return the width of the frozen columns, as far as it is of interest; hidden columns have none."""
    end = first + min(int(count), MOST_FROZEN_COLUMNS)
    own: dict[int, float] = {}
    for column in root.iterfind(f"{ns}cols/{ns}col") if count else ():
        width = 0 if flag(column.get("hidden")) else decimal(column.get("width")) or WIDTH
        begin, last = _span(column)
        own.update(dict.fromkeys(range(max(begin, first), min(last + 1, end)), width))
    return sum(own.get(number, WIDTH) for number in range(first, end))


def _low(root: Element, ns: str) -> bool:
    default = root.find(f"{ns}sheetFormatPr")
    if default is None:
        return False
    height = decimal(default.get("defaultRowHeight"))
    return height is not None and height < LEAST_HEIGHT


def _row_height(root: Element, ns: str) -> float | None:
    default = root.find(f"{ns}sheetFormatPr")
    fixed = default is not None and flag(default.get("customHeight"))
    return decimal(default.get("defaultRowHeight")) if default is not None and fixed else None


def _hidden_columns(root: Element, ns: str) -> Iterator[tuple[int, int]]:
    outline, described = Outline(), -1
    default = root.find(f"{ns}sheetFormatPr")
    narrow = default is not None and _narrow(default)
    for column in root.iterfind(f"{ns}cols/{ns}col"):
        width = decimal(column.get("width"))
        first, last = _span(column)
        if flag(column.get("hidden")) or (width is not None and width < LEAST_WIDTH):
            yield first, last
        if narrow and first > described + 1:
            yield described + 1, first - 1
        described = max(described, last)
        folded = outline.folded(first, column, last)
        if folded:
            yield folded[0], folded[-1]
    if narrow:
        yield described + 1, MAX_COLUMN - 1


def _narrow(default: Element) -> bool:
    """Return whether columns without a width show nothing."""
    width = decimal(default.get("defaultColWidth"))
    return default.get("baseColWidth") == "0" if width is None else width < LEAST_WIDTH


def _span(column: Element) -> tuple[int, int]:
    """Return the first and last column that an element describes."""
    return (count(column.get("min")) or 1) - 1, (count(column.get("max")) or 1) - 1


class Outline:
    """Follows the groups of rows or columns, to find those that LibreOffice hides since their group is collapsed.

    Excel hides what is marked as hidden alone; a group that is collapsed without it is seen in one program only.
    """

    def __init__(self) -> None:
        self._begun: list[int] = []
        self._next = 0

    def folded(self, number: int, element: Element, last: int | None = None) -> range:
        """Return what the row or column ``number`` hides before it, since it says that the group there is collapsed."""
        level = min(count(element.get("outlineLevel")), _LEVELS)
        if number > self._next:
            self._begun.clear()
        self._next = (number if last is None else last) + 1
        hidden = range(0)
        collapsed = len(self._begun) > level and flag(element.get("collapsed"))
        while len(self._begun) > level:
            first = self._begun.pop()
            hidden = hidden or range(first, number if collapsed else first)
        self._begun += [number] * (level - len(self._begun))
        return hidden


def row_unseen(row: Element, low: bool) -> bool:
    """Return whether a row is hidden or lower than a text; ``low``: whether rows without a height are."""
    height = decimal(row.get("ht"))
    return flag(row.get("hidden")) or (low if height is None else height < LEAST_HEIGHT)
