"""``deduction``: counts of lapses, each costing points.

Alone: P − Σ count × points, not below 0. In a combination: −Σ. A blank count means none, and only the
sign-off makes that valid. Counts are whole numbers without a largest value unless one is given; a lapse that counts
at most once is labelled so. ``fine`` is what a lapse costs in yuan each time, listed for payroll.
With ``penalty``, an act under the punishment rules may be written down: it takes all points of the criterion.
Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words
from xlsappraise.base.rounding import plain
from xlsappraise.schemes.rules.base import Cells, Figure, Input, Rule, Strict, number

if TYPE_CHECKING:
    import pandas as pd


TEXT_LIMIT = 100
_MORE_THAN_ANY = 1_000_000
"""Taken off in a combination, where other rules may have earned more than the criterion's points"""


class Lapse(Strict):
    """A kind of lapse: points lost and yuan fined each time, and the largest count when there is one."""

    id: str
    label: str
    points: Figure = Field(gt=0)
    max: int | None = Field(default=None, gt=0)
    fine: Figure | None = Field(default=None, gt=0)

    def described(self, each: str, once: str, fined: str) -> str:
        """Return its label with what it costs, in the one of three texts that fits it."""
        if self.fine is not None:
            return fined.format(label=self.label, points=plain(self.points), fine=plain(self.fine))
        return (once if self.max == 1 else each).format(label=self.label, points=plain(self.points))


class Deduction(Rule):
    """Whole-number counts of the lapses."""

    called: ClassVar[str] = N_("deduction")
    kind: Literal["deduction"]
    lapses: tuple[Lapse, ...] = Field(min_length=1)
    penalty: str | None = None

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for a count per kind of lapse."""
        each, once = say("{label} (−{points} each)"), say("{label} (−{points} once)")
        fined = say("{label} (−{points} and {fine} yuan each)")
        counts = tuple(
            Input(
                lapse.id,
                lapse.described(each, once, fined),
                "integer",
                0,
                lapse.max,
                1,
                required=False,
            )
            for lapse in self.lapses
        )
        if self.penalty is None:
            return counts
        return (*counts, Input("penalty", self.penalty, "text", None, TEXT_LIMIT, required=False))

    def happened(self) -> tuple[str, ...]:
        """Return the counts of lapses."""
        return tuple(lapse.id for lapse in self.lapses)

    def costs_each(self) -> Mapping[str, float]:
        """Return what each lapse costs."""
        return {lapse.id: lapse.points for lapse in self.lapses}

    def takes_off(self, entered: Mapping[str, float | str]) -> bool:
        """Return whether a lapse is counted, or an act written down."""
        return "penalty" in entered or any(entered.get(lapse.id) not in (None, 0) for lapse in self.lapses)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Subtract each count times its points."""
        base = points if self.points is None else number(self.points)
        costs = "".join(f"-{number(lapse.points)}*N({cells[lapse.id]})" for lapse in self.lapses)
        mark = f"{base}{costs}" if alone else f"0{costs}"
        if self.penalty is None:
            return mark
        return f"IF(LEN(TRIM({cells['penalty']}))>0,{'0' if alone else f'-{_MORE_THAN_ANY}'},{mark})"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Subtract each count times its points, in the formula's order."""
        base = (points if self.points is None else self.points) if alone else 0.0
        mark = values[self.lapses[0].id].astype(float).fillna(0.0) * 0.0 + base
        for lapse in self.lapses:
            mark = mark - lapse.points * values[lapse.id].astype(float).fillna(0.0)
        if self.penalty is None:
            return mark
        return mark.where(values["penalty"].isna(), 0.0 if alone else -float(_MORE_THAN_ANY))

    def untouched(self, points: float, *, alone: bool) -> float:
        """Return all points: nothing has happened."""
        return (points if self.points is None else self.points) if alone else 0.0

    def sentence(self, points: float, say: Words) -> str:
        """List the lapses with what each costs."""
        every, once = say("{label} −{points} each"), say("{label} −{points} once")
        fined = say("{label} −{points} and {fine} yuan each")
        each = say("; ").join(lapse.described(every, once, fined) for lapse in self.lapses)
        described = say("{rule}: {details}").format(rule=say("Points are taken off for each lapse"), details=each)
        if self.penalty is None:
            return described
        return say("; ").join((described, say("{penalty}: all points are lost").format(penalty=self.penalty)))
