"""``share``: a chain of counts, each part of the one before; the last ÷ the one before it earns the points.

P × last ÷ last but one. A count above the one before it is an error. Nothing to divide by: ``full``, ``zero`` or
``excluded`` as the scheme declares. A blank is no mark. Source: schemes catalogue, section 3 (owner-survey).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words
from xlsappraise.schemes.rules.base import NONE_WORDS, Cells, Input, Rule, Strict, WhenNone, none_mark, number

if TYPE_CHECKING:
    import pandas as pd


class Count(Strict):
    """One of the counts."""

    id: str
    label: str


class Share(Rule):
    """Whole-number counts from the largest to the smallest."""

    called: ClassVar[str] = N_("share")
    kind: Literal["share"]
    counts: tuple[Count, ...] = Field(min_length=2)
    no_count: WhenNone

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for each count, at most the one before."""
        before: list[str | None] = [None, *(count.id for count in self.counts)]
        return tuple(
            Input(count.id, count.label, "integer", 0, None, 1, at_most=most)
            for count, most in zip(self.counts, before, strict=False)
        )

    @property
    def _ids(self) -> tuple[str, str]:
        return self.counts[-1].id, self.counts[-2].id

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return the share of the points."""
        base = points if self.points is None else number(self.points)
        part, whole = (cells[name] for name in self._ids)
        return f"IF({whole}=0,{none_mark(self.no_count, base)},{base}*{part}/{whole})"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Do as the formula does, in its order."""
        base = points if self.points is None else self.points
        part, whole = (values[name].astype(float) for name in self._ids)
        mark = (base * part / whole.where(whole != 0)).where(whole != 0, base if self.no_count == "full" else 0.0)
        return mark.where(values[[count.id for count in self.counts]].notna().all(axis=1))

    @property
    def may_exclude(self) -> bool:
        """Return whether the scheme declares it."""
        return self.no_count == "excluded"

    def excluded_when(self, cells: Cells) -> str | None:
        """Return the condition that there is nothing to divide by."""
        return f"{cells[self._ids[1]]}=0" if self.may_exclude else None

    def excluded(self, values: pd.DataFrame) -> pd.Series[bool] | None:
        """Return where there is nothing to divide by."""
        if not self.may_exclude:
            return None
        there = values[[count.id for count in self.counts]].notna().all(axis=1)
        return (values[self._ids[1]].astype(float) == 0) & there

    def unmeasured(self, entered: Mapping[str, float | str]) -> Iterator[tuple[str, WhenNone]]:
        """Yield a whole of 0."""
        if entered.get(self._ids[1]) == 0:
            yield self._ids[1], self.no_count

    def sentence(self, points: float, say: Words) -> str:
        """Describe what is divided by what."""
        labels = {count.id: count.label for count in self.counts}
        part, whole = (labels[name] for name in self._ids)
        return say("; ").join(
            (
                say("Points × {part} ÷ {whole}").format(part=part, whole=whole),
                say("{whole} 0: {none}").format(whole=whole, none=say(NONE_WORDS[self.no_count])),
            )
        )
