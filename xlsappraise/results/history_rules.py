"""What a scheme allows an earlier result to say: its highest total, its grades, its periods."""

from __future__ import annotations

from typing import get_args

from xlsappraise.base.period import Period, PeriodKind
from xlsappraise.base.text import fold
from xlsappraise.schemes import Library, Scheme

_KINDS: tuple[PeriodKind, ...] = get_args(PeriodKind)
"""From the shortest to the longest"""


def scheme_named(library: Library, name: str) -> Scheme | None:
    """Return the scheme with this id or title; the title of a variant names its scheme."""
    wanted = fold(name)
    variants = (s for s in library.schemes.values() if any(fold(v.title) == wanted for v in s.variants))
    return library.find(name) or next(variants, None)


def highest_total(scheme: Scheme) -> float | None:
    """Return the most that a total may be; None where bonus points or adjustments go beyond the full points."""
    if scheme.total.max is not None:
        return scheme.total.max
    free = any(not c.bounded or c.top > 1 for c in scheme.criteria) or any(s.bonus for s in scheme.sections)
    return None if free or scheme.adjustments is not None else scheme.total.points


def shorter(kind: PeriodKind, other: PeriodKind) -> bool:
    """Tell whether periods of a kind are shorter than those of another."""
    return _KINDS.index(kind) < _KINDS.index(other)


def whole(kind: PeriodKind, part: Period) -> Period:
    """Return the quarter or year that a shorter period is a part of."""
    return Period(kind, part.year, (part.last_day.month + 2) // 3 if kind == "quarter" else 0)
