"""``attainment``: what was achieved against a target, one ratio or the mean of several.

ratio = actual ÷ target; target ÷ actual when lower is better (actual 0 = full). The ratios are averaged,
then: P when the mean ≥ ``full_at``, otherwise P × min(cap, mean ÷ required). Capped only after averaging,
not below 0. Target 0: ``full`` counts as ratio 1, ``zero`` as 0, ``excluded`` leaves the ratio out of the mean,
and the criterion out of the total when no ratio is left. ``required`` and ``full_at`` may be a label: then they
are inputs. A blank is no mark. Comparisons are made on values rounded to nine decimals.
Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.rounding import bounded, exact, plain
from xlsappraise.schemes.rules.base import (
    NONE_WORDS,
    Cells,
    Compared,
    Fault,
    Figure,
    Input,
    Rule,
    Strict,
    WhenNone,
    number,
)
from xlsappraise.typed.slot import InputType

if TYPE_CHECKING:
    import pandas as pd

Measured = Literal["integer", "number", "percent"]
LEAST_RATE = 0.01


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

    called: ClassVar[str] = N_("target attainment")
    kind: Literal["attainment"]
    actual: str | None = None
    target: str | Figure | None = None
    max: Figure | None = None
    ratios: tuple[Ratio, ...] = ()
    type: Measured = "number"
    lower: bool = False
    full_at: Figure | str | None = None
    required: Figure | str = 1.0
    cap: Figure = Field(default=1.0, gt=0)
    no_target: WhenNone
    part: bool = False
    """Whether what was achieved is a part of the target, such as calls made of the calls due: never more than it"""
    target_by_days: bool = True
    """Whether somebody who was there for half of the period has half of the target. False where the target is measured
    itself, such as calls that came in, or a mean; a percentage never is divided"""

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
        for name, rate in (("required", self.required), ("full_at", self.full_at)):
            if isinstance(rate, str):
                found.append(Input(name, rate, "percent", LEAST_RATE, None))
        return tuple(found)

    def targets(self) -> tuple[str, ...]:
        """Return the targets that the scheme does not fix."""
        return tuple(ratio.names()[1] for ratio in self.all_ratios() if isinstance(ratio.target, str))

    def by_days(self) -> tuple[str, ...]:
        """Return the targets that the scheme does not fix, where they are amounts or numbers of a whole period."""
        return self.targets() if self.target_by_days and self.type != "percent" else ()

    def compared(self) -> tuple[Compared, ...]:
        """Return each ratio."""
        return tuple(Compared(ratio.names()[0], _target(ratio), self.lower, self.part) for ratio in self.all_ratios())

    def shares(self) -> tuple[str, ...]:
        """Return the percentages, unless more than 100 % is to be reached or counts."""
        above = self.cap > 1 or any(not isinstance(r.target, str) and r.target >= 1 for r in self.all_ratios())
        percents = [item.id for item in self.inputs(0.0, str) if item.type == "percent"]
        return () if above else tuple(percents)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Average the guarded ratios, then the full mark or the capped share."""
        base = points if self.points is None else number(self.points)
        ratios = self.all_ratios()
        parts = [self._ratio_formula(r, cells) for r in ratios]
        counted = str(len(ratios))
        if self._may_leave_out:
            counts = "+".join(f"IF({cells[r.names()[1]]}=0,0,1)" if isinstance(r.target, str) else "1" for r in ratios)
            counted = f"MAX(1,{counts})"
        mean = parts[0] if len(parts) == 1 else f"({'+'.join(parts)})/{counted}"
        required = cells["required"] if isinstance(self.required, str) else number(self.required)
        share = mean if self.required == 1 else f"({mean})/{required}"
        earned = f"{base}*MAX(0,MIN({number(self.cap)},{share}))"
        if self.full_at is None:
            return earned
        full_at = f"ROUND({cells['full_at']},9)" if isinstance(self.full_at, str) else number(self.full_at)
        return f"IF(ROUND({mean},9)>={full_at},{base},{earned})"

    @property
    def _may_leave_out(self) -> bool:
        return self.no_target == "excluded" and any(isinstance(r.target, str) for r in self.all_ratios())

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
        import pandas as pd

        base = points if self.points is None else self.points
        total = pd.Series(0.0, index=values.index)
        counted = total * 0
        for ratio in self.all_ratios():
            part, there = self._ratio(ratio, values)
            total = total + part
            counted = counted + there
        mean = total / bounded(counted, 1)
        required = values["required"].astype(float) if isinstance(self.required, str) else self.required
        earned = base * bounded(mean / required, 0, self.cap)
        if self.full_at is None:
            return earned
        if not isinstance(self.full_at, str):
            return earned.where(~(exact(mean) >= self.full_at), base).where(earned.notna())
        full_at = exact(values["full_at"].astype(float))
        return earned.where(~(exact(mean) >= full_at), base).where(earned.notna() & full_at.notna())

    def _ratio(self, ratio: Ratio, values: pd.DataFrame) -> tuple[pd.Series[float], pd.Series[float]]:
        """Return the ratio and whether it counts (1 or 0)."""
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
        left_out = (target == 0) & (self.no_target == "excluded")
        return part.where(~blank), 1.0 - left_out.astype(float)

    @property
    def may_exclude(self) -> bool:
        """Return whether it can be that no ratio has a target."""
        return self.no_target == "excluded" and all(isinstance(r.target, str) for r in self.all_ratios())

    def excluded_when(self, cells: Cells) -> str | None:
        """Return the condition that no ratio has a target."""
        if not self.may_exclude:
            return None
        conditions = [f"{cells[r.names()[1]]}=0" for r in self.all_ratios()]
        return conditions[0] if len(conditions) == 1 else f"AND({','.join(conditions)})"

    def excluded(self, values: pd.DataFrame) -> pd.Series[bool] | None:
        """Return where every target is 0."""
        if not self.may_exclude:
            return None
        there = values[[item.id for item in self.inputs(0.0, str)]].notna().all(axis=1)
        return (values[[r.names()[1] for r in self.all_ratios()]].astype(float) == 0).all(axis=1) & there

    def unmeasured(self, entered: Mapping[str, float | str]) -> Iterator[tuple[str, WhenNone]]:
        """Yield the targets of 0."""
        for ratio in self.all_ratios():
            if entered.get(ratio.names()[1]) == 0:
                yield ratio.names()[1], self.no_target

    @property
    def top_factor(self) -> float:
        """Return the cap, where it lets a rater go above the points."""
        return max(1.0, self.cap)

    def left_out(self, entered: Mapping[str, float | str]) -> bool:
        """Return whether every target is 0."""
        return self.may_exclude and len(list(self.unmeasured(entered))) == len(self.all_ratios())

    def sentence(self, points: float, say: Words) -> str:
        """Describe the ratio, the cap and what a target of 0 means."""
        pattern = say("target ÷ actual") if self.lower else say("actual ÷ target")
        if self.cap == 1:
            parts = [say("Points × {ratio}, never above the points").format(ratio=pattern)]
        else:
            parts = [say("Points × {ratio}, at most {cap} × the points").format(ratio=pattern, cap=plain(self.cap))]
        if self.required != 1:
            parts.append(say("{share} earns all points").format(share=_described(self.required)))
        if self.full_at is not None:
            parts.append(say("all points from {share} on").format(share=_described(self.full_at)))
        if any(isinstance(r.target, str) for r in self.all_ratios()):
            parts.append(say("target 0: {none}").format(none=say(NONE_WORDS[self.no_target])))
        return say("; ").join(parts)

    def faults(self, points: float) -> Iterator[Fault]:
        """Report missing ratios, ids given twice and fixed targets of 0 or less."""
        ratios = self.all_ratios()
        if not isinstance(self.required, str) and self.required <= 0:
            yield Fault("required", phrase("must be above 0"))
        if not ratios or (self.actual is None) != (self.target is None):
            yield Fault("actual", phrase("give actual and target, or ratios"))
        if len({r.names() for r in ratios}) < len(ratios):
            yield Fault("ratios", phrase("each ratio needs an id of its own"))
        for index, ratio in enumerate(ratios):
            if not isinstance(ratio.target, str) and ratio.target <= 0:
                short = self.actual is not None and self.target is not None
                where = "target" if short and index == 0 else f"ratios[{index - short}].target"
                yield Fault(where, phrase("a fixed target must be above 0"))


def _target(ratio: Ratio) -> str | float:
    """Return the id of the target's input, or the target that the scheme fixes."""
    return ratio.names()[1] if isinstance(ratio.target, str) else float(ratio.target)


def _described(rate: float | str) -> str:
    return rate if isinstance(rate, str) else f"{plain(rate * 100)}%"
