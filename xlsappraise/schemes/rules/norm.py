"""``norm``: a measured share against a norm that depends on another input.

The norm is the first whose ``up_to`` is not below the governing value; the last has no bound. A share that meets it
earns P, otherwise P × share ÷ norm. Norms are fractions written as text, so that 2/3 is exact.
A blank is no mark. Source: schemes catalogue, section 2 (property-supervisor-fees, owner knowledge).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.rounding import exact, plain
from xlsappraise.schemes.rules.base import Cells, Fault, Figure, Input, Rule, Strict, number

if TYPE_CHECKING:
    import pandas as pd


class Step(Strict):
    """The norm up to and including a value; None in the last one."""

    up_to: Figure | None = None
    norm: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*/[1-9][0-9]*$")]

    @property
    def value(self) -> float:
        """Return the norm as a number."""
        return float(Fraction(self.norm))


class Norm(Rule):
    """A whole number that governs, and a percentage that is measured."""

    called: ClassVar[str] = N_("norm by size")
    kind: Literal["norm"]
    by: str
    label: str
    norms: tuple[Step, ...] = Field(min_length=2)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for the governing number and the measured share."""
        return (Input("by", self.by, "integer", 0, None, 1), Input("value", self.label, "percent", 0, 1))

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return the points when the norm is met, else their share."""
        base = points if self.points is None else number(self.points)
        *firsts, last = self.norms
        norm = last.norm
        for step in reversed(firsts):
            norm = f"IF(ROUND({cells['by']},9)<={number(step.up_to or 0)},{step.norm},{norm})"
        share = f"{cells['value']}/({norm})"
        return f"IF(ROUND({share},9)>=1,{base},{base}*{share})"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Do as the formula does, in its order."""
        base = points if self.points is None else self.points
        by = exact(values["by"].astype(float))
        norm = by * 0 + self.norms[-1].value
        for step in reversed(self.norms[:-1]):
            norm = norm.where(~(by <= (step.up_to or 0)), step.value)
        share = values["value"].astype(float) / norm
        return (base * share).where(~(exact(share) >= 1), base).where(share.notna())

    def sentence(self, points: float, say: Words) -> str:
        """List the norms."""
        *firsts, last = self.norms
        each = [
            say("{by} up to {bound}: at least {norm}").format(by=self.by, bound=plain(s.up_to or 0), norm=s.norm)
            for s in firsts
        ]
        each.append(say("above that: at least {norm}").format(norm=last.norm))
        rule = say("All points when the norm is met, else the share of it")
        return say("{rule}: {details}").format(rule=rule, details=say("; ").join(each))

    def faults(self, points: float) -> Iterator[Fault]:
        """Report bounds that do not rise, and a norm without a bound before the last one."""
        bounds = [step.up_to for step in self.norms]
        if bounds[-1] is not None or any(bound is None for bound in bounds[:-1]):
            yield Fault("norms", phrase("every norm but the last needs up_to"))
        given = [bound for bound in bounds if bound is not None]
        if any(later <= earlier for earlier, later in pairwise(given)):
            yield Fault("norms", phrase("bounds must rise from norm to norm"))
