"""``tally``: points added or taken off each time something happened, without a bound.

Σ count × points. A blank count means none, and only the sign-off makes that valid.
Source: schemes catalogue, section 2 (composite-bonus-pool, online-behaviour).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.schemes.rules.base import Cells, Fault, Figure, Input, Rule, Strict, number

if TYPE_CHECKING:
    import pandas as pd


class Occasion(Strict):
    """Something that adds or takes points each time it happens."""

    id: str
    label: str
    points: Figure
    max: int | None = Field(default=None, gt=0)


class Tally(Rule):
    """Whole-number counts of the occasions."""

    bounded: ClassVar[bool] = False
    called: ClassVar[str] = N_("tally")
    kind: Literal["tally"]
    items: tuple[Occasion, ...] = Field(min_length=1)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for a count per occasion."""
        label = say("{label} ({points} each)")
        return tuple(
            Input(
                item.id, label.format(label=item.label, points=_signed(item.points)), "integer", 0, item.max, 1,
                required=False,
            )
            for item in self.items
        )  # fmt: skip

    def happened(self) -> tuple[str, ...]:
        """Return the counts."""
        return tuple(item.id for item in self.items)

    def takes_each(self) -> Mapping[str, float]:
        """Return what each count takes off."""
        return {item.id: -item.points for item in self.items if item.points < 0}

    def takes_off(self, entered: Mapping[str, float | str]) -> bool:
        """Return whether something happened that takes points."""
        return any(item.points < 0 and entered.get(item.id) not in (None, 0) for item in self.items)

    def adds(self, entered: Mapping[str, float | str], points: float) -> bool:
        """Return whether something happened that gives points."""
        return any(item.points > 0 and entered.get(item.id) not in (None, 0) for item in self.items)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Add each count times its points."""
        return "0" + "".join(
            f"{'+' if item.points >= 0 else '-'}{number(abs(item.points))}*N({cells[item.id]})" for item in self.items
        )

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Add each count times its points, in the formula's order."""
        mark = values[self.items[0].id].astype(float).fillna(0.0) * 0.0
        for item in self.items:
            mark = mark + item.points * values[item.id].astype(float).fillna(0.0)
        return mark

    def sentence(self, points: float, say: Words) -> str:
        """List the occasions with what each is worth."""
        each = say("; ").join(
            say("{label} {points} each").format(label=item.label, points=_signed(item.points)) for item in self.items
        )
        return say("{rule}: {details}").format(rule=say("Points each time"), details=each)

    def faults(self, points: float) -> Iterator[Fault]:
        """Report occasions that are worth 0."""
        for index, item in enumerate(self.items):
            if item.points == 0:
                yield Fault(f"items[{index}].points", phrase("must not be 0"))


def _signed(points: float) -> str:
    return f"+{plain(points)}" if points > 0 else f"−{plain(-points)}"
