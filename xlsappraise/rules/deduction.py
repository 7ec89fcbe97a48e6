"""``deduction``: counts of lapses, each costing points.

Alone: P − Σ count × points, not below 0. In a combination: −Σ. A blank count means none, and only the
sign-off makes that valid. Counts are whole numbers without a largest value unless one is given.
Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from xlsappraise.i18n import Words
from xlsappraise.rounding import plain
from xlsappraise.rules.base import Cells, Figure, Input, Rule, Strict, number

if TYPE_CHECKING:
    import pandas as pd


class Lapse(Strict):
    """A kind of lapse: points lost each time, and the largest count when there is one."""

    id: str
    label: str
    points: Figure = Field(gt=0)
    max: int | None = Field(default=None, gt=0)


class Deduction(Rule):
    """Whole-number counts of the lapses."""

    kind: Literal["deduction"]
    lapses: tuple[Lapse, ...] = Field(min_length=1)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for a count per kind of lapse."""
        label = say("{label} (−{points} each)")
        return tuple(
            Input(
                lapse.id,
                label.format(label=lapse.label, points=plain(lapse.points)),
                "integer",
                0,
                lapse.max,
                1,
                required=False,
            )
            for lapse in self.lapses
        )

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Subtract each count times its points."""
        base = points if self.points is None else number(self.points)
        costs = "".join(f"-{number(lapse.points)}*N({cells[lapse.id]})" for lapse in self.lapses)
        return f"{base}{costs}" if alone else f"0{costs}"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Subtract each count times its points, in the formula's order."""
        base = (points if self.points is None else self.points) if alone else 0.0
        mark = values[self.lapses[0].id].astype(float).fillna(0.0) * 0.0 + base
        for lapse in self.lapses:
            mark = mark - lapse.points * values[lapse.id].astype(float).fillna(0.0)
        return mark

    def sentence(self, points: float, say: Words) -> str:
        """List the lapses with what each costs."""
        each = say("; ").join(
            say("{label} −{points} each").format(label=lapse.label, points=plain(lapse.points)) for lapse in self.lapses
        )
        return say("{rule}: {details}").format(rule=say("Points are taken off for each lapse"), details=each)
