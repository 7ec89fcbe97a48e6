"""A criterion's score: raw marks of its rules, limits, rater weights, one rounding.

Several rules add up, floored at 0 and capped at the points. Several raters' marks are averaged with their
weights before rounding; raters of weight 0 never count.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlsappraise.rounding import round_half_away
from xlsappraise.rules import Cells
from xlsappraise.rules.base import number
from xlsappraise.scheme import Criterion, Scheme

if TYPE_CHECKING:
    import pandas as pd


def formula(scheme: Scheme, criterion: Criterion, cells: Mapping[str, Cells], points: str, gaps: str) -> str:
    """Return the score's formula.

    ``cells`` maps rater ids to input ids to addresses; ``gaps`` is the area that counts what is missing.
    """
    marks = []
    for rater in scheme.scoring_raters:
        raw = "+".join(rule.mark(cells[rater.id], points, alone=criterion.alone) for rule in criterion.rules)
        most = points if criterion.top == 1 else f"{points}*{number(criterion.top)}"
        mark = f"MAX({number(criterion.floor)},MIN({most},{raw}))"
        marks.append(mark if rater.weight == 1 else f"{number(rater.weight)}*{mark}")
    return f'=IF(SUM({gaps})>0,"",ROUND({"+".join(marks)},2))'


def compute(
    scheme: Scheme, criterion: Criterion, values: Mapping[str, pd.DataFrame], points: float
) -> pd.Series[float]:
    """Return the scores, rounded; NaN where a required input of a scoring rater is blank.

    ``values`` maps rater ids to frames with a column per input id.
    """
    total: pd.Series[float] | None = None
    for rater in scheme.scoring_raters:
        raw: pd.Series[float] | None = None
        for rule in criterion.rules:
            part = rule.compute(values[rater.id], points, alone=criterion.alone)
            raw = part if raw is None else raw + part
        assert raw is not None, "a criterion has at least one rule"
        mark = raw.clip(lower=criterion.floor, upper=points * criterion.top)
        share = mark if rater.weight == 1 else rater.weight * mark
        total = share if total is None else total + share
    assert total is not None, "a scheme has at least one scoring rater"
    return round_half_away(total)


def blank_score(criterion: Criterion, scheme: Scheme) -> float | None:
    """Return the score of an untouched form: full points where nothing is required, else None."""
    if any(item.required for item in criterion.inputs(scheme.say)):
        return None
    if not criterion.alone:
        return 0.0
    return min(criterion.points, criterion.rules[0].points or criterion.points)
