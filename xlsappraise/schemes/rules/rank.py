"""``rank``: points by place among the people compared; ties share the better rank.

Only the summary can know the places, so a form shows neither the score nor the total. A blank is no mark.
Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.rounding import exact, plain, round_number
from xlsappraise.schemes.rules.base import Cells, Fault, Figure, Input, Rule

if TYPE_CHECKING:
    import pandas as pd


class Rank(Rule):
    """One measured value; ``places`` are the points of the first, second …, ``others`` those of everybody else."""

    across: ClassVar[bool] = True
    called: ClassVar[str] = N_("rank")
    kind: Literal["rank"]
    label: str
    type: Literal["percent", "number", "integer"] = "number"
    lower: bool = False
    places: tuple[Figure, ...] = Field(min_length=1)
    others: Figure = Field(default=0, ge=0)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for the measured value."""
        return (Input("value", self.label, self.type, 0, None, 1 if self.type == "integer" else None),)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return 0: a form does not know the others."""
        return "0"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Rank the rows; a row without a value has no place and takes none."""
        value = exact(values["value"].astype(float))
        place = value.rank(method="min", ascending=self.lower)
        worth = dict(enumerate(self.places, 1))
        return place.map(lambda p: worth.get(int(p), self.others), na_action="ignore").astype(float)

    def among(self, mine: float, others: Sequence[float]) -> tuple[int, float]:
        """Count those who are better; equal values share the better place."""
        gaps = (round_number(other, 9) - round_number(mine, 9) for other in others)
        better = sum(gap < 0 if self.lower else gap > 0 for gap in gaps)
        return better + 1, self.places[better] if better < len(self.places) else self.others

    def sentence(self, points: float, say: Words) -> str:
        """List the places with their points."""
        rule = (
            say("Points by place in the summary, the lowest value first")
            if self.lower
            else say("Points by place in the summary, the highest value first")
        )
        each = [say("place {place}: {points}").format(place=n, points=plain(p)) for n, p in enumerate(self.places, 1)]
        each.append(say("others {points}").format(points=plain(self.others)))
        return say("{rule}: {details}").format(rule=rule, details=say("; ").join(each))

    def faults(self, points: float) -> Iterator[Fault]:
        """Report a place that earns more than a better one, or more than the criterion."""
        worth = [*self.places, self.others]
        if any(later > earlier for earlier, later in pairwise(worth)):
            yield Fault("places", phrase("a better place must not earn less"))
        if worth[0] > (self.points or points) + 1e-9:
            detail = phrase("worth more than the {points} points of the criterion", points=plain(self.points or points))
            yield Fault("places", detail)
