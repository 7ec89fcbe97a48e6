"""One result from several raters' own forms: each part by its weight, several people of a kind averaged.

A part that is missing, or withheld because too few people of an anonymous kind have answered, is never 0: the other
parts' weights are scaled up. The composite is rounded once, from the forms' totals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlsappraise.base.rounding import round_half_away
from xlsappraise.schemes import Rater, Scheme
from xlsappraise.scoring.engine import GRADE, TOTAL, section_column
from xlsappraise.scoring.total import grade

if TYPE_CHECKING:
    import pandas as pd


def part_column(rater: Rater) -> str:
    """Name the column of a part's mean total; NaN where the part does not count."""
    return f"part.{rater.id}"


def answers_column(rater: Rater) -> str:
    """Name the column of how many forms of a part came back."""
    return f"answers.{rater.id}"


def composites(scheme: Scheme, forms: pd.DataFrame) -> pd.DataFrame:
    """Return a row per person: the columns of ``scoring.engine.score``, and two per part.

    ``forms`` has a row per valid form: employee_id, rater, and the columns of ``score``.
    """
    import pandas as pd

    people = pd.Index(forms["employee_id"].unique(), name="employee_id")
    names = [c.id for c in scheme.criteria] + [section_column(i) for i in range(len(scheme.sections))] + [TOTAL]
    weight = pd.Series(0.0, index=people)
    sums = pd.DataFrame(0.0, index=people, columns=names)
    parts: dict[str, pd.Series[float]] = {}
    for rater in scheme.raters:
        mine = forms[forms["rater"] == rater.id].groupby("employee_id")
        answers = mine.size().reindex(people, fill_value=0).astype(float)
        counts = answers >= (rater.least if rater.several else 1)
        means = mine[names].mean().reindex(people)
        sums = sums.add((rater.weight * means).where(counts, 0.0))
        weight = weight.add(counts.astype(float) * rater.weight)
        parts[part_column(rater)] = means[TOTAL].where(counts)
        parts[answers_column(rater)] = answers
    exact_means = sums.div(weight.where(weight > 0), axis=0)
    frame = exact_means.apply(round_half_away)
    frame[TOTAL] = frame[TOTAL].clip(lower=0, upper=scheme.total.max)
    frame[GRADE] = grade(scheme, frame[TOTAL])
    return frame.join(pd.DataFrame(parts))
