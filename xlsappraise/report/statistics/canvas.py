"""A statistics sheet while it is drawn: its columns, whose widths the lists at its end determine, and the next row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.spec import Area, Chart, Formula, Value

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words

Span = tuple[int, int]
"""First column and number of columns"""

_PADDING = 11.0
_LEAST_COLUMNS, _LEAST_WIDTH = 12, 138.0
_BESIDE = 58.0  # the least width of a chart beside a table
ONE = 0.0
"""A required width that any single column satisfies"""


@dataclass(frozen=True)
class Grid:
    """Widths of the columns in characters."""

    widths: tuple[float, ...]

    @property
    def count(self) -> int:
        """The number of columns."""
        return len(self.widths)

    def spans(self, needs: Sequence[float]) -> list[Span] | None:
        """Return spans at least as wide as each of ``needs``, from the left; None if the columns do not suffice."""
        found: list[Span] = []
        column = 0
        for need in needs:
            first, width = column, 0.0
            while column == first or width < need:
                if column >= self.count:
                    return None
                width += self.widths[column]
                column += 1
            found.append((first, column - first))
        return found

    def laid(self, needs: Sequence[float]) -> list[Span]:
        """Return the spans of needs that are certain to fit."""
        found = self.spans(needs)
        assert found is not None, "grid_for was given these needs"
        return found

    def whole(self, needs: Sequence[float]) -> list[Span]:
        """Return the spans of needs, the last one extended to the right end of the page."""
        found = self.laid(needs)
        first, _across = found[-1]
        return [*found[:-1], (first, self.count - first)]

    def slices(self, count: int) -> list[Span]:
        """Divide the page into ``count`` spans of about the same width."""
        total, bounds, width = sum(self.widths), [0], 0.0
        for column, own in enumerate(self.widths):
            width += own
            left = self.count - column - 1
            due = width + own / 2 >= total * len(bounds) / count
            if len(bounds) < count and (due or left == count - len(bounds)):
                bounds.append(column + 1)
        return [(a, b - a) for a, b in zip(bounds, [*bounds[1:], self.count], strict=True)]

    def beside(self, taken: int) -> int | None:
        """Return the first column of a chart beside a table of ``taken`` columns; None if it does not fit."""
        for first in (taken + 1, taken):
            if sum(self.widths[first:]) >= _BESIDE:
                return first
        return None


def grid_for(lists: Sequence[Sequence[float]], panels: Sequence[Sequence[float]]) -> Grid:
    """Return a grid for lists with these column widths, and for panels with these required widths."""
    count = max([_LEAST_COLUMNS, *(len(widths) for widths in lists)])
    widths = [max([w[i] for w in lists if i < len(w)], default=_PADDING) for i in range(count)]
    while sum(widths) < _LEAST_WIDTH:
        widths.append(_PADDING)
    while any(Grid(tuple(widths)).spans(needs) is None for needs in panels):
        widths.append(_PADDING)
    return Grid(tuple(widths))


def chart_area(grid: Grid, taken: int, rows: tuple[int, int], tall: int) -> Area:
    """Return the area of a chart of ``tall`` rows beside a table, or below it if it does not fit beside.

    ``rows``: the first and the last row of the table; ``taken``: its number of columns.
    """
    first, last = rows
    left = grid.beside(taken)
    if left is None:
        return Area(last + 2, 0, last + 1 + tall, grid.count - 1)
    return Area(first, left, max(last, first + tall - 1), grid.count - 1)


@dataclass
class Canvas:
    """A statistics sheet while it is drawn; ``row`` is the next free one.

    ``starts``: (first row of a block, number of rows after it to keep on its page; None for all).
    """

    draft: SheetDraft
    grid: Grid
    say: Words
    row: int = 0
    starts: list[tuple[int, int | None]] = field(default_factory=list)

    def block(self, keep: int | None = None) -> None:
        """Begin a block to keep on one page: all of it, or ``keep`` rows after its first."""
        self.starts.append((self.row, keep))

    def blocks(self) -> list[tuple[int, int]]:
        """Return the first and the last row of each block to keep on one page."""
        ends = [first - 1 for first, _keep in self.starts[1:]] + [self.row - 1]
        return [
            (first, end if keep is None else min(end, first + keep))
            for (first, keep), end in zip(self.starts, ends, strict=True)
        ]

    def heading(self, text: str, keep: int | None = None) -> None:
        """Begin a block with a blank row and a heading over the whole width."""
        self.block(keep)
        self.draft.tall(self.row, 10)
        self.row += 1
        self.draft.put(self.row, 0, text, "section", across=self.grid.count)
        self.draft.tall(self.row, 26)
        self.row += 1

    def line(self, spans: list[Span], contents: list[tuple[Value | Formula, str]]) -> None:
        """Put a row of cells, and move to the next row."""
        for (first, across), (content, style) in zip(spans, contents, strict=True):
            self.draft.put(self.row, first, content, style, across=across)
        self.row += 1

    def below(self, chart: Chart | None, last: int) -> None:
        """Draw a chart, and move below both it and ``last``, the last row of its table."""
        if chart is not None:
            self.draft.draw(chart)
            last = max(last, chart.area.bottom)
        self.row = last + 1
