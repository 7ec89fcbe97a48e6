"""``bands``: points of the first band whose bound the measured value meets.

Bounds are inclusive unless the band says ``above``. The lowest bound is the input's minimum, so no value
falls through. Values are compared rounded to nine decimals. A blank is no mark.
Source: schemes catalogue, section 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from xlsappraise.i18n import Words, _
from xlsappraise.rounding import exact, plain
from xlsappraise.rules.base import Cells, Fault, Figure, Input, Rule, Strict, number

if TYPE_CHECKING:
    import pandas as pd


class Band(Strict):
    """Points from a bound on; ``above`` leaves the bound itself out."""

    from_: Figure = Field(alias="from")
    points: Figure
    above: bool = False


class Bands(Rule):
    """One measured value; bands from the highest bound to the lowest."""

    kind: Literal["bands"]
    id: str = "value"
    label: str
    type: Literal["percent", "number", "integer"] = "percent"
    min: Figure = 0
    max: Figure | None = None
    bands: tuple[Band, ...] = Field(min_length=2)

    def inputs(self, points: float, say: Words) -> tuple[Input, ...]:
        """Ask for the measured value."""
        step = 1 if self.type == "integer" else None
        return (Input(self.id, self.label, self.type, self.min, self.max, step),)

    def mark(self, cells: Cells, points: str, *, alone: bool) -> str:
        """Return nested IFs from the highest bound down."""
        *uppers, lowest = self.bands
        formula = number(lowest.points)
        for band in reversed(uppers):
            sign = ">" if band.above else ">="
            formula = f"IF(ROUND({cells[self.id]},9){sign}{number(band.from_)},{number(band.points)},{formula})"
        return formula

    def compute(self, values: pd.DataFrame, points: float, *, alone: bool) -> pd.Series[float]:
        """Start from the lowest band and raise where a bound is met."""
        value = exact(values[self.id].astype(float))
        mark = value * 0 + self.bands[-1].points
        for band in reversed(self.bands[:-1]):
            met = value > band.from_ if band.above else value >= band.from_
            mark = mark.where(~met, band.points)
        return mark

    def lowest(self, points: float) -> float:
        """Return 0, or the worst band when it is negative."""
        return min(0.0, *(band.points for band in self.bands))

    def sentence(self, points: float, say: Words) -> str:
        """List the bands."""
        return say("{rule}: {details}").format(
            rule=say("Points by band"), details=say("; ").join(self._told(band, say) for band in self.bands)
        )

    def _told(self, band: Band, say: Words) -> str:
        bound = f"{plain(band.from_ * 100)}%" if self.type == "percent" else plain(band.from_)
        if band is self.bands[-1]:
            return say("below that {points}").format(points=plain(band.points))
        return f"{'>' if band.above else '≥'}{bound} {plain(band.points)}"

    def faults(self, points: float) -> Iterator[Fault]:
        """Bounds fall, and the last one is the input's minimum."""
        for index, (upper, lower) in enumerate(zip(self.bands, self.bands[1:], strict=False)):
            if lower.from_ >= upper.from_:
                yield Fault(f"bands[{index + 1}].from", _("bounds must fall from band to band"))
        if self.bands[-1].from_ != self.min:
            yield Fault(
                f"bands[{len(self.bands) - 1}].from",
                _("a gap below: the last bound must be {low}").format(low=plain(self.min)),
            )
        if max(band.points for band in self.bands) > (self.points or points) + 1e-9:
            yield Fault(
                "bands",
                _("worth more than the {points} points of the criterion").format(points=plain(points)),
            )
