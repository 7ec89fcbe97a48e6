"""The columns of a form. A table in the form has columns of its own, so the sheet's columns are the union of both:
one column of the scorecard may span several of the sheet, and every cell is merged over its span.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

from xlsappraise.base.i18n import N_
from xlsappraise.schemes import Criterion, Scheme, Table

KEY, GAP = 0, 1
FIRST = 2
NUMBER = 5.0
SNAP = 12.0
SLIVER = 1.5


@dataclass(frozen=True)
class Role:
    """A column of the scorecard: its heading, its preferred and its minimum width.

    ``name``: the field of GridColumns by which the layout finds it; None for a column that only shows something of
    each criterion. Outside of the criteria such a column belongs to the named column before it.
    ``shows``: what it shows of a criterion and the criterion's number. ``size``: the points of a text that may need
    several lines.
    """

    name: str | None
    heading: str
    width: float
    least: float
    style: str = "plain"
    shows: Callable[[int, Criterion], str | float | None] | None = None
    size: float | None = None


ROLES = (
    Role("number", N_("No."), NUMBER, NUMBER, "number", lambda number, _criterion: number),
    Role("title", N_("Criterion"), 15, 13, "title", lambda _number, criterion: criterion.title, 10),
    Role("standard", N_("Standard"), 36, 24, "standard", lambda _number, criterion: criterion.standard, 9),
    Role("points", N_("Points"), 6, 6, "points", lambda _number, criterion: criterion.points or "±"),
    Role("label", N_("What to enter"), 26, 16),
    Role("inputs", N_("Entry"), 10, 9),
    Role("score", N_("Score"), 9, 8),
    Role("remark", N_("Remark"), 19, 13),
)
"""The columns from left to right; there is a column of inputs per rater"""
_ONE_OF_SEVERAL = 13.0, 10.0
_METHOD = Role(None, "", 16, 13, "standard", lambda _number, criterion: criterion.method, 9)
_BESIDE_METHOD = {"title": 13.0, "standard": 27.0, "label": 26.0, "remark": 14.0}
"""Widths where there is a column of methods, so that the page is as wide as without"""


@dataclass(frozen=True)
class GridColumns:
    """Columns by role; the inputs take one per rater. ``roles``: each role with its first column.

    ``ends``: first column → last column of its span among the criteria; ``wholes``: the same elsewhere.
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
    roles: tuple[tuple[Role, int], ...]
    widths: tuple[float, ...]
    ends: Mapping[int, int]
    wholes: Mapping[int, int]
    tables: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    key: int = KEY
    gap: int = GAP

    @classmethod
    def of(cls, scheme: Scheme) -> GridColumns:
        """Return the columns for the raters that a scheme has in one form, and for its tables."""
        columns = _with_method(scheme)
        roles = [one for role in columns for one in (_entries(role, scheme) if role.name == "inputs" else [role])]
        preferred = [_preferred(table) for table in scheme.tables]
        whole = max(sum(r.width for r in roles), *(sum(w) for w in preferred), 0)
        tables = [_stretched(widths, whole) for widths in preferred]
        bounds = _snapped(roles, whole, sorted({b for table in tables for b in table}))
        grid = _union([bounds, *tables])
        spans = _spans(bounds, grid)
        named = {role.name: first for role, (first, _last) in zip(roles, spans, strict=True)}
        return cls(
            named["number"],
            named["title"],
            named["standard"],
            named["points"],
            named["label"],
            tuple(first for role, (first, _last) in zip(roles, spans, strict=True) if role.name == "inputs"),
            named["score"],
            named["remark"],
            roles=tuple((role, first) for role, (first, _last) in zip(roles, spans, strict=True)),
            widths=(0, 0, *(round(right - left, 2) for left, right in pairwise(grid))),
            ends=dict(spans),
            wholes=_wholes(roles, spans),
            tables={t.id: tuple(_spans(b, grid)) for t, b in zip(scheme.tables, tables, strict=True)},
        )

    def end(self, column: int) -> int:
        """Return the last column of the span that begins here, among the criteria."""
        return self.ends.get(column, column)

    def last(self, column: int) -> int:
        """Return the last column of the span that begins here, elsewhere."""
        return self.wholes.get(column, column)

    def own_width(self, column: int) -> float:
        """Return the width of the span that begins here, among the criteria."""
        return self.across(column, self.end(column))

    def width(self, column: int) -> float:
        """Return the width of the span that begins here, elsewhere."""
        return self.across(column, self.last(column))

    def across(self, first: int, last: int) -> float:
        """Return the width of columns."""
        return sum(self.widths[first : last + 1])


Bounds = Sequence[float]


def _with_method(scheme: Scheme) -> list[Role]:
    """Return the roles, with that of the methods after the standard where the scheme has methods."""
    if scheme.method_heading is None:
        return list(ROLES)
    roles = [replace(role, width=_BESIDE_METHOD.get(role.name or "", role.width)) for role in ROLES]
    place = next(index for index, role in enumerate(roles) if role.name == "standard") + 1
    return [*roles[:place], replace(_METHOD, heading=scheme.method_heading), *roles[place:]]


def _entries(role: Role, scheme: Scheme) -> list[Role]:
    """Return a role per rater, wider where several stand side by side."""
    if len(scheme.raters) == 1:
        return [role]
    width, least = _ONE_OF_SEVERAL
    return [replace(role, width=width, least=least) for _rater in scheme.raters]


def _wholes(roles: Sequence[Role], spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the spans of the named roles, each with the unnamed ones that follow it."""
    found: dict[int, int] = {}
    for role, (first, last) in zip(roles, spans, strict=True):
        if role.name is None and found:
            found[max(found)] = last
        else:
            found[first] = last
    return found


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
