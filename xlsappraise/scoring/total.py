"""Subtotals, adjustments, total and grade: formula and pandas computation side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.rounding import bounded, exact, round_half_away
from xlsappraise.schemes import Adjustments, Scheme, Section
from xlsappraise.schemes.rules.base import number, quoted
from xlsappraise.scoring.criterion import LATER

if TYPE_CHECKING:
    import pandas as pd

_NO_CAP = 999999999


@dataclass(frozen=True)
class Parts:
    """The cells in the formula of a total: subtotals by section, the adjustments, excludable criteria, caps.

    ``left_out``: (score cell, points cell, weight) of each criterion that may be excluded; ``caps``: (condition,
    cap on the total).
    """

    subtotals: Sequence[str]
    adjustments: str | None = None
    left_out: Sequence[tuple[str, str, float]] = ()
    caps: Sequence[tuple[str, float]] = ()


def subtotal_formula(area: str, count: int, words: Sequence[str] = ()) -> str:
    """Return the formula of the sum of the rounded scores in ``area``; blank until all ``count`` exist.

    ``words`` may replace a score.
    """
    counted = "+".join((f"COUNT({area})", *(f"COUNTIF({area},{quoted(word)})" for word in words)))
    return f'=IF({counted}<{count},"",{subtotal_expression(area)})'


def subtotal_expression(area: str) -> str:
    """Return the formula of a sum of scores that are all there; words add nothing."""
    return f"ROUND(SUM({area}),2)"


def subtotal(scores: pd.DataFrame, excluded: pd.DataFrame) -> pd.Series[float]:
    """Return the sum of the rounded scores per row; NaN where one is missing. Excluded ones add nothing."""
    return round_half_away(scores.mask(excluded, 0.0).sum(axis=1, skipna=False))


def adjustment_formula(bounds: Adjustments, area: str) -> str:
    """Return the formula of the net sum of the adjustments within the bounds."""
    if not bounds.net:
        return f"=SUM({area})"
    return f"=MAX({number(bounds.min)},MIN({number(bounds.max)},SUM({area})))"


def adjustment(bounds: Adjustments, rows: pd.DataFrame) -> pd.Series[float]:
    """Return the net sum per row within the bounds; a blank adjustment adds nothing."""
    net = rows.astype(float).fillna(0.0).sum(axis=1)
    return bounded(net, bounds.min, bounds.max) if bounds.net else net


def weight_of(scheme: Scheme, section: Section) -> float:
    """Return the factor of a section's subtotal; 1 where the total is a mean or a plain sum."""
    return 1.0 if scheme.total.mean else section.weight


def total_formula(scheme: Scheme, gaps: str, parts: Parts) -> str:
    """Return the formula of the total: blank while ``gaps`` is above 0, floored at 0, capped as the scheme defines.

    When criteria are excluded, the sections that count towards the full points are scaled up to them.
    """
    if any(criterion.across for criterion in scheme.criteria):
        return f'=IF({gaps}>0,"",{quoted(scheme.say(LATER))})'
    result = total_expression(scheme, parts)
    excluded = _excluded_formula(scheme, parts)
    if excluded:
        result = f'IF(ROUND({excluded},9)>={number(scheme.total.points)},"",{result})'
    return f'=IF({gaps}>0,"",{result})'


def total_expression(scheme: Scheme, parts: Parts) -> str:
    """Return the formula of a total that is there: floored at 0, capped as the scheme defines."""
    base: list[str] = []
    bonus: list[str] = []
    for section, cell in zip(scheme.sections, parts.subtotals, strict=True):
        weight = weight_of(scheme, section)
        (bonus if section.bonus else base).append(cell if weight == 1 else f"{number(weight)}*{cell}")
    earned = "+".join(base)
    if scheme.total.mean:
        earned = f"({earned})/{len(base)}"
    full = number(scheme.total.points)
    excluded = _excluded_formula(scheme, parts)
    if excluded:
        earned = f"({earned})*{full}/({full}-{excluded})"
    if parts.adjustments is not None:
        bonus.append(parts.adjustments)
    result = f"ROUND({'+'.join((earned, *bonus))},2)"
    if scheme.total.max is not None:
        result = f"MIN({number(scheme.total.max)},{result})"
    for condition, cap in parts.caps:
        result = f"MIN(IF({condition},{number(cap)},{_NO_CAP}),{result})"
    return f"MAX(0,{result})"


def _excluded_formula(scheme: Scheme, parts: Parts) -> str:
    """Return the formula of the points excluded from the maximum; blank where no criterion is excludable."""
    excluded = "+".join(
        f"IF(ISTEXT({score}),{points},0)" if weight == 1 else f"{number(weight)}*IF(ISTEXT({score}),{points},0)"
        for score, points, weight in parts.left_out
    )
    if not excluded:
        return ""
    sections = sum(not section.bonus for section in scheme.sections)
    return f"({excluded})/{sections}" if scheme.total.mean else f"({excluded})"


@dataclass(frozen=True)
class Figures:
    """The figures of a total: subtotals by section, the adjustments, the excluded points, caps by row."""

    subtotals: Sequence[pd.Series[float]]
    adjustments: pd.Series[float] | None = None
    left_out: pd.Series[float] | None = None
    caps: Sequence[pd.Series[float]] = ()


def total(scheme: Scheme, figures: Figures) -> pd.Series[float]:
    """Return the totals, rounded once; NaN where a subtotal is NaN, or where everything is excluded."""
    base = figures.subtotals[0] * 0
    bonus: list[pd.Series[float]] = []
    sections = 0
    for section, column in zip(scheme.sections, figures.subtotals, strict=True):
        weighted = weight_of(scheme, section) * column
        if section.bonus:
            bonus.append(weighted)
        else:
            base = base + weighted
            sections += 1
    if scheme.total.mean:
        base = base / sections
    full = scheme.total.points
    if figures.left_out is not None:
        excluded = figures.left_out / sections if scheme.total.mean else figures.left_out
        base = (base * full / (full - excluded)).where(exact(excluded) < full)
    result = base
    for column in (*bonus, *([] if figures.adjustments is None else [figures.adjustments])):
        result = result + column
    result = bounded(round_half_away(result), upper=scheme.total.max)
    for cap in figures.caps:
        result = result.where(~(result > cap), cap)
    return bounded(result, 0)


def grade_formula(scheme: Scheme, cell: str) -> str:
    """Return the formula of the grade of the total in ``cell``; blank while the total is blank."""
    if any(criterion.across for criterion in scheme.criteria):
        return f'=IF({cell}="","",{quoted(scheme.say(LATER))})'
    *uppers, lowest = scheme.grades
    nested = quoted(lowest.title)
    for grade in reversed(uppers):
        nested = f"IF(ROUND({cell},9)>={number(grade.from_)},{quoted(grade.title)},{nested})"
    return f'=IF({cell}="","",{nested})'


def grade(scheme: Scheme, totals: pd.Series[float]) -> pd.Series[str]:
    """Return the grade titles; None where the total is NaN."""
    import pandas as pd

    compared = exact(totals)
    titles = pd.Series([None] * len(totals), index=totals.index, dtype=object)
    for band in reversed(scheme.grades):
        titles = titles.where(~(compared >= band.from_), band.title)
    return titles
