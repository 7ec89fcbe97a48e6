"""The scores of all forms of one scheme, from a table of inputs and the scheme as issued."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xlsappraise.schemes import Criterion, Rater, Scheme, table_slot
from xlsappraise.scoring import criterion as criteria
from xlsappraise.scoring import total as totals
from xlsappraise.scoring.score_row import ScoreRow

if TYPE_CHECKING:
    import pandas as pd

ADJUSTMENT = "adjustment"
TOTAL = "total"
GRADE = "grade"


@dataclass(frozen=True)
class Fixed:
    """Figures that replace computed ones in every form, to price overwritten cells.

    ``scores``: criterion id → score, None for excluded; ``subtotals`` by section from 0.
    """

    scores: Mapping[str, float | None] = field(default_factory=dict)
    subtotals: Mapping[int, float] = field(default_factory=dict)
    adjustment: float | None = None


_NOTHING_FIXED = Fixed()


def section_column(index: int) -> str:
    """Return the name of the column of a section's subtotal (index from 0)."""
    return f"section.{index + 1}"


def widen(tidy: pd.DataFrame) -> pd.DataFrame:
    """Return a row per form and a column per input.

    ``tidy`` has the columns form, input and value (numbers or labels); a blank input has no row, or None.
    """
    return tidy.pivot(index="form", columns="input", values="value")


def excluded_column(criterion_id: str) -> str:
    """Return the name of the column that marks forms in which a criterion was excluded."""
    return f"excluded.{criterion_id}"


def score(
    scheme: Scheme, wide: pd.DataFrame, points: Mapping[str, float] | None = None, fixed: Fixed = _NOTHING_FIXED
) -> pd.DataFrame:
    """Return a row per form: criterion ids, section.1 …, adjustment, total (floats) and grade (text).

    A criterion that may be excluded also has a Boolean column ``excluded.<id>``.
    ``wide`` comes from ``widen``. ``points`` and ``fixed`` override points and figures, to price changed cells.
    NaN and None mark results that need a blank input; a blank never counts as 0.
    """
    import pandas as pd

    columns: dict[str, pd.Series[Any]] = {}
    subtotals: list[pd.Series[float]] = []
    left_out = pd.Series(0.0, index=wide.index)
    caps: list[pd.Series[float]] = []
    for index, section in enumerate(scheme.sections):
        excluded: dict[str, pd.Series[bool]] = {}
        for criterion in section.criteria:
            values = {r.id: _values(scheme, criterion, r, wide) for r in scheme.markers(criterion)}
            full = (points or {}).get(criterion.id, criterion.points)
            excluded[criterion.id] = criteria.excluded(scheme, criterion, values)
            columns[criterion.id] = criteria.compute(scheme, criterion, values, full, excluded[criterion.id])
            if criterion.id in fixed.scores:
                earned = fixed.scores[criterion.id]
                columns[criterion.id] = pd.Series(earned, index=wide.index, dtype=float)
                excluded[criterion.id] = pd.Series(earned is None, index=wide.index)
            if criteria.excludable(criterion):
                columns[excluded_column(criterion.id)] = excluded[criterion.id]
            if criteria.excludable(criterion) and not section.bonus:
                left_out = left_out + totals.weight_of(scheme, section) * excluded[criterion.id].astype(float) * full
            caps += [cap for cap in _caps(criterion, values) if cap is not None]
        scores = pd.DataFrame({c.id: columns[c.id] for c in section.criteria})
        subtotals.append(_instead(totals.subtotal(scores, pd.DataFrame(excluded)), fixed.subtotals.get(index)))
        columns[section_column(index)] = subtotals[-1]
    if scheme.adjustments is not None:
        names = [f"adjustment.{row + 1}.points" for row in range(scheme.adjustments.rows)]
        columns[ADJUSTMENT] = _instead(
            totals.adjustment(scheme.adjustments, wide.reindex(columns=names)), fixed.adjustment
        )
    may_leave = any(criteria.excludable(c) for s in scheme.sections if not s.bonus for c in s.criteria)
    figures = totals.Figures(subtotals, columns.get(ADJUSTMENT), left_out if may_leave else None, caps)
    columns[TOTAL] = totals.total(scheme, figures)
    frame = pd.DataFrame(columns, index=wide.index)
    frame[GRADE] = totals.grade(scheme, frame[TOTAL])
    return frame


def grade_in(scores: ScoreRow | pd.Series[Any]) -> str | None:
    """Return the grade in a form's row of scores; None where something required is blank."""
    grade = scores[GRADE]
    return grade if isinstance(grade, str) else None


def _instead(computed: pd.Series[float], figure: float | None) -> pd.Series[float]:
    """Return ``figure`` in every row if it is given, else the computed values."""
    return computed if figure is None else computed * 0 + figure


def _caps(criterion: Criterion, values: Mapping[str, pd.DataFrame]) -> Iterator[pd.Series[float] | None]:
    for frame in values.values():
        for rule in criterion.rules:
            yield rule.total_caps(frame)


def _values(scheme: Scheme, criterion: Criterion, rater: Rater, wide: pd.DataFrame) -> pd.DataFrame:
    """Return the criterion's inputs of one rater under their plain ids, and the cells of the tables it refers to."""
    ids = [item.id for item in criterion.inputs(scheme.say)]
    slots = [scheme.slot(f"{criterion.id}.{name}", rater) for name in ids]
    cells = [
        table_slot(table, row, column)
        for rule in criterion.rules
        for table, column in rule.table_columns()
        for row in range(1, scheme.table(table).rows + 1)
    ]
    return wide.reindex(columns=[*slots, *cells]).set_axis([*ids, *cells], axis=1)
