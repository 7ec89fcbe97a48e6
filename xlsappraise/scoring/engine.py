"""Scores of all forms of one scheme at once, from the tidy inputs frame and the scheme as issued."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from xlsappraise.scheme import Criterion, Rater, Scheme
from xlsappraise.scoring import criterion as criteria
from xlsappraise.scoring import total as totals

if TYPE_CHECKING:
    import pandas as pd

ADJUSTMENT = "adjustment"
TOTAL = "total"
GRADE = "grade"


def section_column(index: int) -> str:
    """Name the column of a section's subtotal (index from 0)."""
    return f"section.{index + 1}"


def widen(tidy: pd.DataFrame) -> pd.DataFrame:
    """Return a row per form and a column per input.

    ``tidy`` has the columns form, input and value (numbers or labels); what is blank has no row or None.
    """
    return tidy.pivot(index="form", columns="input", values="value")


def score(scheme: Scheme, wide: pd.DataFrame, points: Mapping[str, float] | None = None) -> pd.DataFrame:
    """Return a row per form: criterion ids, section.1 …, adjustment, total (floats) and grade (text).

    ``wide`` comes from ``widen``. ``points`` overrides criteria's points, to price a changed cell.
    NaN and None stand where something required is blank; nothing blank ever counts as 0.
    """
    import pandas as pd

    columns: dict[str, pd.Series[float]] = {}
    subtotals: list[pd.Series[float]] = []
    for index, section in enumerate(scheme.sections):
        for criterion in section.criteria:
            values = {r.id: _values(scheme, criterion, r, wide) for r in scheme.scoring_raters}
            full = (points or {}).get(criterion.id, criterion.points)
            columns[criterion.id] = criteria.compute(scheme, criterion, values, full)
        subtotal = totals.subtotal(pd.DataFrame({c.id: columns[c.id] for c in section.criteria}))
        subtotals.append(subtotal)
        columns[section_column(index)] = subtotal
    if scheme.adjustments is not None:
        names = [f"adjustment.{row + 1}.points" for row in range(scheme.adjustments.rows)]
        columns[ADJUSTMENT] = totals.adjustment(scheme.adjustments, wide.reindex(columns=names))
    columns[TOTAL] = totals.total(scheme, subtotals, columns.get(ADJUSTMENT))
    frame = pd.DataFrame(columns, index=wide.index)
    frame[GRADE] = totals.grade(scheme, frame[TOTAL])
    return frame


def _values(scheme: Scheme, criterion: Criterion, rater: Rater, wide: pd.DataFrame) -> pd.DataFrame:
    """Return the criterion's inputs of one rater under their plain ids."""
    ids = [item.id for item in criterion.inputs(scheme.say)]
    slots = [scheme.slot(f"{criterion.id}.{name}", rater) for name in ids]
    return wide.reindex(columns=slots).set_axis(ids, axis=1)
