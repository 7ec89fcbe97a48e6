"""The description of a sheet: cells, sizes, charts, shading, page. Plain data, independent of any library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | float | int | None
Orientation = Literal["portrait", "landscape"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with its cached value; ``array`` makes it an array formula."""

    formula: str
    value: Value
    array: bool = False


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A value or formula in a style, merged over ``across`` columns and ``down`` rows; row and column from 0.

    ``link``: the name of a sheet that a text leads to.
    """

    row: int
    column: int
    content: Value | Formula
    style: str = "text"
    across: int = 1
    down: int = 1
    link: str = ""

    @property
    def value(self) -> Value:
        """The value shown: the content, or the cached value of its formula."""
        return self.content.value if isinstance(self.content, Formula) else self.content


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list: contents and styles by column; cells that are ``DRAWN`` stand for themselves."""

    row: int
    contents: Sequence[Value | Formula]
    styles: Sequence[str]


DRAWN = Formula("", None)
"""The content of a cell of a list that is drawn as a cell of its own"""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a sheet; those of lists are made when they are read, as cells need many times their memory."""

    drawn: Sequence[DrawnCell]
    rows: Sequence[ListRow] = ()

    def __iter__(self) -> Iterator[DrawnCell]:
        yield from self.drawn
        for row in self.rows:
            for column, content in enumerate(row.contents):
                if content is not DRAWN:
                    yield DrawnCell(row.row, column, content, row.styles[column])


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; bounds are included and count from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """The number of cells; 0 or less for an empty area."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(frozen=True, slots=True)
class Shading:
    """Conditional colours for numbers between ``low`` and ``high``: data bars or a colour scale."""

    kind: Literal["bars", "scale"]
    area: Area
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Small bars in one cell for the numbers in ``values``, scaled from ``low`` to ``high``; extremes are marked."""

    row: int
    column: int
    values: Area
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """One series of bars or one line: its name, and the areas of its categories and values on the chart's sheet."""

    name: str
    categories: Area
    values: Area
    colour: str
    label_colour: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that covers ``area`` except ``gap`` pixels on its right.

    ``labels`` is the number format of the data labels, None for none.
    """

    kind: Literal["column", "line", "bar", "bar-of-shares"]
    area: Area
    title: str
    category_title: str
    value_title: str
    series: tuple[Series, ...]
    labels: str | None = None
    value_format: str = "General"
    low: float | None = None
    high: float | None = None
    unit: float | None = None
    gap: int = 0


@dataclass(frozen=True, slots=True)
class PageSetup:
    """A4, one page wide; ``single`` scales all rows to one page.

    ``heading_rows``: how many rows, from ``heading_first`` on, repeat on each page after their own.
    ``breaks``: rows, from zero, before which a page ends. ``appendix``: whether the sheet only backs up the others.
    """

    orientation: Orientation = "landscape"
    header: str = ""
    footer: str = ""
    heading_rows: int = 0
    heading_first: int = 0
    single: bool = False
    breaks: tuple[int, ...] = ()
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, ready to be written. Widths in characters, heights in points."""

    name: str
    cells: Iterable[DrawnCell]
    widths: tuple[float, ...]
    heights: Mapping[int, float]
    page: PageSetup
    charts: tuple[Chart, ...] = ()
    bands: tuple[Shading, ...] = ()
    freeze: tuple[int, int] | None = None
    autofilter: Area | None = None
    tab: str | None = None
    sparklines: tuple[Sparkline, ...] = ()
