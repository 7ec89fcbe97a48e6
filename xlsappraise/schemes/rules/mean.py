"""``mean``: the mean of several ratings, each between the same bounds.

A blank rating is no mark. Source: schemes catalogue, sections 2 (means of sub-indicators, of two raters' marks).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.schemes.rules.base import Cells, Fault, Figure, Input, Rule, Strict

if TYPE_CHECKING:
    import pandas as pd


class Part(Strict):
    """One of the ratings that are averaged."""

    id: str
    label: str


class Mean(Rule):
    """Ratings between ``min`` and ``max`` (the criterion's points unless given) in steps."""

    called: ClassVar[str] = N_("mean of ratings")
    kind: Literal["mean"]
    items: tuple[Part, ...] = Field(min_length=2)
    min: Figure = Field(default=0, ge=0)
    max: Figure | None = None
    step: Figure = Field(default=0.5, gt=0)

    def top(self, points: float) -> float:
        """Return the highest rating."""
        return self.max if self.max is not None else self.points or points

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for one number per item."""
        top = self.top(points)
        whole = float(self.step).is_integer() and float(self.min).is_integer()
        label = say("{label} ({low}–{high})")
        return tuple(
            Input(
                item.id,
                label.format(label=item.label, low=plain(self.min), high=plain(top)),
                "integer" if whole else "number",
                self.min,
                top,
                self.step,
            )
            for item in self.items
        )

    def marks(self) -> tuple[str, ...]:
        """Return the items."""
        return tuple(item.id for item in self.items)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return the mean of the cells."""
        return f"({'+'.join(cells[item.id] for item in self.items)})/{len(self.items)}"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Return the mean of the numbers, added in the formula's order."""
        total = values[self.items[0].id].astype(float)
        for item in self.items[1:]:
            total = total + values[item.id].astype(float)
        return total / len(self.items)

    def sentence(self, points: float, say: Words) -> str:
        """Describe the range and the step."""
        return say("The mean of {count} ratings from {low} to {high} in steps of {step}").format(
            count=len(self.items), low=plain(self.min), high=plain(self.top(points)), step=plain(self.step)
        )

    def faults(self, points: float) -> Iterator[Fault]:
        """Report bounds outside of the criterion's points."""
        top = self.top(points)
        if self.min > top:
            detail = phrase("{low} is above the highest mark {high}", low=plain(self.min), high=plain(top))
            yield Fault("min", detail)
        if top > (self.points or points):
            detail = phrase("worth more than the {points} points of the criterion", points=plain(self.points or points))
            yield Fault("max", detail)
