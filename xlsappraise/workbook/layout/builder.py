"""The hand that lays a form out: columns by role, rows with keys, cells, slots."""

from __future__ import annotations

from dataclasses import dataclass

from xlsappraise.scheme import Scheme
from xlsappraise.text import lines
from xlsappraise.workbook.layout.plan import CellPlan, ColumnPlan, Place, RowPlan, Slot

LINE = 13.5
PADDING = 5.0
MINIMUM = 18.0


@dataclass(frozen=True)
class Columns:
    """Columns by role; the inputs take one per rater."""

    key: int
    gap: int
    number: int
    title: int
    standard: int
    points: int
    label: int
    inputs: tuple[int, ...]
    score: int
    remark: int
    widths: tuple[float, ...]

    @classmethod
    def of(cls, scheme: Scheme) -> Columns:
        """Lay the columns out for as many raters as the scheme has in one form."""
        raters = len(scheme.raters)
        inputs = tuple(range(7, 7 + raters))
        entry = 10.0 if raters == 1 else 13.0
        widths = (0, 0, 5, 15, 36, 6, 26, *[entry] * raters, 9, 19)
        return cls(0, 1, 2, 3, 4, 5, 6, inputs, 7 + raters, 8 + raters, widths)


class Builder:
    """Collects rows, cells and slots; every row gets its key, every key is unique."""

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.say = scheme.say
        self.columns = Columns.of(scheme)
        self.cells: list[CellPlan] = []
        self.rows: list[RowPlan] = []
        self.slots: list[Slot] = []

    def row(self, key: str, height: float = MINIMUM, *, stamp: str | None = None) -> int:
        """Begin a row; return its number. With ``stamp``, what is stamped stands in the key column instead."""
        self.rows.append(RowPlan(key, height))
        number = len(self.rows) - 1
        self.put((number, self.columns.key), "key", None if stamp else key, stamp=stamp)
        return number

    def put(
        self,
        place: Place,
        style: str,
        value: str | float | None = None,
        *,
        last: Place | None = None,
        formula: str | None = None,
        stamp: str | None = None,
    ) -> None:
        """Place a cell or a merged area."""
        self.cells.append(CellPlan(place, last or place, style, value, formula, stamp))

    def slot(self, slot: Slot, style: str) -> None:
        """Place an input."""
        self.slots.append(slot)
        self.put(slot.place, style, last=slot.last)

    def column_plans(self) -> tuple[ColumnPlan, ...]:
        """Return the columns."""
        return tuple(ColumnPlan(width) for width in self.columns.widths)


def capacity(width: float, size: float) -> float:
    """Return how many text units fit a line of an indented cell ``width`` characters wide, at ``size`` points.

    A character of column width is 7 pixels, a unit of text two thirds of a point size; 4 % are kept in hand.
    """
    return max(2.0, (width * 7 - 10) / (size * 2 / 3) * 0.96)


def height(text: str, width: float, size: float = 9) -> float:
    """Return the height that ``text`` needs in a wrapped cell; spreadsheet programs do not grow it."""
    return max(MINIMUM, lines(text, capacity(width, size)) * size * 1.45 + PADDING)
