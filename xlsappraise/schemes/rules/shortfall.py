"""``shortfall``: points lost for each percentage point below a target; fractions count proportionally.

P − Σ points × percentage points below each target, not below 0. A blank is no mark.
The distance is rounded to nine decimals before it is used. Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.rounding import bounded, exact, plain
from xlsappraise.schemes.rules.base import Cells, Figure, Input, Rule, Strict, number

if TYPE_CHECKING:
    import pandas as pd


class Measure(Strict):
    """A measured percentage, its target as a fraction, and what a percentage point below it costs."""

    id: str
    label: str
    target: Figure = Field(gt=0)
    points: Figure = Field(default=1, gt=0)
    max: Figure | None = 1


class Shortfall(Rule):
    """One or more measured percentages with targets."""

    called: ClassVar[str] = N_("shortfall")
    kind: Literal["shortfall"]
    measures: tuple[Measure, ...] = Field(min_length=1)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for each percentage."""
        return tuple(Input(m.id, m.label, "percent", 0, m.max) for m in self.measures)

    def due(self) -> Mapping[str, float]:
        """Return the targets."""
        return {measure.id: measure.target for measure in self.measures}

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Subtract what each shortfall costs."""
        base = (points if self.points is None else number(self.points)) if alone else "0"
        return base + "".join(
            f"-{number(m.points)}*MAX(0,ROUND(({number(m.target)}-{cells[m.id]})*100,9))" for m in self.measures
        )

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Subtract what each shortfall costs, in the formula's order."""
        base = (points if self.points is None else self.points) if alone else 0.0
        mark = values[self.measures[0].id].astype(float) * 0 + base
        for m in self.measures:
            mark = mark - m.points * bounded(exact((m.target - values[m.id].astype(float)) * 100), 0)
        return mark

    def sentence(self, points: float, say: Words) -> str:
        """List the targets with what a percentage point costs."""
        each = say("; ").join(
            say("{label} ≥{target}, −{points} per percentage point below").format(
                label=m.label, target=f"{plain(m.target * 100)}%", points=plain(m.points)
            )
            for m in self.measures
        )
        return say("{rule}: {details}").format(rule=say("Points are taken off below a target"), details=each)
