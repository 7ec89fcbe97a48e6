"""``plus_minus``: items that each count plus, neutral or minus.

P × (net + n) ÷ (2 × n), net = pluses − minuses, n = number of items. A blank item is no mark.
Source: schemes catalogue, section 2 (attitude-ability-performance).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.text import fold
from xlsappraise.schemes.rules.base import Cells, Fault, Input, Rule, Strict, number, quoted

if TYPE_CHECKING:
    import pandas as pd


class Pair(Strict):
    """One item with a good and a bad side."""

    id: str
    label: str


class PlusMinus(Rule):
    """A dropdown of three words per item."""

    called: ClassVar[str] = N_("plus and minus")
    kind: Literal["plus_minus"]
    items: tuple[Pair, ...] = Field(min_length=1)
    plus: str = "加"
    neutral: str = "平"
    minus: str = "减"

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for one word per item."""
        words = (self.plus, self.neutral, self.minus)
        return tuple(Input(item.id, item.label, "choice", None, None, None, words) for item in self.items)

    def marks(self) -> tuple[str, ...]:
        """Return the items."""
        return tuple(item.id for item in self.items)

    def at_an_end(self, entered: Mapping[str, float | str], points: float) -> bool:
        """Return whether an item is a plus or a minus."""
        return any(entered.get(item.id) in (self.plus, self.minus) for item in self.items)

    def takes_off(self, entered: Mapping[str, float | str]) -> bool:
        """Return whether an item is a minus."""
        return any(entered.get(item.id) == self.minus for item in self.items)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Count over the column of answers; the items of a rule are in consecutive rows."""
        base = points if self.points is None else number(self.points)
        area = f"{cells[self.items[0].id]}:{cells[self.items[-1].id]}"
        plus, minus = (f"SUMPRODUCT(--(TRIM({area})={quoted(word)}))" for word in (self.plus, self.minus))
        count = len(self.items)
        return f"{base}*({plus}-{minus}+{count})/{2 * count}"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Count the words across the items."""
        base = points if self.points is None else self.points
        answers = values[[item.id for item in self.items]]
        net = (answers == self.plus).sum(axis=1).astype(float) - (answers == self.minus).sum(axis=1).astype(float)
        count = len(self.items)
        return (base * (net + count) / (2 * count)).where(answers.notna().all(axis=1))

    def sentence(self, points: float, say: Words) -> str:
        """Describe the formula in words."""
        return say("Points × (number of {plus} − number of {minus} + {count}) ÷ {twice}").format(
            plus=self.plus, minus=self.minus, count=len(self.items), twice=2 * len(self.items)
        )

    def faults(self, points: float) -> Iterator[Fault]:
        """Report words that are empty or equal."""
        words = [self.plus, self.neutral, self.minus]
        if not all(words) or len({fold(word).casefold() for word in words}) < len(words):
            yield Fault("plus", phrase("the words for plus, neutral and minus must differ"))
