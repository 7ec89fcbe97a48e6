"""``levels``: one dropdown of labels, each worth points or a share of the criterion's points.

A label may be worth less than 0 when the rule is the criterion's only one (plus/minus items). A blank is no mark.
Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.base.text import fold
from xlsappraise.schemes.rules.base import Cells, Fault, Figure, Input, Rule, Strict, number, quoted

if TYPE_CHECKING:
    import pandas as pd


class Level(Strict):
    """A label and either its points or its factor of the criterion's points."""

    label: str
    points: Figure | None = None
    factor: Figure | None = None


class Levels(Rule):
    """A choice of one of the labels."""

    called: ClassVar[str] = N_("levels")
    kind: Literal["levels"]
    id: str = "level"
    label: str | None = None
    levels: tuple[Level, ...] = Field(min_length=2)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for one label."""
        labels = tuple(level.label for level in self.levels)
        pair = say("{rule}: {details}")
        meaning = tuple(pair.format(rule=label, details=plain(worth)) for label, worth in self.worth(points).items())
        return (Input(self.id, self.label or say("Level"), "choice", None, None, None, labels, meaning=meaning),)

    def marks(self) -> tuple[str, ...]:
        """Return the mark."""
        return (self.id,)

    def falls_short(self, entered: Mapping[str, float | str], points: float) -> bool:
        """Return whether another label is worth more than the chosen one."""
        worth = self.worth(points)
        return worth.get(str(entered.get(self.id)), max(worth.values())) < max(worth.values())

    def word_costs(self, entered: Mapping[str, float | str], points: float) -> Mapping[str, float]:
        """Return what the chosen label is worth less than the best, where it is worth least."""
        worth = self.worth(points)
        least, most = min(worth.values()), max(worth.values())
        return {self.id: most - least} if worth.get(str(entered.get(self.id))) == least < most else {}

    def adds(self, entered: Mapping[str, float | str], points: float) -> bool:
        """Return whether the chosen label is worth something."""
        return self.worth(points).get(str(entered.get(self.id)), 0.0) > 0

    def at_an_end(self, entered: Mapping[str, float | str], points: float) -> bool:
        """Return whether no other label is worth more, or none less."""
        worth = self.worth(points)
        return worth.get(str(entered.get(self.id))) in (min(worth.values()), max(worth.values()))

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return nested IFs by label; the last label needs none, since the entry is valid."""
        base = points if self.points is None else number(self.points)
        *firsts, last = self.levels
        formula = _worth_formula(last, base)
        for level in reversed(firsts):
            formula = f"IF(TRIM({cells[self.id]})={quoted(level.label)},{_worth_formula(level, base)},{formula})"
        return formula

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Look the labels up."""
        return values[self.id].map(self.worth(points)).astype(float)

    def worth(self, points: float) -> dict[str, float]:
        """Return label → points."""
        base = points if self.points is None else self.points
        return {
            level.label: base * level.factor if level.factor is not None else level.points or 0.0
            for level in self.levels
        }

    def lowest(self, points: float) -> float:
        """Return 0, or the worst label's points when they are negative."""
        return min(0.0, *self.worth(points).values())

    def sentence(self, points: float, say: Words) -> str:
        """List the labels with their points."""
        each = say("; ").join(f"{label} {plain(worth)}" for label, worth in self.worth(points).items())
        return say("{rule}: {details}").format(rule=say("One of the levels"), details=each)

    def faults(self, points: float) -> Iterator[Fault]:
        """Report labels that are worth no points or two things, or more than the criterion."""
        for index, level in enumerate(self.levels):
            if (level.points is None) == (level.factor is None):
                yield Fault(f"levels[{index}]", phrase("give either points or factor"))
        worth = self.worth(points)
        if max(worth.values()) > (self.points or points) + 1e-9:
            yield Fault(
                "levels",
                phrase("worth more than the {points} points of the criterion", points=plain(self.points or points)),
            )
        if len({fold(label).casefold() for label in worth}) < len(self.levels):
            yield Fault("levels", phrase("two levels have the same label"))


def _worth_formula(level: Level, base: str) -> str:
    return f"{base}*{number(level.factor)}" if level.factor is not None else number(level.points or 0.0)
