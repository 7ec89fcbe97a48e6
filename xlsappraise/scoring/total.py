"""Subtotals, adjustments, total and grade: formula and pandas computation side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from xlsappraise.rounding import exact, round_half_away
from xlsappraise.rules.base import number, quoted
from xlsappraise.scheme import Adjustments, Scheme

if TYPE_CHECKING:
    import pandas as pd


def subtotal_formula(area: str, count: int) -> str:
    """Return the sum of the rounded scores in ``area``; blank until all ``count`` are there."""
    return f'=IF(COUNT({area})<{count},"",ROUND(SUM({area}),2))'


def subtotal(scores: pd.DataFrame) -> pd.Series[float]:
    """Return the sum of the rounded scores per row; NaN where one is missing."""
    return round_half_away(scores.sum(axis=1, skipna=False))


def adjustment_formula(bounds: Adjustments, area: str) -> str:
    """Return the net sum of the adjustments within the bounds."""
    return f"=MAX({number(bounds.min)},MIN({number(bounds.max)},SUM({area})))"


def adjustment(bounds: Adjustments, rows: pd.DataFrame) -> pd.Series[float]:
    """Return the net sum per row within the bounds; a blank adjustment is none."""
    return rows.astype(float).fillna(0.0).sum(axis=1).clip(lower=bounds.min, upper=bounds.max)


def total_formula(scheme: Scheme, gaps: str, subtotals: Sequence[str], adjustments: str | None) -> str:
    """Return the total: blank while ``gaps`` counts anything, floored at 0, capped where the scheme says so."""
    parts = [
        cell if section.weight == 1 else f"{number(section.weight)}*{cell}"
        for section, cell in zip(scheme.sections, subtotals, strict=True)
    ]
    if adjustments is not None:
        parts.append(adjustments)
    rounded = f"ROUND({'+'.join(parts)},2)"
    if scheme.total.max is not None:
        rounded = f"MIN({number(scheme.total.max)},{rounded})"
    return f'=IF({gaps}>0,"",MAX(0,{rounded}))'


def total(
    scheme: Scheme, subtotals: Sequence[pd.Series[float]], adjustments: pd.Series[float] | None
) -> pd.Series[float]:
    """Return the totals, rounded once; NaN where a subtotal is."""
    weighted = [
        column if section.weight == 1 else section.weight * column
        for section, column in zip(scheme.sections, subtotals, strict=True)
    ]
    result = weighted[0]
    for column in weighted[1:]:
        result = result + column
    if adjustments is not None:
        result = result + adjustments
    return round_half_away(result).clip(lower=0, upper=scheme.total.max)


def grade_formula(scheme: Scheme, cell: str) -> str:
    """Return the grade of the total in ``cell``; blank while that is."""
    *uppers, lowest = scheme.grades
    nested = quoted(lowest.title)
    for grade in reversed(uppers):
        nested = f"IF(ROUND({cell},9)>={number(grade.from_)},{quoted(grade.title)},{nested})"
    return f'=IF({cell}="","",{nested})'


def grade(scheme: Scheme, totals: pd.Series[float]) -> pd.Series[str]:
    """Return the grade titles; None where there is no total."""
    import pandas as pd

    compared = exact(totals)
    titles = pd.Series([None] * len(totals), index=totals.index, dtype=object)
    for band in reversed(scheme.grades):
        titles = titles.where(~(compared >= band.from_), band.title)
    return titles
