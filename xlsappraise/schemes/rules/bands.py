"""``bands``: points of the first band whose bound the measured value meets.

Bounds are inclusive unless the band has ``above``. The lowest bound is the input's minimum, so no value
falls through. With ``mean`` the bands look at the value against the team's mean: value ÷ mean − 1; mean 0: ``full``,
``zero`` or ``excluded`` as the scheme declares. Values are compared rounded to nine decimals. A blank is no mark.
Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from xlsappraise.base.i18n import N_, Words, phrase
from xlsappraise.base.rounding import exact, plain
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
    none_mark,
    number,
)

if TYPE_CHECKING:
    import pandas as pd


class Band(Strict):
    """Points from a bound on; ``above`` leaves the bound itself out."""

    from_: Figure = Field(alias="from")
    points: Figure
    above: bool = False


class Bands(Rule):
    """One measured value; bands from the highest bound to the lowest."""

    called: ClassVar[str] = N_("bands")
    kind: Literal["bands"]
    id: str = "value"
    label: str
    type: Literal["percent", "number", "integer"] = "percent"
    min: Figure = 0
    max: Figure | None = None
    mean: str | None = None
    no_mean: WhenNone = "excluded"
    bands: tuple[Band, ...] = Field(min_length=2)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for the measured value."""
        step = 1 if self.type == "integer" else None
        least = self.min if self.mean is None else 0
        pair = say("{rule}: {details}")
        uppers = [pair.format(rule=self._bound(band), details=plain(band.points)) for band in self.bands[:-1]]
        meaning = (*uppers, self._described(self.bands[-1], say))
        own = Input(self.id, self.label, self.type, least, self.max, step, meaning=meaning)
        if self.mean is None:
            return (own,)
        return (own, Input("mean", self.mean, "percent" if self.type == "percent" else "number", 0, None))

    def shares(self) -> tuple[str, ...]:
        """Return the value and the mean, where they are percentages and no band begins above 100 %."""
        if self.type != "percent" or any(band.from_ > 1 for band in self.bands):
            return ()
        return (self.id,) if self.mean is None else (self.id, "mean")

    def compared(self) -> tuple[Compared, ...]:
        """Return the value and the team's mean."""
        return () if self.mean is None else (Compared(self.id, "mean", common=True),)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return nested IFs from the highest bound down."""
        base = points if self.points is None else number(self.points)
        *uppers, lowest = self.bands
        formula = number(lowest.points)
        value = cells[self.id] if self.mean is None else f"{cells[self.id]}/{cells['mean']}-1"
        for band in reversed(uppers):
            sign = ">" if band.above else ">="
            formula = f"IF(ROUND({value},9){sign}{number(band.from_)},{number(band.points)},{formula})"
        if self.mean is None:
            return formula
        return f"IF({cells['mean']}=0,{none_mark(self.no_mean, base)},{formula})"

    def _none(self, values: pd.DataFrame) -> pd.Series[bool]:
        return values["mean"].astype(float) == 0

    @property
    def may_exclude(self) -> bool:
        """Return whether there is a mean that may be 0."""
        return self.mean is not None and self.no_mean == "excluded"

    def excluded_when(self, cells: Cells) -> str | None:
        """Return the condition that the team's mean is 0."""
        return f"{cells['mean']}=0" if self.may_exclude else None

    def excluded(self, values: pd.DataFrame) -> pd.Series[bool] | None:
        """Return where the team's mean is 0."""
        return self._none(values) & values[self.id].notna() if self.may_exclude else None

    def unmeasured(self, entered: Mapping[str, float | str]) -> Iterator[tuple[str, WhenNone]]:
        """Yield a mean of 0."""
        if self.mean is not None and entered.get("mean") == 0:
            yield "mean", self.no_mean

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Start from the lowest band and raise where a bound is met."""
        value = values[self.id].astype(float)
        if self.mean is not None:
            mean = values["mean"].astype(float)
            value = (value / mean.where(mean != 0, 1.0) - 1).where(mean.notna())
        value = exact(value)
        mark = value * 0 + self.bands[-1].points
        for band in reversed(self.bands[:-1]):
            met = value > band.from_ if band.above else value >= band.from_
            mark = mark.where(~met, band.points)
        if self.mean is None:
            return mark
        base = points if self.points is None else self.points
        return mark.where(~self._none(values) | mark.isna(), base if self.no_mean == "full" else 0.0)

    def lowest(self, points: float) -> float:
        """Return 0, or the worst band when it is negative."""
        return min(0.0, *(band.points for band in self.bands))

    def sentence(self, points: float, say: Words) -> str:
        """List the bands."""
        rule = say("Points by band") if self.mean is None else say("Points by how far above or below the mean")
        each = [self._described(band, say) for band in self.bands]
        if self.mean is not None:
            each.append(say("mean 0: {none}").format(none=say(NONE_WORDS[self.no_mean])))
        return say("{rule}: {details}").format(rule=rule, details=say("; ").join(each))

    def _described(self, band: Band, say: Words) -> str:
        if band is self.bands[-1]:
            return say("below that {points}").format(points=plain(band.points))
        return f"{self._bound(band)} {plain(band.points)}"

    def _bound(self, band: Band) -> str:
        bound = f"{plain(band.from_ * 100)}%" if self.type == "percent" or self.mean else plain(band.from_)
        return f"{'>' if band.above else '≥'}{bound}"

    def faults(self, points: float) -> Iterator[Fault]:
        """Report bounds that do not fall, and a last one that is not the input's minimum."""
        for index, (upper, lower) in enumerate(zip(self.bands, self.bands[1:], strict=False)):
            if lower.from_ >= upper.from_:
                yield Fault(f"bands[{index + 1}].from", phrase("bounds must fall from band to band"))
        lowest = self.min if self.mean is None else -1.0
        if self.bands[-1].from_ != lowest:
            yield Fault(
                f"bands[{len(self.bands) - 1}].from",
                phrase("a gap below: the last bound must be {low}", low=plain(lowest)),
            )
        if max(band.points for band in self.bands) > (self.points or points) + 1e-9:
            yield Fault(
                "bands",
                phrase("worth more than the {points} points of the criterion", points=plain(self.points or points)),
            )
