"""What a sheet is: cells, sizes, charts, bands of colour, page. Plain data, free of any library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | float | int | None
Orientation = Literal["portrait", "landscape"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula with the value that it has now; ``array`` asks for array entry."""

    formula: str
    value: Value
    array: bool = False


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A value or a figure in a style; ``across`` and ``down`` merge it over its neighbours. From zero."""

    row: int
    column: int
    content: Value | Formula
    style: str = "text"
    across: int = 1
    down: int = 1

    @property
    def value(self) -> Value:
        """What the cell shows: the content, or the value of its formula."""
        return self.content.value if isinstance(self.content, Formula) else self.content


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all four bounds included, counted from zero."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many cells it holds; 0 or less is an empty one."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)


@dataclass(frozen=True, slots=True)
class Shading:
    """Colour that follows numbers between ``low`` and ``high``: bars in the cells or a scale of colours."""

    kind: Literal["bars", "scale"]
    area: Area
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Small bars in one cell, from ``low`` to ``high``, over the numbers of ``values``; the extremes are marked."""

    row: int
    column: int
    values: Area
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars, or one line: where its name, its categories and its values stand on the chart's own sheet."""

    name: str
    categories: Area
    values: Area
    colour: str
    label_colour: str | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that covers ``area`` but for ``gap`` pixels on its right.

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
    """A4, one page wide; ``single`` squeezes all rows on one page; ``heading_rows`` repeat on each page.

    ``breaks``: rows, from zero, before which a page ends.
    """

    orientation: Orientation = "landscape"
    header: str = ""
    footer: str = ""
    heading_rows: int = 0
    single: bool = False
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, ready to be written. Widths in characters, heights in points."""

    name: str
    cells: tuple[DrawnCell, ...]
    widths: tuple[float, ...]
    heights: Mapping[int, float]
    page: PageSetup
    charts: tuple[Chart, ...] = ()
    bands: tuple[Shading, ...] = ()
    freeze: tuple[int, int] | None = None
    autofilter: Area | None = None
    tab: str | None = None
    sparklines: tuple[Sparkline, ...] = ()
