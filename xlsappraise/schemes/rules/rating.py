"""``rating``: the rater enters the marks; anchors describe ranges of marks.

The mark is the number itself. A blank is no mark (incomplete), never 0. Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.rounding import plain
from xlsappraise.schemes.rules.base import Cells, Fault, Figure, Input, Rule, Strict, number, quoted
from xlsappraise.typed.slot import InputType

if TYPE_CHECKING:
    import pandas as pd


class Anchor(Strict):
    """A range of marks, both ends included, and what it means."""

    from_: Figure = Field(alias="from")
    to: Figure
    label: str


class Rating(Rule):
    """A number between ``min`` and ``max`` (the criterion's points unless given) in steps."""

    called: ClassVar[str] = N_("rating")
    kind: Literal["rating"]
    id: str = "rating"
    label: str | None = None
    min: Figure = 0
    max: Figure | None = None
    step: Figure = Field(default=0.5, gt=0)
    anchors: tuple[Anchor, ...] = ()

    def top(self, points: float) -> float:
        """Return the highest mark."""
        return self.max if self.max is not None else self.points or points

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for one number."""
        top = self.top(points)
        label = say("{label} ({low}–{high})").format(
            label=self.label or say("Rating"), low=plain(self.min), high=plain(top)
        )
        whole = float(self.step).is_integer() and float(self.min).is_integer()
        kind: InputType = "integer" if whole else "number"
        meaning = tuple(f"{_range(a)} {a.label}" for a in sorted(self.anchors, key=lambda a: -a.from_))
        return (Input(self.id, label, kind, self.min, top, self.step, meaning=meaning),)

    def marks(self) -> tuple[str, ...]:
        """Return the mark."""
        return (self.id,)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return the cell."""
        return cells[self.id]

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Return the numbers."""
        return values[self.id].astype(float)

    def sentence(self, points: float, say: Words) -> str:
        """Describe the range, the step and the anchors."""
        text = say("A rating from {low} to {high} in steps of {step}").format(
            low=plain(self.min), high=plain(self.top(points)), step=plain(self.step)
        )
        if not self.anchors:
            return text
        ranges = say("; ").join(f"{_range(a)} {a.label}" for a in self.anchors)
        return say("{rule}: {details}").format(rule=text, details=ranges)

    def live_label(self, label: str, cell: str) -> str | None:
        """Show the anchor of the entered mark behind the label."""
        if not self.anchors:
            return None
        shown = '""'
        for anchor in sorted(self.anchors, key=lambda a: a.from_):
            shown = f"IF(ROUND({cell},9)>={number(anchor.from_)},{quoted(' · ' + anchor.label)},{shown})"
        return f'={quoted(label)}&IF(COUNT({cell})=0,"",{shown})'

    def live_text(self, label: str, value: float) -> str:
        """Return the label with the anchor that the mark falls into."""
        met = [anchor.label for anchor in sorted(self.anchors, key=lambda a: a.from_) if value >= anchor.from_]
        return f"{label} · {met[-1]}" if met else label

    def faults(self, points: float) -> Iterator[Fault]:
        """Report steps of the range that no anchor covers, or more than one."""
        top = self.top(points)
        if self.min > top:
            yield Fault(
                "min",
                phrase("{low} is above the highest mark {high}", low=plain(self.min), high=plain(top)),
            )
        if top > (self.points or points):
            detail = phrase("worth more than the {points} points of the criterion", points=plain(self.points or points))
            yield Fault("max", detail)
        if self.min < 0:
            yield Fault("min", phrase("below 0"))
        if not self.anchors:
            return
        for anchor in self.anchors:
            if anchor.from_ > anchor.to:
                yield Fault("anchors", phrase("anchor “{label}” ends before it begins", label=anchor.label))
        expected = self.min
        for anchor in sorted(self.anchors, key=lambda a: a.from_):
            if abs(anchor.from_ - expected) > 1e-9:
                yield Fault(
                    "anchors",
                    phrase(
                        "anchor “{label}” should begin at {low}: a gap or an overlap",
                        label=anchor.label,
                        low=plain(expected),
                    ),
                )
            expected = anchor.to + self.step
        if abs(expected - self.step - top) > 1e-9:
            yield Fault(
                "anchors",
                phrase(
                    "the anchors end at {found} instead of {high}", found=plain(expected - self.step), high=plain(top)
                ),
            )


def _range(anchor: Anchor) -> str:
    if anchor.from_ == anchor.to:
        return plain(anchor.to)
    return f"{plain(anchor.to)}–{plain(anchor.from_)}"
