"""A criterion's score: raw marks of its rules, limits, rater weights, one rounding.

Several rules add up, floored at 0 and capped at the points. Several raters' marks are averaged with their
weights before rounding; raters of weight 0 never count, and where a criterion names its rater, nobody else does.
An excluded criterion shows a word instead of a score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlsappraise.base.i18n import N_
from xlsappraise.base.rounding import bounded, round_half_away
from xlsappraise.schemes import Criterion, Scheme
from xlsappraise.schemes.rules import Cells
from xlsappraise.schemes.rules.base import number, quoted

if TYPE_CHECKING:
    import pandas as pd

EXCLUDED = N_("left out")
LATER = N_("in the summary")
_NOT_PLACED: Mapping[int, str] = {}


def formula(scheme: Scheme, criterion: Criterion, cells: Mapping[str, Cells], points: str, gaps: str) -> str:
    """Return the formula of a criterion's score.

    ``cells`` maps rater ids to input ids to addresses; ``gaps`` is the area of cells that count missing inputs.
    """
    if criterion.across:
        return f'=IF(SUM({gaps})>0,"",{quoted(scheme.say(LATER))})'
    score = score_formula(scheme, criterion, cells, points)
    condition = excluded_when(scheme, criterion, cells)
    if condition is not None:
        score = f"IF({condition},{quoted(scheme.say(EXCLUDED))},{score})"
    return f'=IF(SUM({gaps})>0,"",{score})'


def score_formula(
    scheme: Scheme,
    criterion: Criterion,
    cells: Mapping[str, Cells],
    points: str,
    placed: Mapping[int, str] = _NOT_PLACED,
) -> str:
    """Return the formula of a score that is complete and not excluded.

    ``placed``: the marks of rules that compare people, by their places among the criterion's rules.
    """
    marks = []
    for rater in scheme.markers(criterion):
        raw = "+".join(
            placed.get(index) or rule.mark(cells[rater.id], points, alone=criterion.alone)
            for index, rule in enumerate(criterion.rules)
        )
        mark = raw
        if criterion.bounded:
            most = points if criterion.top == 1 else f"{points}*{number(criterion.top)}"
            mark = f"MAX({number(criterion.floor)},MIN({most},{raw}))"
        elif rater.weight != 1:
            mark = f"({raw})"
        marks.append(mark if rater.weight == 1 else f"{number(rater.weight)}*{mark}")
    return f"ROUND({'+'.join(marks)},2)"


def excluded_when(scheme: Scheme, criterion: Criterion, cells: Mapping[str, Cells]) -> str | None:
    """Return the formula condition that excludes the criterion, for every rater who counts; None if there is none."""
    if not excludable(criterion):
        return None
    found = [criterion.rules[0].excluded_when(cells[r.id]) for r in scheme.markers(criterion)]
    conditions = [one for one in found if one is not None]
    if not conditions:
        return None
    return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"


def excludable(criterion: Criterion) -> bool:
    """Return whether the criterion may be excluded from score and maximum, which only a single rule can do."""
    return criterion.alone and criterion.rules[0].may_exclude


def compute(
    scheme: Scheme,
    criterion: Criterion,
    values: Mapping[str, pd.DataFrame],
    points: float,
    excluded: pd.Series[bool],
) -> pd.Series[float]:
    """Return the scores, rounded; NaN where a required input of a scoring rater is blank, or it is ``excluded``.

    ``values`` maps rater ids to frames with a column per input id.
    """
    total: pd.Series[float] | None = None
    for rater in scheme.markers(criterion):
        raw: pd.Series[float] | None = None
        for rule in criterion.rules:
            part = rule.compute(values[rater.id], points, alone=criterion.alone)
            raw = part if raw is None else raw + part
        assert raw is not None, "a criterion has at least one rule"
        # One bound after the other, as in the formula: changed points may be below the floor.
        mark = bounded(raw, criterion.floor, points * criterion.top) if criterion.bounded else raw
        share = mark if rater.weight == 1 else rater.weight * mark
        total = share if total is None else total + share
    assert total is not None, "a scheme has at least one scoring rater"
    return round_half_away(total.where(~excluded) if excludable(criterion) else total)


def excluded(scheme: Scheme, criterion: Criterion, values: Mapping[str, pd.DataFrame]) -> pd.Series[bool]:
    """Return for each row whether the criterion is excluded from score and maximum."""
    import pandas as pd

    frames = [values[rater.id] for rater in scheme.markers(criterion)]
    found = [criterion.rules[0].excluded(frame) for frame in frames] if excludable(criterion) else []
    masks = [one for one in found if one is not None]
    if not masks:
        return pd.Series(False, index=frames[0].index)
    combined = masks[0]
    for mask in masks[1:]:
        combined = combined & mask
    return combined


def blank_score(criterion: Criterion, scheme: Scheme) -> float | str | None:
    """Return the value in an untouched form: a score or the word for excluded where nothing is required, else None."""
    if any(item.required for item in criterion.inputs(scheme.say)) or scheme.fills_table(criterion):
        return None
    if excludable(criterion):
        return scheme.say(EXCLUDED)
    raw = sum(rule.untouched(criterion.points, alone=criterion.alone) for rule in criterion.rules)
    return max(0.0, min(criterion.points, raw)) if criterion.bounded else raw
