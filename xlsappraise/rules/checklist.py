"""``checklist``: yes, no or not applicable for each item.

P × yes ÷ (yes + no). All items not applicable: ``full`` or ``zero`` as the scheme declares.
A blank item is no mark. Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from xlsappraise.i18n import Words, _
from xlsappraise.rules.base import Cells, Fault, Input, Rule, Strict, WhenNone, number, quoted
from xlsappraise.text import fold

if TYPE_CHECKING:
    import pandas as pd


class Item(Strict):
    """One thing that is there or not."""

    id: str
    label: str


class Checklist(Rule):
    """Items answered by one of three words; ``not_applicable`` empty leaves only two."""

    kind: Literal["checklist"]
    items: tuple[Item, ...] = Field(min_length=1)
    yes: str = "是"
    no: str = "否"
    not_applicable: str = "不适用"
    all_na: WhenNone

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for one word per item."""
        words = tuple(word for word in (self.yes, self.no, self.not_applicable) if word)
        return tuple(Input(item.id, item.label, "choice", None, None, None, words) for item in self.items)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Count over the column of answers; the items of a rule stand in consecutive rows."""
        base = points if self.points is None else number(self.points)
        area = f"{cells[self.items[0].id]}:{cells[self.items[-1].id]}"
        yes, no = (f"SUMPRODUCT(--(TRIM({area})={quoted(word)}))" for word in (self.yes, self.no))
        none = base if self.all_na == "full" else "0"
        return f"IF({yes}+{no}=0,{none},{base}*{yes}/({yes}+{no}))"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Count the words across the items."""
        base = points if self.points is None else self.points
        answers = values[[item.id for item in self.items]]
        yes, no = ((answers == word).sum(axis=1).astype(float) for word in (self.yes, self.no))
        known = yes + no
        mark = (base * yes / known.where(known > 0)).where(known > 0, base if self.all_na == "full" else 0.0)
        return mark.where(answers.notna().all(axis=1))

    def faults(self, points: float) -> Iterator[Fault]:
        """The words are there and cannot be taken for each other."""
        words = [self.yes, self.no, *([self.not_applicable] if self.not_applicable else [])]
        if not self.yes or not self.no or len({fold(word).casefold() for word in words}) < len(words):
            yield Fault("yes", _("the words for yes, no and not applicable must differ"))

    def sentence(self, points: float, say: Words) -> str:
        """Tell the share and what happens when nothing applies."""
        none = say("all points") if self.all_na == "full" else say("no points")
        return say("Points × {yes} ÷ ({yes} + {no}); nothing applies: {none}").format(
            yes=self.yes, no=self.no, none=none
        )
