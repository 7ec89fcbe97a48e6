"""The common result of several raters' forms, as a table: a row per person.

A part that is missing, or withheld because too few anonymous raters have answered, is never 0: the other parts'
weights are scaled up, or there is no result yet, as the scheme declares. The result is rounded once, from the forms'
totals. Where criteria name their raters, it is made of the criteria instead: each has the mark of its own raters, and
one without a mark leaves the score and the full points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from xlsappraise.base.rounding import bounded, round_half_away
from xlsappraise.schemes import Rater, Scheme
from xlsappraise.scoring.engine import ADJUSTMENT, GRADE, TOTAL, section_column
from xlsappraise.scoring.total import Figures, grade, total, weight_of

if TYPE_CHECKING:
    import pandas as pd


def part_column(rater: Rater) -> str:
    """Return the name of the column of a part's mean total, which is NaN where the part does not count."""
    return f"part.{rater.id}"


def answers_column(rater: Rater) -> str:
    """Return the name of the column of the number of a part's returned forms."""
    return f"answers.{rater.id}"


@dataclass(frozen=True)
class _Part:
    """The forms of one of the raters by person: how many there are, whether they count, the means of their scores."""

    rater: Rater
    answers: pd.Series[float]
    counts: pd.Series[bool]
    means: pd.DataFrame

    def of(self, name: str) -> pd.Series[float]:
        """Return the means of a score; NaN where the part does not count, or its forms lack the score."""
        return self.means[name].where(self.counts)


def composites(scheme: Scheme, forms: pd.DataFrame) -> pd.DataFrame:
    """Return a row per person: the columns of ``scoring.engine.score``, and two per part.

    ``forms`` has a row per valid form: employee_id, rater, and the columns of ``score``. The total is NaN where there
    is no result, or none yet.
    """
    import pandas as pd

    people = pd.Index(forms["employee_id"].unique(), name="employee_id")
    names = [criterion.id for criterion in scheme.criteria]
    names += [section_column(index) for index in range(len(scheme.sections))] + [ADJUSTMENT, TOTAL]
    known = forms.reindex(columns=["employee_id", "rater", *names])
    parts = [_part(rater, known, people) for rater in scheme.raters]
    frame = _by_criteria(scheme, parts, people) if scheme.divided else _by_totals(scheme, parts, people)
    if scheme.missing_rater == "none":
        frame[TOTAL] = frame[TOTAL].where(pd.DataFrame({part.rater.id: part.counts for part in parts}).all(axis=1))
    frame[GRADE] = grade(scheme, frame[TOTAL])
    shown: dict[str, pd.Series[float]] = {}
    for part in parts:
        shown |= {part_column(part.rater): part.of(TOTAL), answers_column(part.rater): part.answers}
    return frame.join(pd.DataFrame(shown))


def _part(rater: Rater, forms: pd.DataFrame, people: pd.Index[str]) -> _Part:
    mine = forms[forms["rater"] == rater.id].drop(columns="rater").groupby("employee_id")
    answers = mine.size().reindex(people, fill_value=0).astype(float)
    counts = answers >= (rater.least if rater.several else 1)
    return _Part(rater, answers, counts, mine.mean().reindex(people))


def _by_totals(scheme: Scheme, parts: Sequence[_Part], people: pd.Index[str]) -> pd.DataFrame:
    """Return the means of the parts by their weights, of every score and of the total alike."""
    import pandas as pd

    names = [c.id for c in scheme.criteria] + [section_column(i) for i in range(len(scheme.sections))] + [TOTAL]
    weight = pd.Series(0.0, index=people)
    sums = pd.DataFrame(0.0, index=people, columns=names)
    for part in parts:
        sums = sums.add((part.rater.weight * part.means[names]).where(part.counts, 0.0))
        weight = weight.add(part.counts.astype(float) * part.rater.weight)
    frame = sums.div(weight.where(weight > 0), axis=0).apply(round_half_away)
    frame[TOTAL] = bounded(frame[TOTAL], 0, scheme.total.max)
    return frame


def _by_criteria(scheme: Scheme, parts: Sequence[_Part], people: pd.Index[str]) -> pd.DataFrame:
    """Return the scores of the criteria by those who mark them, and the total of these.

    What nobody has marked leaves the score and the full points, as a criterion does in which nothing was measured.
    """
    import pandas as pd

    by_rater = {part.rater.id: part for part in parts}
    columns: dict[str, pd.Series[float]] = {}
    subtotals: list[pd.Series[float]] = []
    left_out = pd.Series(0.0, index=people)
    for index, section in enumerate(scheme.sections):
        scores = {c.id: _weighted(c.id, [by_rater[r.id] for r in scheme.markers(c)], people) for c in section.criteria}
        for criterion in section.criteria:
            blank = scores[criterion.id].isna().astype(float)
            left_out = left_out + (0.0 if section.bonus else weight_of(scheme, section)) * blank * criterion.points
        subtotals.append(pd.DataFrame(scores).fillna(0.0).sum(axis=1))
        columns |= {**scores, section_column(index): subtotals[-1]}
    adjustment = _weighted(ADJUSTMENT, parts, people).fillna(0.0) if scheme.adjustments is not None else None
    if adjustment is not None:
        columns[ADJUSTMENT] = adjustment
    frame = pd.DataFrame(columns, index=people).apply(round_half_away)
    frame[TOTAL] = total(scheme, Figures(subtotals, adjustment, left_out))
    return frame


def _weighted(name: str, parts: Sequence[_Part], people: pd.Index[str]) -> pd.Series[float]:
    """Return the mean of a score by the raters' weights, of those who gave it; NaN where nobody did."""
    import pandas as pd

    sums, weight = pd.Series(0.0, index=people), pd.Series(0.0, index=people)
    for part in parts:
        given = part.of(name)
        sums = sums + part.rater.weight * given.fillna(0.0)
        weight = weight + part.rater.weight * given.notna()
    return sums / weight.where(weight > 0)
