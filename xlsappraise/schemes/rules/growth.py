"""``growth``: improvement on a base, up or down, against the improvement that earns all points.

improvement = (current − base) ÷ base, or (base − current) ÷ base when lower is better;
the mark is P × clamp(improvement ÷ required, 0, 1). Base 0: the criterion is excluded. A blank is no mark.
Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.rounding import bounded, plain
from xlsappraise.schemes.rules.base import NONE_WORDS, Cells, Compared, Figure, Input, Rule, WhenNone, number

if TYPE_CHECKING:
    import pandas as pd


class Growth(Rule):
    """Two measured values; ``required`` is the improvement, a fraction, that earns all points."""

    called: ClassVar[str] = N_("growth")
    kind: Literal["growth"]
    base: str
    current: str
    type: Literal["integer", "number", "percent"] = "number"
    lower: bool = False
    required: Figure = Field(gt=0)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for the base and the current value."""
        step = 1 if self.type == "integer" else None
        return (
            Input("base", self.base, self.type, 0, None, step),
            Input("current", self.current, self.type, 0, None, step),
        )

    def compared(self) -> tuple[Compared, ...]:
        """Return the current value beside its base, which is as it was."""
        return (Compared("current", "base", self.lower, common=True),)

    def shares(self) -> tuple[str, ...]:
        """Return both values, where they are percentages."""
        return ("base", "current") if self.type == "percent" else ()

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return the clamped share of the required improvement."""
        full = points if self.points is None else number(self.points)
        base, current = cells["base"], cells["current"]
        change = f"({base}-{current})" if self.lower else f"({current}-{base})"
        return f"IF({base}=0,0,{full}*MAX(0,MIN(1,{change}/{base}/{number(self.required)})))"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Do as the formula does, in its order."""
        full = points if self.points is None else self.points
        base, current = values["base"].astype(float), values["current"].astype(float)
        change = base - current if self.lower else current - base
        share = bounded(change / base.where(base != 0) / self.required, 0, 1)
        return (full * share).where(base != 0, 0.0).where(base.notna() & current.notna())

    @property
    def may_exclude(self) -> bool:
        """Return True: the base may be 0."""
        return True

    def excluded_when(self, cells: Cells) -> str | None:
        """Return the condition that the base is 0."""
        return f"{cells['base']}=0"

    def excluded(self, values: pd.DataFrame) -> pd.Series[bool] | None:
        """Return where the base is 0."""
        base, current = values["base"].astype(float), values["current"].astype(float)
        return (base == 0) & current.notna()

    def unmeasured(self, entered: Mapping[str, float | str]) -> Iterator[tuple[str, WhenNone]]:
        """Yield a base of 0."""
        if entered.get("base") == 0:
            yield "base", "excluded"

    def sentence(self, points: float, say: Words) -> str:
        """Describe the improvement that earns all points, and what a base of 0 means."""
        share = f"{plain(self.required * 100)}%"
        told = say("a decrease of {share}") if self.lower else say("an increase of {share}")
        return say("; ").join(
            (
                say("{change} earns all points, less of it earns its share").format(change=told.format(share=share)),
                say("base 0: {none}").format(none=say(NONE_WORDS["excluded"])),
            )
        )
