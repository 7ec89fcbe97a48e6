"""A sheet while it is drawn: cells are added, and rows grow with their texts."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsappraise.drawing.measure import ROW, extent, height
from xlsappraise.drawing.report_styles import BODY, STYLES
from xlsappraise.drawing.spec import (
    Area,
    Cells,
    Chart,
    DrawnCell,
    Formula,
    ListRow,
    PageSetup,
    Shading,
    Sheet,
    Sparkline,
    Value,
)

_PADDING = 1.0
_INDENT = 1.4


@dataclass(slots=True)
class SheetDraft:
    """Collects one sheet; ``widths`` are its columns, ``line`` the least height of a row with text."""

    name: str
    widths: tuple[float, ...]
    cells: list[DrawnCell] = field(default_factory=list)
    rows: list[ListRow] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    charts: list[Chart] = field(default_factory=list)
    bands: list[Shading] = field(default_factory=list)
    sparklines: list[Sparkline] = field(default_factory=list)
    line: float = ROW

    def put(
        self,
        row: int,
        column: int,
        content: Value | Formula,
        style: str = "text",
        *,
        across: int = 1,
        down: int = 1,
        link: str = "",
    ) -> None:
        """Add a cell; its row grows where the text needs more lines."""
        cell = DrawnCell(row, column, content, style, across, down, link)
        self.cells.append(cell)
        if down == 1:
            self.tall(row, self._needed(cell))

    def put_row(self, row: int, contents: list[tuple[Value | Formula, str]], column: int = 0) -> None:
        """Add cells side by side, each with its style."""
        for offset, (content, style) in enumerate(contents):
            self.put(row, column + offset, content, style)

    def tall(self, row: int, points: float) -> None:
        """Make ``row`` at least ``points`` tall."""
        self.heights[row] = max(points, self.heights.get(row, 0.0))

    def draw(self, chart: Chart) -> None:
        """Add a chart, and set a minimum height of the rows that it covers."""
        self.charts.append(chart)
        for row in range(chart.area.top, chart.area.bottom + 1):
            self.tall(row, self.line)

    def _needed(self, cell: DrawnCell) -> float:
        style = STYLES[cell.style]
        scale = float(str(style["font_size"])) / BODY
        if not isinstance(cell.value, str) or not style.get("text_wrap"):
            return self.line * max(1.0, scale)
        indent = int(str(style.get("indent", 0)))
        width = sum(self.widths[cell.column : cell.column + cell.across])
        needed = height(cell.value, (width - _PADDING - _INDENT * indent) / scale)
        return self.line if needed == ROW else needed

    def sheet(
        self,
        page: PageSetup,
        *,
        freeze: tuple[int, int] | None = None,
        autofilter: Area | None = None,
        tab: str | None = None,
    ) -> Sheet:
        """Return the finished sheet."""
        return Sheet(
            self.name,
            Cells(self.cells, self.rows),
            self.widths,
            self.heights,
            page,
            tuple(self.charts),
            tuple(self.bands),
            freeze,
            autofilter,
            tab,
            tuple(self.sparklines),
        )


def fitting(texts: list[str], least: float, most: float) -> float:
    """Return the column width that shows the longest of ``texts`` on one line, within bounds."""
    longest = max((extent(line) for text in texts for line in text.split("\n")), default=0.0)
    return min(most, max(least, longest + _PADDING + _INDENT + 0.6))
