"""A results sheet while it is drawn: its columns, whose widths the lists at its end set, and the next free row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlsappraise.drawing.draft import SheetDraft
from xlsappraise.drawing.spec import Area, Chart, Formula, Value

if TYPE_CHECKING:
    from xlsappraise.base.i18n import Words

Span = tuple[int, int]
"""First column and how many"""

_PADDING = 11.0
_LEAST_COLUMNS, _LEAST_WIDTH = 12, 138.0
_BESIDE = 58.0  # the least width of a chart beside a table
ONE = 0.0
"""A need that any single column meets"""


@dataclass(frozen=True)
class Grid:
    """Widths of the columns in characters."""

    widths: tuple[float, ...]

    @property
    def count(self) -> int:
        """How many columns there are."""
        return len(self.widths)

    def spans(self, needs: Sequence[float]) -> list[Span] | None:
        """Return columns wide enough for each of ``needs``, from the left on; None where there are too few."""
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
        """Return the spans of needs that fit; the last one reaches to the right end."""
        found = self.spans(needs)
        assert found is not None, "the grid was made for these"
        return found

    def whole(self, needs: Sequence[float]) -> list[Span]:
        """Return spans that fill the page: the last one reaches to its right end."""
        found = self.laid(needs)
        first, _across = found[-1]
        return [*found[:-1], (first, self.count - first)]

    def slices(self, count: int) -> list[Span]:
        """Cut the page into ``count`` parts of about the same width."""
        total, bounds, width = sum(self.widths), [0], 0.0
        for column, own in enumerate(self.widths):
            width += own
            left = self.count - column - 1
            due = width + own / 2 >= total * len(bounds) / count
            if len(bounds) < count and (due or left == count - len(bounds)):
                bounds.append(column + 1)
        return [(a, b - a) for a, b in zip(bounds, [*bounds[1:], self.count], strict=True)]

    def beside(self, taken: int) -> int | None:
        """Return the first column of a chart beside a table of ``taken`` columns; None where there is no room."""
        for first in (taken + 1, taken):
            if sum(self.widths[first:]) >= _BESIDE:
                return first
        return None


def grid_for(lists: Sequence[Sequence[float]], panels: Sequence[Sequence[float]]) -> Grid:
    """Make a grid that holds lists with columns of these widths, and panels that need these."""
    count = max([_LEAST_COLUMNS, *(len(widths) for widths in lists)])
    widths = [max([w[i] for w in lists if i < len(w)], default=_PADDING) for i in range(count)]
    while sum(widths) < _LEAST_WIDTH:
        widths.append(_PADDING)
    while any(Grid(tuple(widths)).spans(needs) is None for needs in panels):
        widths.append(_PADDING)
    return Grid(tuple(widths))


def chart_area(grid: Grid, taken: int, rows: tuple[int, int], tall: int) -> Area:
    """Place a chart of ``tall`` rows beside a table, or below it where there is no room beside.

    ``rows`` are the first and the last row of the table, which is ``taken`` columns wide.
    """
    first, last = rows
    left = grid.beside(taken)
    if left is None:
        return Area(last + 2, 0, last + 1 + tall, grid.count - 1)
    return Area(first, left, max(last, first + tall - 1), grid.count - 1)


@dataclass
class Canvas:
    """A results sheet while it is drawn: ``row`` is the next free one.

    ``starts``: where the blocks begin that no page should cut, and how many rows to keep together; None for all.
    """

    draft: SheetDraft
    grid: Grid
    say: Words
    row: int = 0
    starts: list[tuple[int, int | None]] = field(default_factory=list)

    def block(self, keep: int | None = None) -> None:
        """Begin a block: all of it stays on one page, or its first rows."""
        self.starts.append((self.row, keep))

    def blocks(self) -> list[tuple[int, int]]:
        """Return the first and the last row of what stays together."""
        ends = [first - 1 for first, _keep in self.starts[1:]] + [self.row - 1]
        return [
            (first, end if keep is None else min(end, first + keep))
            for (first, keep), end in zip(self.starts, ends, strict=True)
        ]

    def heading(self, text: str, keep: int | None = None) -> None:
        """Put a heading over the whole width, with a blank row above it; it begins a block."""
        self.block(keep)
        self.draft.tall(self.row, 10)
        self.row += 1
        self.draft.put(self.row, 0, text, "section", across=self.grid.count)
        self.draft.tall(self.row, 26)
        self.row += 1

    def line(self, spans: list[Span], contents: list[tuple[Value | Formula, str]]) -> None:
        """Put one row of cells down and go on below it."""
        for (first, across), (content, style) in zip(spans, contents, strict=True):
            self.draft.put(self.row, first, content, style, across=across)
        self.row += 1

    def below(self, chart: Chart | None, last: int) -> None:
        """Draw a chart and go on below both it and ``last``, the last row of its table."""
        if chart is not None:
            self.draft.draw(chart)
            last = max(last, chart.area.bottom)
        self.row = last + 1
