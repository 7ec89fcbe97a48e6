"""``thresholds``: pass or fail. All points when every measure is met, otherwise none.

A measure has a largest value (``at_most``), a smallest one (``at_least``), or is a yes. Bounds are inclusive and
compared on values rounded to nine decimals. A blank is no mark.
Source: schemes catalogue, section 2 (service-head-standards).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.rounding import exact, plain
from xlsappraise.base.text import fold
from xlsappraise.schemes.rules.base import Cells, Fault, Figure, Input, Rule, Strict, number, quoted

if TYPE_CHECKING:
    import pandas as pd


class Threshold(Strict):
    """One thing that must be met. ``part_of``: the input ``criterion.input`` of which it counts a part."""

    id: str
    label: str
    type: Literal["integer", "number", "percent", "yes"]
    at_most: Figure | None = None
    at_least: Figure | None = None
    part_of: str | None = None

    def described(self, say: Words) -> str:
        """Describe the bound."""
        shown = "{}%".format if self.type == "percent" else "{}".format
        scale = 100 if self.type == "percent" else 1
        if self.at_most is not None:
            return f"{self.label} ≤{shown(plain(self.at_most * scale))}"
        if self.at_least is not None:
            return f"{self.label} ≥{shown(plain(self.at_least * scale))}"
        return self.label


class Thresholds(Rule):
    """Measures that must all be met."""

    called: ClassVar[str] = N_("thresholds")
    kind: Literal["thresholds"]
    measures: tuple[Threshold, ...] = Field(min_length=1)
    yes: str = "是"
    no: str = "否"

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for each measured value, or for yes or no."""
        return tuple(self._input(measure, say) for measure in self.measures)

    def _input(self, measure: Threshold, say: Words) -> Input:
        if measure.type == "yes":
            return Input(measure.id, measure.label, "choice", None, None, None, (self.yes, self.no))
        top = 1.0 if measure.type == "percent" else None
        return Input(measure.id, measure.described(say), measure.type, 0, top, 1 if measure.type == "integer" else None)

    def due(self) -> Mapping[str, float]:
        """Return the bounds of percentages that are to be reached."""
        return {m.id: m.at_least for m in self.measures if m.type == "percent" and m.at_least is not None}

    def parts(self) -> Mapping[str, str]:
        """Return the measures that count a part of what another criterion's input counts."""
        return {measure.id: measure.part_of for measure in self.measures if measure.part_of is not None}

    def refusals(self) -> Mapping[str, str]:
        """Return the measures answered by yes or no, with the word for no."""
        return {measure.id: self.no for measure in self.measures if measure.type == "yes"}

    def word_costs(self, entered: Mapping[str, float | str], points: float) -> Mapping[str, float]:
        """Return all points for each no."""
        base = points if self.points is None else self.points
        return {name: base for name, no in self.refusals().items() if entered.get(name) == no}

    def falls_short(self, entered: Mapping[str, float | str], points: float) -> bool:
        """Return whether an entry does not meet its bound."""
        return any(self._missed(measure, entered.get(measure.id)) for measure in self.measures)

    def _missed(self, measure: Threshold, value: float | str | None) -> bool:
        if not isinstance(value, float):
            return value == self.no
        least, most = measure.at_least, measure.at_most
        return (most is not None and round(value, 9) > most) or (least is not None and round(value, 9) < least)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return the points when all conditions hold."""
        base = points if self.points is None else number(self.points)
        return f"IF(AND({','.join(self._condition(m, cells[m.id]) for m in self.measures)}),{base},0)"

    def _condition(self, measure: Threshold, cell: str) -> str:
        if measure.at_most is not None:
            return f"ROUND({cell},9)<={number(measure.at_most)}"
        if measure.at_least is not None:
            return f"ROUND({cell},9)>={number(measure.at_least)}"
        return f"TRIM({cell})={quoted(self.yes)}"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Ask each condition in turn."""
        base = points if self.points is None else self.points
        met = values[[m.id for m in self.measures]].notna().all(axis=1)
        there = met.copy()
        for measure in self.measures:
            met &= self._met(measure, values)
        return (met.astype(float) * base).where(there)

    def _met(self, measure: Threshold, values: pd.DataFrame) -> pd.Series[bool]:
        column = values[measure.id]
        if measure.at_most is not None:
            return exact(column.astype(float)) <= measure.at_most
        if measure.at_least is not None:
            return exact(column.astype(float)) >= measure.at_least
        return column == self.yes

    def sentence(self, points: float, say: Words) -> str:
        """List what must be met."""
        each = say("; ").join(measure.described(say) for measure in self.measures)
        return say("{rule}: {details}").format(rule=say("All points when all of this is met, else none"), details=each)

    def faults(self, points: float) -> Iterator[Fault]:
        """Report measures without exactly one bound, and equal words for yes and no."""
        for index, measure in enumerate(self.measures):
            bounds = (measure.at_most is not None) + (measure.at_least is not None)
            if bounds != (0 if measure.type == "yes" else 1):
                yield Fault(f"measures[{index}]", phrase("give either at_most or at_least; type yes takes neither"))
        if not self.yes or not self.no or fold(self.yes).casefold() == fold(self.no).casefold():
            yield Fault("yes", phrase("the words for yes, no and not applicable must differ"))
