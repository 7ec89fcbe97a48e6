"""The columns of a form. A table in the form has columns of its own, so the sheet's columns are the union of both:
one column of the scorecard may span several of the sheet, and every cell is merged over its span.

Widths are in units of 7 pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from xlsappraise.base.i18n import N_
from xlsappraise.forms.layout.lines import EntryLines, entry_lines
from xlsappraise.forms.layout.paper import Paper
from xlsappraise.schemes import Criterion, Scheme

KEY, GAP = 0, 1
"""The first hidden columns: keys of the rows, and numbers of what is missing"""
FIRST = 2
NUMBER = 6.0
SNAP = 12.0
SLIVER = 0.75
FORM_NUMBER = 45.0
"""The width of the cell with the form number, at the right of the head"""


@dataclass(frozen=True)
class Role:
    """A column of the scorecard: its heading, its least width, and its share of the width that is left.

    ``name``: the field of GridColumns by which the layout finds it; None for a column that only shows something of
    each criterion. Outside of the criteria such a column belongs to the named column before it.
    ``shows``: what it shows of a criterion and the criterion's number. ``size``: the points of a text that may need
    several lines.
    """

    name: str | None
    heading: str
    least: float
    share: float = 0
    style: str = "plain"
    shows: Callable[[int, Criterion], str | float | None] | None = None
    size: float | None = None


ROLES = (
    Role("number", N_("No."), NUMBER, 0, "number", lambda number, _criterion: number),
    Role("title", N_("Criterion"), 15, 1, "title", lambda _number, criterion: criterion.title, 10),
    Role("standard", N_("Standard"), 28, 4, "standard", lambda _number, criterion: criterion.standard, 9),
    Role("points", N_("Points"), 6, 0, "points", lambda _number, criterion: criterion.points or "±"),
    Role("label", N_("What to enter"), 24, 3, "label"),
    Role("inputs", N_("Entry"), 14),
    Role("score", N_("Score"), 11),
)
"""The columns from left to right; there is a column of inputs per rater"""
_ONE_OF_SEVERAL = 15.0
_METHOD = Role(None, "", 16, 2, "standard", lambda _number, criterion: criterion.method, 9)


@dataclass(frozen=True)
class GridColumns:
    """Columns by role; the inputs take one per rater. ``roles``: each role with its first column.

    ``ends``: first column → last column of its span among the criteria; ``wholes``: the same elsewhere.
    ``aid``: the hidden column with aids of the self-check, behind all others. ``form_number``: where the form number
    begins, inside of the column of labels or beside it.
    ``tables``: table id → its lines, each the (first, last) columns of its cells; the first line begins with the
    number, each later one with a cell that holds nothing.
    """

    number: int
    title: int
    standard: int
    points: int
    label: int
    inputs: tuple[int, ...]
    score: int
    form_number: int
    roles: tuple[tuple[Role, int], ...]
    widths: tuple[float, ...]
    aid: int
    ends: Mapping[int, int]
    wholes: Mapping[int, int]
    tables: Mapping[str, tuple[tuple[tuple[int, int], ...], ...]] = field(default_factory=dict)
    key: int = KEY
    gap: int = GAP

    @classmethod
    def of(cls, scheme: Scheme, paper: Paper) -> GridColumns:
        """Return the columns for the raters that a scheme has in one form, and for its tables."""
        roles = _roles(scheme)
        tables = [entry_lines(table, paper.width, NUMBER) for table in scheme.tables]
        others = sorted({bound for lines in tables for line in lines.bounds for bound in line})
        bounds = _snapped(roles, paper.width, others)
        head = (0.0, paper.width - FORM_NUMBER, paper.width)
        grid = _union([bounds, head, *(line for lines in tables for line in lines.bounds)])
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
            _spans(head, grid)[1][0],
            roles=tuple((role, first) for role, (first, _last) in zip(roles, spans, strict=True)),
            widths=(0, 0, *(round(right - left, 2) for left, right in pairwise(grid)), 0),
            aid=FIRST + len(grid) - 1,
            ends=dict(spans),
            wholes=_wholes(roles, spans),
            tables={t.id: _table(lines, grid) for t, lines in zip(scheme.tables, tables, strict=True)},
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

    def between(self, first: int, last: int) -> float:
        """Return the width from one span to another, both included, outside of the criteria."""
        return self.across(first, self.last(last))

    def across(self, first: int, last: int) -> float:
        """Return the width of columns."""
        return sum(self.widths[first : last + 1])


Bounds = Sequence[float]


def fits(scheme: Scheme, paper: Paper) -> bool:
    """Return whether the columns of a scheme's form fit a paper."""
    return sum(role.least for role in _roles(scheme)) <= paper.width


def _roles(scheme: Scheme) -> list[Role]:
    """Return the columns: one of the methods where the scheme has methods, a column of entries per rater."""
    found: list[Role] = []
    for role in ROLES:
        if role.name == "inputs" and len(scheme.raters) > 1:
            found += [replace(role, least=_ONE_OF_SEVERAL) for _rater in scheme.raters]
        else:
            found.append(role)
        if role.name == "standard" and scheme.method_heading is not None:
            found.append(replace(_METHOD, heading=scheme.method_heading))
    return found


def _wholes(roles: Sequence[Role], spans: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Return the spans of the named roles, each with the unnamed ones that follow it."""
    found: dict[int, int] = {}
    for role, (first, last) in zip(roles, spans, strict=True):
        if role.name is None and found:
            found[max(found)] = last
        else:
            found[first] = last
    return found


def _snapped(roles: Sequence[Role], whole: float, others: Bounds) -> list[float]:
    """Return the bounds of the scorecard's columns, moved onto those of a table where one is near."""
    spare = whole - sum(role.least for role in roles)
    shares = sum(role.share for role in roles)
    bounds = [0.0]
    for index, role in enumerate(roles[:-1]):
        preferred = bounds[-1] + role.least + spare * role.share / shares
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


def _table(lines: EntryLines, grid: Bounds) -> tuple[tuple[tuple[int, int], ...], ...]:
    return tuple(tuple(_spans(line, grid)) for line in lines.bounds)
