"""``attainment``: what was achieved against a target, one ratio or the mean of several.

ratio = actual ÷ target; target ÷ actual when lower is better (actual 0 = full). The ratios are averaged,
then: P when the mean ≥ ``full_at``, otherwise P × min(cap, mean ÷ required). Capped only after averaging,
not below 0. Target 0: ``full`` counts as ratio 1, ``zero`` as 0. A blank is no mark.
Comparisons are made on values rounded to nine decimals. Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from xlsappraise.i18n import Words, _
from xlsappraise.rounding import exact, plain
from xlsappraise.rules.base import Cells, Fault, Figure, Input, InputType, Rule, Strict, WhenNone, number

if TYPE_CHECKING:
    import pandas as pd

Measured = Literal["integer", "number", "percent"]


class Ratio(Strict):
    """One ratio. ``target`` is a label (an input) or a number (fixed by the scheme)."""

    id: str | None = None
    actual: str
    target: str | Figure
    max: Figure | None = None

    def names(self) -> tuple[str, str]:
        """Return the ids of the two inputs."""
        return (f"{self.id}_actual", f"{self.id}_target") if self.id else ("actual", "target")


class Attainment(Rule):
    """One ratio written as ``actual``/``target``, or several as ``ratios``."""

    kind: Literal["attainment"]
    actual: str | None = None
    target: str | Figure | None = None
    max: Figure | None = None
    ratios: tuple[Ratio, ...] = ()
    type: Measured = "number"
    lower: bool = False
    full_at: Figure | None = None
    required: Figure = Field(default=1.0, gt=0)
    cap: Figure = Field(default=1.0, gt=0)
    no_target: WhenNone

    def all_ratios(self) -> tuple[Ratio, ...]:
        """Return the ratios, whichever way they were written."""
        if self.actual is not None and self.target is not None:
            return (Ratio(actual=self.actual, target=self.target, max=self.max), *self.ratios)
        return self.ratios

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for each actual, and for each target that the scheme does not fix."""
        step = 1 if self.type == "integer" else None
        kind: InputType = self.type
        found: list[Input] = []
        for ratio in self.all_ratios():
            actual, target = ratio.names()
            found.append(Input(actual, ratio.actual, kind, 0, ratio.max, step))
            if isinstance(ratio.target, str):
                found.append(Input(target, ratio.target, kind, 0, None, step))
        return tuple(found)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Average the guarded ratios, then the full mark or the capped share."""
        base = points if self.points is None else number(self.points)
        ratios = [self._ratio_formula(r, cells) for r in self.all_ratios()]
        mean = ratios[0] if len(ratios) == 1 else f"({'+'.join(ratios)})/{len(ratios)}"
        share = mean if self.required == 1 else f"({mean})/{number(self.required)}"
        earned = f"{base}*MAX(0,MIN({number(self.cap)},{share}))"
        if self.full_at is None:
            return earned
        return f"IF(ROUND({mean},9)>={number(self.full_at)},{base},{earned})"

    def _ratio_formula(self, ratio: Ratio, cells: Cells) -> str:
        actual_id, target_id = ratio.names()
        actual = cells[actual_id]
        fixed = not isinstance(ratio.target, str)
        target = number(float(ratio.target)) if fixed else cells[target_id]
        none = "1" if self.no_target == "full" else "0"
        part = f"IF({actual}=0,1,{target}/{actual})" if self.lower else f"{actual}/{target}"
        return part if fixed else f"IF({target}=0,{none},{part})"

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Do as the formula does, in its order."""
        base = points if self.points is None else self.points
        ratios = [self._ratio(r, values) for r in self.all_ratios()]
        total = ratios[0]
        for ratio in ratios[1:]:
            total = total + ratio
        mean = total / len(ratios)
        earned = base * (mean / self.required).clip(lower=0, upper=self.cap)
        if self.full_at is None:
            return earned
        return earned.where(~(exact(mean) >= self.full_at), base)

    def _ratio(self, ratio: Ratio, values: pd.DataFrame) -> pd.Series[float]:
        actual_id, target_id = ratio.names()
        actual = values[actual_id].astype(float)
        fixed = not isinstance(ratio.target, str)
        target = actual * 0 + float(ratio.target) if fixed else values[target_id].astype(float)
        blank = actual.isna() | target.isna()
        if self.lower:
            part = (target / actual.where(actual != 0)).where(actual != 0, 1.0)
        else:
            part = actual / target.where(target != 0)
        part = part.where(target != 0, 1.0 if self.no_target == "full" else 0.0)
        return part.where(~blank)

    @property
    def top_factor(self) -> float:
        """The cap, where it lets a rater go above the points."""
        return max(1.0, self.cap)

    def sentence(self, points: float, say: Words) -> str:
        """Tell the ratio, the cap and what a target of 0 means."""
        pattern = say("target ÷ actual") if self.lower else say("actual ÷ target")
        if self.cap == 1:
            parts = [say("Points × {ratio}, never above the points").format(ratio=pattern)]
        else:
            parts = [say("Points × {ratio}, at most {cap} × the points").format(ratio=pattern, cap=plain(self.cap))]
        if self.required != 1:
            parts.append(say("{share} earns all points").format(share=f"{plain(self.required * 100)}%"))
        if self.full_at is not None:
            parts.append(say("all points from {share} on").format(share=f"{plain(self.full_at * 100)}%"))
        if any(isinstance(r.target, str) for r in self.all_ratios()):
            parts.append(say("target 0: all points") if self.no_target == "full" else say("target 0: no points"))
        return say("; ").join(parts)

    def faults(self, points: float) -> Iterator[Fault]:
        """There is at least one ratio, ids are unique, fixed targets are above 0."""
        ratios = self.all_ratios()
        if not ratios or (self.actual is None) != (self.target is None):
            yield Fault("actual", _("give actual and target, or ratios"))
        if len({r.names() for r in ratios}) < len(ratios):
            yield Fault("ratios", _("each ratio needs an id of its own"))
        for index, ratio in enumerate(ratios):
            if not isinstance(ratio.target, str) and ratio.target <= 0:
                short = self.actual is not None and self.target is not None
                where = "target" if short and index == 0 else f"ratios[{index - short}].target"
                yield Fault(where, _("a fixed target must be above 0"))
