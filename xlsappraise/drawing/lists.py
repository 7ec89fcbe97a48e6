"""Sheets that are one list: headings in row 1, frozen, filtered, widths and heights from the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xlsappraise.base.i18n import Words
from xlsappraise.drawing.draft import SheetDraft, fitting
from xlsappraise.drawing.measure import extent
from xlsappraise.drawing.spec import DRAWN, Area, Formula, ListRow, Value

_SAMPLE = 3000  # rows that decide on a column's width
_MARGIN = 3.0  # of a cell's width, its padding and its indent
_FIGURES = frozenset({"int", "score", "mean", "signed", "share", "money", "sum", "change", "input"})

Row = Sequence[Value | Formula]


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: its heading, the style of its cells, the bounds of its width."""

    heading: str
    style: str = "text"
    least: float = 8
    most: float = 24

    @property
    def head(self) -> str:
        """The style of the heading, aligned as the cells are."""
        if self.style == "rank":
            return "head-center"
        return "head-right" if self.style in _FIGURES else "head"

    def worded(self, say: Words) -> ListColumn:
        """Return the column with its heading translated."""
        return replace(self, heading=say(self.heading))


def list_draft(
    name: str,
    columns: Sequence[ListColumn],
    rows: Sequence[Row],
    *,
    styles: Sequence[dict[int, str]] = (),
) -> SheetDraft:
    """Return a draft of headings and rows; ``styles``: for each row, column → style of single cells."""
    draft = SheetDraft(name, tuple(_width(column, rows, index) for index, column in enumerate(columns)))
    for index, column in enumerate(columns):
        draft.put(0, index, column.heading, column.head)
    draft.tall(0, 24)
    rooms = [draft.widths[index] - _MARGIN for index in range(len(columns))]
    plain = [column.style for column in columns]
    for at, row in enumerate(rows, start=1):
        own = styles[at - 1] if styles else {}
        draft.heights[at] = draft.line
        mine = [own.get(index, style) for index, style in enumerate(plain)] if own else plain
        short = list(row)
        for index, content in enumerate(row):
            if isinstance(content, str) and not _fits(content, rooms[index]):
                draft.put(at, index, content, mine[index])
                short[index] = DRAWN
        draft.rows.append(ListRow(at, short, mine))  # surely one line: not measured, as most cells of long lists are
    return draft


def _fits(text: str, room: float) -> bool:
    """Return whether a text is surely one line."""
    return "\n" not in text and (len(text) * 2 <= room or extent(text) <= room)


def _width(column: ListColumn, rows: Sequence[Row], index: int) -> float:
    texts = [column.heading] if column.most > column.least else []
    texts += [text for row in rows[:_SAMPLE] if isinstance(text := row[index], str)]
    return fitting([*texts], column.least, column.most)


def table_area(columns: Sequence[ListColumn], rows: Sequence[Row]) -> Area:
    """Return the area that an autofilter covers."""
    return Area(0, 0, max(1, len(rows)), len(columns) - 1)
