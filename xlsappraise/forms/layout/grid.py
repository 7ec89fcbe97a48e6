"""The columns of a form. A table in the form has columns of its own, so the sheet's columns are the union of both:
one column of the scorecard may span several of the sheet, and every cell is merged over its span.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from xlsappraise.schemes import Scheme, Table

KEY, GAP = 0, 1
FIRST = 2
NUMBER = 5.0
SNAP = 12.0
SLIVER = 1.5


@dataclass(frozen=True)
class Role:
    """A column of the scorecard: its preferred and its minimum width."""

    width: float
    least: float


@dataclass(frozen=True)
class GridColumns:
    """Columns by role; the inputs take one per rater. ``ends``: first column → last column of its span.

    ``tables``: table id → (first, last) column of the row numbers and of each of its columns.
    """

    number: int
    title: int
    standard: int
    points: int
    label: int
    inputs: tuple[int, ...]
    score: int
    remark: int
    widths: tuple[float, ...]
    ends: Mapping[int, int]
    tables: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    key: int = KEY
    gap: int = GAP

    @classmethod
    def of(cls, scheme: Scheme) -> GridColumns:
        """Return the columns for the raters that a scheme has in one form, and for its tables."""
        entry = Role(10, 9) if len(scheme.raters) == 1 else Role(13, 10)
        roles = (Role(NUMBER, NUMBER), Role(15, 13), Role(36, 24), Role(6, 6), Role(26, 16),
                 *[entry] * len(scheme.raters), Role(9, 8), Role(19, 13))  # fmt: skip
        preferred = [_preferred(table) for table in scheme.tables]
        whole = max(sum(r.width for r in roles), *(sum(w) for w in preferred), 0)
        tables = [_stretched(widths, whole) for widths in preferred]
        bounds = _snapped(roles, whole, sorted({b for table in tables for b in table}))
        grid = _union([bounds, *tables])
        spans = _spans(bounds, grid)
        number, title, standard, points, label, *inputs, score, remark = (first for first, _last in spans)
        return cls(
            number, title, standard, points, label, tuple(inputs), score, remark,
            widths=(0, 0, *(round(right - left, 2) for left, right in pairwise(grid))),
            ends={first: last for first, last in spans if first != last},
            tables={t.id: tuple(_spans(b, grid)) for t, b in zip(scheme.tables, tables, strict=True)},
        )  # fmt: skip

    def last(self, column: int) -> int:
        """Return the last column of the span that begins here."""
        return self.ends.get(column, column)

    def width(self, column: int) -> float:
        """Return the width of the span that begins here."""
        return self.across(column, self.last(column))

    def across(self, first: int, last: int) -> float:
        """Return the width of columns."""
        return sum(self.widths[first : last + 1])


Bounds = Sequence[float]


def _preferred(table: Table) -> list[float]:
    return [NUMBER, *(column.width for column in table.columns)]


def _stretched(widths: Sequence[float], whole: float) -> list[float]:
    """Return the bounds of a table whose columns fill the page; the number column keeps its width."""
    factor = (whole - NUMBER) / sum(widths[1:])
    return [0.0, *accumulate([NUMBER, *(width * factor for width in widths[1:])])]


def _snapped(roles: Sequence[Role], whole: float, others: Bounds) -> list[float]:
    """Return the bounds of the scorecard's columns, moved onto those of a table where one is near."""
    spare = whole - sum(role.width for role in roles)
    flexible = sum(role.width - role.least for role in roles)
    bounds = [0.0]
    for index, role in enumerate(roles[:-1]):
        preferred = bounds[-1] + role.width + spare * (role.width - role.least) / flexible
        rest = sum(later.least for later in roles[index + 1 :])
        least, most = bounds[-1] + role.least, whole - rest
        near = [b for b in others if abs(b - preferred) <= SNAP and least - 0.01 <= b <= most + 0.01]
        bounds.append(min(near, key=lambda b: abs(b - preferred)) if near else max(least, min(most, preferred)))
    return [*bounds, whole]


def _union(all_bounds: Sequence[Bounds]) -> list[float]:
    """Return all bounds in order; those closer together than ``SLIVER`` become one."""
    grid: list[float] = []
    for bound in sorted(b for bounds in all_bounds for b in bounds):
        if not grid or bound - grid[-1] > SLIVER:
            grid.append(bound)
    return grid


def _spans(bounds: Bounds, grid: Bounds) -> list[tuple[int, int]]:
    """Return the (first, last) grid column between each two bounds."""

    def at(bound: float) -> int:
        return min(range(len(grid)), key=lambda i: abs(grid[i] - bound))

    return [(FIRST + at(left), FIRST + at(right) - 1) for left, right in pairwise(bounds)]
